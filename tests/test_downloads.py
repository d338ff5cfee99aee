"""Download day: what is due, since when, and which guide says how to get it."""

from datetime import date, timedelta

import pytest

from watchdog_sante.downloads import due_downloads, guide_for
from watchdog_sante.evidence import assemble
from watchdog_sante.model.household import Household, Insurer, InsurerRole
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.sources import Collected, Source
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, Row, StatedPeriod, Statement
from watchdog_sante.package_data import knowledge, phrasebook, profiles

BANK, BASIC, TOP_UP, DETAILS = SourceKind
ACCOUNT = "00012345678"


def bank(end: date, profile: str = "ofx", account: str = ACCOUNT) -> Source:
    start = end - timedelta(days=90)
    rows = tuple(BankRow(n, account, start + timedelta(days=n * 3), -100 - n, f"CARTE {n}") for n in range(1, 31))
    statement = Statement(BANK, profile, rows, (), (StatedPeriod(account, start, end),))
    return Source(f"{account}-{profile}", "bank", f"sha-{account}-{profile}", statement)


def insurer(kind: SourceKind, day: date) -> Source:
    row: Row = BenefitRow(1, kind, day, day, "A LORIOT", "Consultation", "DR H", 2650, None, "", None, 1855,
                          PaidTo.INSURED)  # fmt: skip
    return Source(str(kind), "health", f"sha-{kind}", Statement(kind, "canonical", (row,)))


def card(day: date) -> Source:
    return Source("card", "health", "sha-card", Statement(DETAILS, "canonical", (DetailRow(1, day, "IBAN", "x"),)))


def due(*sources: Source, on: date, household: Household | None = None) -> list[tuple[str, str, str]]:
    """(subject in English, last day told, guide) of each download."""
    facts = Knowledge(downloads=knowledge().downloads, payers=knowledge().payers)
    evidence = assemble(Collected(sources), household or Household(), facts, on)
    told = due_downloads(evidence, on)
    return [(phrasebook("en").text(one.subject), str(one.told_until), one.guide.key) for one in told]


def test_a_statement_is_due_once_the_month_after_its_last_day_is_over() -> None:
    told = bank(date(2026, 3, 30))
    assert due(told, on=date(2026, 3, 31)) == []
    assert due(told, on=date(2026, 4, 1)) == [("account …5678", "2026-03-30", "bank")]
    assert due(bank(date(2026, 3, 31)), on=date(2026, 4, 30)) == []
    assert due(bank(date(2026, 3, 31)), on=date(2026, 5, 1)) == [("account …5678", "2026-03-31", "bank")]


def test_each_account_insurer_and_card_is_named_with_its_own_guide() -> None:
    files = (
        bank(date(2026, 1, 31), "societe-generale", "00098765432"),
        bank(date(2026, 4, 30)),
        insurer(BASIC, date(2026, 1, 10)),
        insurer(TOP_UP, date(2026, 1, 11)),
        card(date(2026, 1, 2)),
    )
    assert due(*files, on=date(2026, 5, 5)) == [
        ("account …5432", "2026-01-31", "societe-generale"),
        ("basic insurer", "2026-01-10", "ameli"),
        ("top-up insurer", "2026-01-11", "top-up"),
        ("insurer details", "2026-01-02", "details"),
    ]
    assert due(*files, on=date(2026, 3, 1))[-1][2] == "top-up"  # a card of two months ago is recent enough


def test_an_insurer_of_the_settings_is_due_before_its_first_statement_and_no_other_is() -> None:
    household = Household(insurers=(Insurer("Mutuelle des Glycines", InsurerRole.COMPLEMENTARY),))
    told = bank(date(2026, 3, 31))
    assert due(told, on=date(2026, 4, 5)) == []
    assert due(told, on=date(2026, 4, 5), household=household) == [("top-up insurer", "None", "top-up")]


def test_an_insurer_that_paid_in_the_last_month_is_up_to_date() -> None:
    assert due(insurer(BASIC, date(2026, 3, 2)), on=date(2026, 4, 5)) == []
    assert due(insurer(BASIC, date(2026, 2, 27)), on=date(2026, 4, 5)) == [("basic insurer", "2026-02-27", "ameli")]


def test_nothing_told_asks_for_nothing() -> None:
    assert due(on=date(2026, 4, 5)) == []
    assert due_downloads(assemble(Collected(()), Household(), knowledge()), date.min) == ()


@pytest.mark.parametrize("kind", SourceKind)
def test_every_kind_has_a_guide_for_any_form(kind: SourceKind) -> None:
    assert guide_for(kind, "never-heard-of", knowledge().downloads).kind is kind


def test_guides_name_forms_that_exist_and_speak_both_languages() -> None:
    forms = {profile.name for profile in profiles()} | {"ofx"}
    for guide in knowledge().downloads:
        assert set(guide.profiles) <= forms
        assert len(guide.steps_fr) == len(guide.steps_en) > 0
