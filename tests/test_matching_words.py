"""People, acts and cares compared: one person of many spellings, one family of many wordings, one care told twice."""

from datetime import date

import pytest

from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.matching.payers import names
from watchdog_sante.matching.people import people
from watchdog_sante.matching.words import family_key, same_person
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.package_data import knowledge


@pytest.mark.parametrize(
    "spelling",
    [
        "Émilie Tilleul",
        "TILLEUL EMILIE",
        "Mme Emilie TILLEUL",
        "TILLEUL E.",
        "Emilie Jeanne Tilleul",
        "TILLEUL ép. ORME Emilie",
        "EMILIE",
        "",
    ],
)
def test_one_person_of_many_spellings(spelling: str) -> None:
    assert same_person(spelling, "Emilie TILLEUL")


@pytest.mark.parametrize(
    "stranger", ["Emilia TILLEUL", "Émiline Tilleul", "Emili TILLEUL", "Anne TILLEUL", "Emilie ORME"]
)
def test_letters_that_differ_make_another_person(stranger: str) -> None:
    assert not same_person(stranger, "Emilie TILLEUL")


def test_a_name_cut_by_a_statement_is_told_from_a_first_name() -> None:
    assert same_person("BEAUCHAMP-DUMOULIN CHRISTIAN", "BEAUCHAMP-DUMOULIN CHRISTIANE-MARIE")
    assert same_person("TILLEUL MARGUE", "TILLEUL MARGUERITE")
    assert not same_person("TILLEUL LOUIS", "TILLEUL LOUISE")
    assert not same_person("TILLEUL DANIEL", "TILLEUL DANIELLE")


@pytest.mark.parametrize(
    ("act", "family"),
    [
        ("Consultation généraliste", "general_practice"),
        ("Consultation spécialiste", "specialist"),
        ("Soins dentaires", "dental"),
        ("Actes infirmiers", "nursing"),
        ("Prothèse dentaire", "dental_prosthesis"),
        ("Monture et verres", "optics"),
        ("AUDIOPROTHÈSE", "hearing_aid"),
        ("Séance de kinésithérapie", "physiotherapy"),
        ("Indemnités journalières", "cash_benefit"),
        ("Franchise médicale", "deduction"),
        ("Balnéothérapie", "BALNEOTHERAPIE"),
    ],
)
def test_an_act_belongs_to_the_family_with_the_longest_word(act: str, family: str) -> None:
    assert family_key(act, knowledge().act_families) == family


TABLES = """
basic      | care       | beneficiary  | act              | provider  | paid  | reimbursed | to
2023-01-10 | 2023-01-03 | Anne Tilleul | Spécialiste      | DR FRENE  | 60.00 | 21.00      | insured
2023-01-11 | 2023-01-03 | Anne Tilleul | Pharmacie        | PHARM ORM | 20.00 | 13.00      | care_provider
2023-01-11 | 2023-01-03 | Eric Tilleul | Spécialiste      | DR FRENE  | 60.00 | 21.00      | insured
2023-01-11 | 2023-01-03 | Anne Tilleul | Franchise        |           | 0.00  | -2.00      | insured

top-up     | care       | beneficiary  | act              | provider  | paid  | basic | reimbursed | to
2023-01-14 | 2023-01-03 | TILLEUL ANNE | Cs spécialisée   | DR FRENE  | 60.00 | 21.00 | 39.00      | insured
2023-01-15 | 2023-01-03 | TILLEUL ANNE | Pharmacie        |           | 20.00 | 13.00 | 7.00       | care_provider
"""


def test_one_care_as_both_insurers_tell_it() -> None:
    found = assemble(collected(Example("", TABLES)), Example("", "").household, knowledge()).triangle.cares
    top_up = SourceKind.TOP_UP_INSURER
    told = {(one.beneficiary, one.family, len(one.lines), len(one.of(top_up))) for one in found}
    assert told == {
        ("Anne Tilleul", "specialist", 2, 1),
        ("Anne Tilleul", "pharmacy", 2, 1),
        ("Eric Tilleul", "specialist", 1, 0),
    }


def test_people_are_one_under_all_their_spellings() -> None:
    lines = assemble(collected(Example("", TABLES)), Example("", "").household, knowledge()).benefit_lines
    assert [(one.name, one.since, len(one.lines)) for one in people(lines)] == [
        ("Anne Tilleul", date(2023, 1, 10), 5),
        ("Eric Tilleul", date(2023, 1, 11), 1),
    ]


@pytest.mark.parametrize(
    ("key", "spelling", "named"),
    [
        ("ASSURANCEMALADIE RHONE", "ASSURANCE MALADIE", True),  # a long spelling may have lost its blanks
        ("LESIENNE PAUL", "LE SIEN", False),  # a short one without its blanks begins too many names
        ("VIR CPAM RHONE", "CPAM", True),
        ("CPAM01 RHONE", "CPAM", True),  # a first word alone may run on ...
        ("MGENERAL PAUL", "MGE", False),  # ... unless it is short
    ],
)
def test_an_insurer_is_named_by_whole_words(key: str, spelling: str, named: bool) -> None:
    assert names(key, [spelling]) is named
