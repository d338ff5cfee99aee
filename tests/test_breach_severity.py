"""A ticked breach makes graver, for a year, what its data enable, and says so; which breaches are proposed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.breach_severity import ENABLED_BY, VIGILANCE, proposed_breaches, raise_for_breaches
from watchdog_sante.model.findings import EvidenceRow, Finding, Severity
from watchdog_sante.model.household import Household, Insurer, InsurerRole
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.knowledge import Breach, Knowledge
from watchdog_sante.model.operations import Detail, Origin
from watchdog_sante.model.sentences import say
from watchdog_sante.package_data import knowledge

DAY = date(2024, 1, 26)
IBAN = Breach("bank-2024", "Une banque", DAY, ("iban",), "test")
CARDS = Breach("cards-2024", "Un opérateur", DAY, ("nir", "insurer"), "", "", ("Mutuelle des Ormes",), ("Tiersnet",))
LATER = Breach("later-2024", "Une autre", DAY + timedelta(days=90), ("iban",), "test")
FACTS = Knowledge(breaches=(IBAN, CARDS, LATER))
INFO, WARNING, CRITICAL = Severity.INFO, Severity.WARNING, Severity.CRITICAL


def finding(detector: str, severity: Severity = WARNING, day: date = DAY) -> Finding:
    row = EvidenceRow(f"{detector}{day}", SourceKind.BANK, "a.ofx", 1, day, -100)
    text = say("x.explanation")
    return Finding(detector, "x", severity, day, say("x.title"), text, say("x.silent"), (), (), (row,))


@pytest.mark.parametrize(
    ("ticked", "detector", "before", "after"),
    [
        ("bank-2024", "WS101", WARNING, CRITICAL),
        ("bank-2024", "WS101", INFO, WARNING),
        ("bank-2024", "WS101", CRITICAL, CRITICAL),
        ("bank-2024", "WS206", WARNING, WARNING),  # an IBAN makes no care
        ("cards-2024", "WS206", WARNING, CRITICAL),
        ("cards-2024", "WS107", WARNING, CRITICAL),
        ("cards-2024", "WS101", WARNING, WARNING),
        ("bank-2024", "WS403", WARNING, WARNING),
        ("unknown", "WS101", WARNING, WARNING),
    ],
)
def test_what_a_breach_enables(ticked: str, detector: str, before: Severity, after: Severity) -> None:
    one = finding(detector, before)
    (raised,) = raise_for_breaches([one], Household(breaches=(ticked,)), FACTS)
    assert (raised.severity, raised.id) == (after, one.id)
    assert (raised.explanation.key == "breaches.raised") is (before is not after)


@pytest.mark.parametrize(("days", "expected"), [(-1, WARNING), (0, CRITICAL), (365, CRITICAL), (366, WARNING)], ids=str)
def test_for_a_year_from_the_breach_on(days: int, expected: Severity) -> None:
    one = finding("WS101", day=DAY + timedelta(days=days))
    assert raise_for_breaches([one], Household(breaches=("bank-2024",)), FACTS)[0].severity is expected


def test_the_latest_breach_is_named_and_two_raise_once() -> None:
    one = finding("WS101", INFO, LATER.day + timedelta(days=5))
    (raised,) = raise_for_breaches([one], Household(breaches=("bank-2024", "later-2024")), FACTS)
    values = dict(raised.explanation.values)
    assert raised.severity is WARNING
    assert (values["breach"], values["until"], values["explanation"]) == (
        "Une autre",
        LATER.day + VIGILANCE,
        one.explanation,
    )


@given(
    st.sampled_from(["WS101", "WS206", "WS301", "WS402"]),
    st.sampled_from([INFO, WARNING, CRITICAL]),
    st.integers(-400, 800),
    st.sets(st.sampled_from(["bank-2024", "cards-2024", "later-2024", "none"])),
)
def test_nothing_is_ever_lowered_and_without_a_tick_nothing_changes(
    detector: str, severity: Severity, days: int, ticked: set[str]
) -> None:
    one = finding(detector, severity, DAY + timedelta(days=days))
    (weighed,) = raise_for_breaches([one], Household(breaches=tuple(sorted(ticked))), FACTS)
    assert weighed.severity.rank >= severity.rank
    assert raise_for_breaches([one], Household(), FACTS) == [one]


def card(day: date, **fields: str) -> list[Detail]:
    return [
        Detail(f"{day}{name}{value}", day, name, value, (Origin(f"{day}.csv", 1),)) for name, value in fields.items()
    ]


def proposed(*details: Detail, insurers: tuple[str, ...] = (), ticked: tuple[str, ...] = ()) -> list[str]:
    told = tuple(Insurer(name, InsurerRole.COMPLEMENTARY) for name in insurers)
    return [one.key for one in proposed_breaches(Household(insurers=told, breaches=ticked), details, FACTS)]


BEFORE, LONG_BEFORE, AFTER = DAY - timedelta(days=30), DAY - timedelta(days=300), DAY + timedelta(days=30)


def test_an_insurer_in_settings_is_enough() -> None:
    assert proposed(insurers=("Mut. des Ormes",)) == ["cards-2024"]
    assert proposed(insurers=("Mutuelle du Cèdre", "Mutuelle")) == []
    assert proposed(insurers=("Mutuelle des Ormes",), ticked=("cards-2024",)) == []


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (card(BEFORE, Opérateur="TIERSNET"), ["cards-2024"]),
        # former insureds are in scope
        ([*card(LONG_BEFORE, Opérateur="Tiersnet"), *card(BEFORE, Opérateur="Autre")], ["cards-2024"]),
        # nothing is known of the day itself: the first card after it speaks
        (card(AFTER, Opérateur="Tiersnet"), ["cards-2024"]),
        # on the day it was another one, and only later the operator that was hit
        ([*card(BEFORE, Opérateur="Autre"), *card(AFTER, Opérateur="Tiersnet")], []),
        (card(BEFORE, Organisme="Mutuelle des Ormes SA"), ["cards-2024"]),
        (card(BEFORE, Formule="Tiersnet"), []),
        ([], []),
    ],
)
def test_what_the_card_showed_then_or_before(details: list[Detail], expected: list[str]) -> None:
    assert proposed(*details) == expected
    assert proposed(*details[::-1]) == expected


def test_every_flag_of_the_catalogue_enables_something() -> None:
    assert {flag for breach in knowledge().breaches for flag in breach.leaked} <= set(ENABLED_BY)
