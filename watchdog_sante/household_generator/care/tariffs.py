"""Acts, their prices and how much of them is paid back, by date. Source: domain notes, section 3.5."""

from dataclasses import dataclass
from datetime import date
from random import Random

from watchdog_sante.household_generator.dice import cents, pick

PARTICIPATION, FRANCHISE = "Participation forfaitaire", "Franchise médicale"
_PARTICIPATION_DOUBLED = date(2024, 5, 15)
_FRANCHISE_DOUBLED = date(2024, 4, 1)
_GP = ((date(2024, 12, 22), 3000), (date(2023, 11, 1), 2650), (date.min, 2500))
_ALWAYS = date.min


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of care.

    `words`: how the basic insurer's and the top-up insurer's statements call it. `base`: tariff in cents (None: the
    price). `rates`: since when, percent. `third_party`: how likely the insurers pay the provider. `adult` and `child`:
    times a year. `deduction`: what is kept back.
    """

    key: str
    words: tuple[str, str]
    providers: tuple[str, ...]
    low: float
    high: float
    base: int | None
    rates: tuple[tuple[date, int], ...]
    deduction: str = ""
    third_party: float = 0.0
    adult: float = 0.0
    child: float = 0.0

    def rate(self, day: date) -> int:
        """Percent of the base that the basic insurer pays on that day."""
        return next(percent for since, percent in self.rates if day >= since)

    def price(self, rng: Random, day: date) -> int:
        """What the care costs, in cents."""
        if self.key == "gp":
            return gp_price(day)
        return cents(rng, self.low, self.high)


def gp_price(day: date) -> int:
    """The general practitioner's tariff on that day, in cents."""
    return next(price for since, price in _GP if day >= since)


def deduction(kind: str, day: date, boxes: int = 1) -> int:
    """What is kept back for one act or for so many boxes of medicine, in cents."""
    if kind == PARTICIPATION:
        return 200 if day >= _PARTICIPATION_DOUBLED else 100
    if kind == FRANCHISE:
        return (100 if day >= _FRANCHISE_DOUBLED else 50) * boxes
    return 0


def _flat(percent: int) -> tuple[tuple[date, int], ...]:
    return ((_ALWAYS, percent),)


_DENTAL = ((date(2023, 10, 15), 60), (_ALWAYS, 70))
_DOCTOR = ("DR",)
_PHARMACY = ("PHARMACIE",)


def _words(basic: str, top_up: str = "") -> tuple[str, str]:
    return basic, top_up or basic


# Key, words, providers, euros from and to, base, rates, deduction, third-party payment, times a year (adult, child).
ACTS = (
    Act("gp", _words("Consultation médecin traitant", "Consultation généraliste"),
        _DOCTOR, 25, 25, None, _flat(70), PARTICIPATION, 0.12, 3.2, 4.5),
    Act("specialist", _words("Consultation spécialiste", "Consult. spécialiste"),
        _DOCTOR, 31.5, 70, 3150, _flat(70), PARTICIPATION, 0.05, 1.6, 0.8),
    Act("dental", _words("Soins dentaires", "Soins conservateurs dentaires"),
        ("CABINET DENTAIRE", "DR"), 29, 96, None, _DENTAL, "", 0.1, 1.2, 0.9),
    Act("physio", _words("Acte de kinésithérapie", "Masso-kinésithérapie"),
        ("CABINET KINE", "KINE"), 16.13, 22, 1613, _flat(60), FRANCHISE, 0.1, 0.8, 0.15),
    Act("laboratory", _words("Analyses de biologie", "Biologie médicale"),
        ("LABO", "LABORATOIRE"), 18, 88, None, _flat(60), PARTICIPATION, 0.95, 1.4, 0.4),
    Act("radiology", _words("Radiologie", "Imagerie médicale"),
        ("IMAGERIE", "CENTRE RADIO"), 26, 95, None, _flat(70), PARTICIPATION, 0.7, 0.7, 0.2),
    Act("pharmacy", _words("Médicaments vignette blanche 65 %", "Pharmacie 65 %"),
        _PHARMACY, 6, 58, None, _flat(65), FRANCHISE, 0.97, 6.0, 4.0),
    Act("medicine30", _words("Médicaments vignette bleue 30 %", "Pharmacie 30 %"),
        _PHARMACY, 4, 24, None, _flat(30), FRANCHISE, 0.97, 2.0, 1.4),
    Act("midwife", _words("Consultation sage-femme", "Sage-femme"),
        ("SAGE FEMME",), 26.5, 48, 2650, _flat(70), "", 0.0, 0.2, 0.0),
    Act("paediatrician", _words("Consultation pédiatre"),
        _DOCTOR, 32, 60, 3200, _flat(70), "", 0.05, 0.0, 1.8),
)  # fmt: skip
_TOP_UP_WORDS = {act.words[0]: act.words[1] for act in ACTS}


def top_up_words(basic_words: str) -> str:
    """How the top-up insurer's statements call what the basic insurer's call so."""
    return _TOP_UP_WORDS.get(basic_words, basic_words)


def act(key: str) -> Act:
    """The usual act of that key."""
    return next(one for one in ACTS if one.key == key)


def provider(rng: Random, act: Act, surnames: tuple[str, ...]) -> str:
    """Who gives that care: the kind of practice and a name."""
    return f"{pick(rng, act.providers)} {pick(rng, surnames)}"
