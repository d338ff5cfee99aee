"""WS302 beyond its examples: a habit, a replacement, and who may announce it."""

import pytest

from watchdog_sante.detectors.payer_changed import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.household import Household, Insurer, InsurerRole
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.knowledge import Knowledge, Payer

NOBODY = Household()
TOP_UP = SourceKind.TOP_UP_INSURER
KNOWLEDGE = Knowledge(
    payers=(
        Payer("ormes", "Mutuelle des Ormes", TOP_UP, ("ORMES", "VIEUX ORMES REUNIS")),
        Payer("cedre", "Prévoyance du Cèdre", TOP_UP, ("CEDRE",)),
        Payer("generic", "Any", TOP_UP, ("MUTUELLE",)),
    )
)
LINES = """
top-up        | care       | beneficiary  | act          | provider | paid  | basic | reimbursed | to
2023-01-10 x8 | 2023-01-03 | Anne Tilleul | Consultation | DR ORME  | 30.00 | 19.00 | 9.00       | insured
"""
ORMES = Insurer("Mutuelle des Ormes", InsurerRole.COMPLEMENTARY)


def found(payers: list[str], household: Household = NOBODY, details: str = "") -> list[Finding]:
    """One credit a month, from January on, from these payers."""
    bank = "bank | amount | label\n" + "\n".join(
        f"2023-{month:02d}-12 | 9.00 | VIR SEPA {payer}" for month, payer in enumerate(payers, start=1)
    )
    tables = f"{LINES}\n{bank}" + (f"\n\n{details}" if details else "")
    return detect(assemble(collected(Example("", tables)), household, KNOWLEDGE), Params())


OLD, NEW, UNKNOWN = "MUTUELLE DES ORMES", "PREVOYANCE DU CEDRE", "SAULES ET COMPAGNIE"


@pytest.mark.parametrize(
    ("payers", "told"),
    [
        ([OLD] * 4 + [NEW] * 4, 1),
        ([OLD] * 4 + [UNKNOWN] * 4, 1),
        ([OLD] * 7 + [NEW], 0),  # once is no habit
        ([OLD] * 2 + [NEW] * 6, 0),  # nor is a payer seen twice
        ([OLD, NEW] * 4, 0),  # both pay
        ([OLD] * 4 + ["MUTUELLE DES ORMES NANTES"] * 4, 0),
        ([OLD] * 4 + ["VIEUX ORMES REUNIS"] * 4, 0),  # one entry of the facts: a merger
        ([OLD] * 4 + ["MUTUELLE DU HOUX"] * 4, 1),  # "mutuelle" alone makes no two payers one
    ],
)
def test_a_payer_that_took_the_place_of_another(payers: list[str], told: int) -> None:
    assert len(found(payers)) == told


def test_a_known_insurer_that_nothing_announced_is_a_warning() -> None:
    household = Household(insurers=(ORMES,))
    assert [one.severity for one in found([OLD] * 4 + [NEW] * 4, household)] == [Severity.WARNING]
    assert [one.severity for one in found([OLD] * 4 + [UNKNOWN] * 4, household)] == [Severity.INFO]


def test_a_card_or_settings_that_name_the_new_payer_announce_it() -> None:
    told = "details | field | value\n2023-04-20 | Organisme | Prévoyance du Cèdre"
    assert [one.severity for one in found([OLD] * 4 + [NEW] * 4, Household(insurers=(ORMES,)), told)] == [Severity.INFO]
    both = Insurer("Santé", InsurerRole.COMPLEMENTARY, bank_labels=("MUTUELLE DES ORMES", "PREVOYANCE DU CEDRE"))
    assert found([OLD] * 4 + [NEW] * 4, Household(insurers=(both,))) == []


def test_the_new_payers_first_credits_are_accused_and_the_old_ones_shown() -> None:
    (finding,) = found([OLD] * 4 + [NEW] * 4)
    assert [row.day.month for row in finding.evidence] == [5, 6]
    assert [row.day.month for row in finding.context] == [2, 3, 4]
