"""The ledger: what was verified and what was not, for accounts, insurers and details, as a person reads it."""

from datetime import date, timedelta

from watchdog_sante.coverage import InsurerPeriod, covered_insurer_months, ledger
from watchdog_sante.identity import merge
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.household import AccountName, Household
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import RefusedFile, Source
from watchdog_sante.model.statements import (
    BankRow,
    BenefitRow,
    DetailRow,
    RejectedRow,
    Row,
    StatedBalance,
    StatedPeriod,
    Statement,
)
from watchdog_sante.package_data import phrasebook

A = "00012345678"
BASIC, TOP_UP, DETAILS = SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER, SourceKind.INSURER_DETAILS


def bank(name: str, start: date, end: date, account: str = A, balances: tuple[StatedBalance, ...] = ()) -> Source:
    days = [start + timedelta(days=n) for n in range(0, (end - start).days + 1, 3)]
    told = tuple(BankRow(n, account, day, -100, f"CARTE {day}") for n, day in enumerate(days, start=1))
    periods = (StatedPeriod(account, start, end),)
    return Source(name, "bank", f"sha-{name}", Statement(SourceKind.BANK, "ofx", told, (), periods, balances))


def insurer(name: str, kind: SourceKind, *days: date, rejected: tuple[RejectedRow, ...] = ()) -> Source:
    told: tuple[Row, ...] = tuple(
        BenefitRow(n, kind, day, day, "A LORIOT", "Consultation", "DR H", 2650, None, "", None, 1855, PaidTo.INSURED)
        for n, day in enumerate(days, start=1)
    )
    return Source(name, "x", f"sha-{name}", Statement(kind, "canonical", told, rejected))


def details(name: str, day: date) -> Source:
    row = DetailRow(1, day, "IBAN de remboursement", "x")
    return Source(name, "x", f"sha-{name}", Statement(DETAILS, "canonical", (row,)))


def lines(*sources: Source, as_of: date, household: Household | None = None) -> list[tuple[str, ...]]:
    """Each line as (subject, from, to, state, the reason's key)."""
    found = ledger(sources, (), merge(sources), household or Household(), as_of)
    return [_short(line) for line in found]


def _short(line: CoverageLine) -> tuple[str, ...]:
    subject = " ".join(
        (line.subject.key.removeprefix("coverage.subject."), *(str(value) for _, value in line.subject.values))
    )
    days = [day.isoformat() if day else "" for day in (line.start, line.end)]
    return (subject, *days, line.state.value, line.reason.key if line.reason else "")


NO_INSURERS = [
    ("basic_insurer", "", "", "cannot_check", "coverage.no_basic_insurer"),
    ("top_up_insurer", "", "", "cannot_check", "coverage.no_top_up_insurer"),
    ("insurer_details", "", "", "cannot_check", "coverage.no_insurer_details"),
]
JANUARY, FEBRUARY = (date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 2, 1), date(2024, 2, 29))
APRIL = (date(2024, 4, 1), date(2024, 4, 30))


def test_a_bank_alone_says_what_cannot_be_checked() -> None:
    files = (bank("1", *JANUARY), bank("2", *FEBRUARY), bank("4", *APRIL))
    assert lines(*files, as_of=date(2024, 5, 2)) == [
        ("account …5678", "2024-01-01", "2024-02-29", "verified", ""),
        ("account …5678", "2024-03-01", "2024-03-31", "gap", "coverage.days_missing"),
        ("account …5678", "2024-04-01", "2024-04-30", "verified", ""),
        *NO_INSURERS,
    ]


def test_nothing_at_all() -> None:
    assert lines(as_of=date(2024, 5, 2)) == [("bank", "", "", "cannot_check", "coverage.no_bank"), *NO_INSURERS]


def test_an_account_is_shown_by_the_name_the_person_gave_it() -> None:
    household = Household(accounts=(AccountName("Compte joint", number="5678"),))
    assert lines(bank("1", *JANUARY), as_of=date(2024, 2, 2), household=household)[0][0] == "account Compte joint …5678"
    told = (BankRow(1, "", date(2024, 1, 3), -100, "CARTE"),)
    export = Source("1", "joint", "sha-1", Statement(SourceKind.BANK, "csv", told))
    named = Household(accounts=(AccountName("Compte joint", folder="joint"),))
    merged = merge((export,), named.accounts)
    assert _short(ledger((export,), (), merged, named, date(2024, 1, 9))[0])[0] == "account Compte joint"
    assert lines(export, as_of=date(2024, 1, 9))[0][0] == "account_of joint (csv)"


def test_no_news_for_longer_than_usual_is_stale() -> None:
    monthly = [bank(str(n), date(2024, n, 1), date(2024, n, 28)) for n in range(1, 6)]
    fresh, late = date(2024, 7, 13), date(2024, 7, 14)  # last news on 28 May, usually every 30.5 days: 46 days later
    assert not any(line[3] == "stale" for line in lines(*monthly, as_of=fresh))
    stale = ("account …5678", "2024-05-29", "2024-07-14", "stale", "coverage.stale")
    assert [line for line in lines(*monthly, as_of=late) if line[3] == "stale"] == [stale]


def test_balances_that_do_not_add_up_make_a_gap_from_the_day_on() -> None:
    balances = tuple(StatedBalance(A, day, cents) for day, cents in ((date(2024, 1, 1), 900), (date(2024, 1, 16), 200)))
    # five operations of one euro were booked after the first of January: two more are missing
    assert lines(bank("1", *JANUARY, balances=balances), as_of=date(2024, 2, 1))[:3] == [
        ("account …5678", "2024-01-01", "2024-01-01", "verified", ""),
        ("account …5678", "2024-01-02", "2024-01-16", "gap", "coverage.balance_off"),
        ("account …5678", "2024-01-17", "2024-01-31", "verified", ""),
    ]


def test_a_month_without_a_statement_is_a_gap_where_statements_come_monthly() -> None:
    files = [insurer(str(n), BASIC, date(2024, n, 4), date(2024, n, 20)) for n in (1, 2, 3, 5, 6)]
    found = covered_insurer_months(files)
    assert found == (
        InsurerPeriod(BASIC, date(2024, 1, 1), date(2024, 3, 31)),
        InsurerPeriod(BASIC, date(2024, 5, 1), date(2024, 6, 20)),
    )
    assert lines(*files, as_of=date(2024, 6, 30))[1:4] == [
        ("basic_insurer", "2024-01-01", "2024-03-31", "verified", ""),
        ("basic_insurer", "2024-04-01", "2024-04-30", "gap", "coverage.months_missing"),
        ("basic_insurer", "2024-05-01", "2024-06-20", "verified", ""),
    ]


def test_one_long_statement_tells_of_all_its_days() -> None:
    year = insurer("1", TOP_UP, date(2023, 2, 4), date(2023, 6, 5), date(2024, 1, 9))
    assert covered_insurer_months([year]) == (InsurerPeriod(TOP_UP, date(2023, 2, 4), date(2024, 1, 9)),)


def test_without_a_monthly_rhythm_silence_is_no_gap() -> None:
    files = [insurer(str(n), BASIC, date(2023, n, 4)) for n in (1, 7, 12)]
    assert covered_insurer_months(files) == (InsurerPeriod(BASIC, date(2023, 1, 1), date(2023, 12, 4)),)


def test_an_insurer_that_stopped_is_stale_since_its_last_statement() -> None:
    files = [insurer(str(n), BASIC, date(2024, n, 4)) for n in (1, 2, 3)]
    assert ("basic_insurer", "2024-03-05", "2024-06-01", "stale", "coverage.stale") in lines(
        *files, as_of=date(2024, 6, 1)
    )


def test_details_recorded() -> None:
    files = (details("1", date(2024, 1, 5)), details("2", date(2024, 3, 5)))
    assert lines(*files, as_of=date(2024, 3, 20))[-1] == ("insurer_details", "2024-01-05", "2024-03-05", "verified", "")
    assert lines(*files, as_of=date(2024, 5, 20))[-1] == (
        "insurer_details",
        "2024-03-06",
        "2024-05-20",
        "stale",
        "coverage.stale",
    )


def test_rejected_rows_leave_a_gap_and_pending_ones_do_not() -> None:
    lost, pending = RejectedRow(2, say("csv.bad_day")), RejectedRow(3, say("ofx.row_pending"))
    first = insurer("1", BASIC, *JANUARY, rejected=(lost, pending))
    files = (first, insurer("2", BASIC, *FEBRUARY, rejected=(pending,)))
    reason = say("coverage.rows_rejected", file="1", count=1)
    assert [
        line for line in ledger(files, (), merge(files), Household(), date(2024, 3, 1)) if line.reason == reason
    ] == [CoverageLine(say("coverage.subject.basic_insurer"), *JANUARY, CoverageState.GAP, reason)]
    found = lines(*files, as_of=date(2024, 3, 1))
    assert [line[4] for line in found].count("coverage.rows_rejected") == 1


def test_refused_files_are_told() -> None:
    refused = (RefusedFile("x.pdf", say("x")), RefusedFile("y.pdf", say("x")))
    last = ledger((), refused, merge(()), Household(), date(2024, 3, 1))[-1]
    assert _short(last) == ("files", "", "", "cannot_check", "coverage.files_refused")


def test_exports_kept_apart_ask_for_names() -> None:
    def export(name: str, cents: int) -> Source:
        told = tuple(BankRow(n, "", date(2024, 1, n), -cents - n, "CARTE") for n in range(1, 20))
        return Source(name, "bank", f"sha-{name}", Statement(SourceKind.BANK, "csv", told))

    assert "coverage.unnamed" not in [line[4] for line in lines(export("1", 100), as_of=date(2024, 1, 20))]
    found = lines(export("1", 100), export("2", 900), as_of=date(2024, 1, 20))
    # Each of the two accounts of that folder has its own lines: they are told apart by name.
    assert [line[3:] for line in found[:4]] == [("verified", ""), ("cannot_check", "coverage.unnamed")] * 2
    assert len({line[0] for line in found[:4]}) == 2


def test_exports_that_nothing_links_ask_whether_they_are_one_account() -> None:
    def export(name: str, month: int) -> Source:
        told = tuple(BankRow(n, "", date(2024, month, n), -n, "CARTE") for n in range(1, 29))
        return Source(name, "joint", f"sha-{name}", Statement(SourceKind.BANK, "csv", told))

    files = (export("1", 1), export("2", 2))
    asked = ("account_of joint (csv)", "", "", "cannot_check", "coverage.unproven")
    assert lines(*files, as_of=date(2024, 3, 1))[1] == asked
    named = Household(accounts=(AccountName("Compte joint", folder="joint"),))
    found = ledger(files, (), merge(files, named.accounts), named, date(2024, 3, 1))
    assert "coverage.unproven" not in [line.reason.key for line in found if line.reason]
    for book in map(phrasebook, ("fr", "en")):
        assert "accounts" in book.text(say("coverage.unproven"))


def test_every_line_can_be_said_in_both_languages() -> None:
    balances = tuple(StatedBalance(A, day, cents) for day, cents in ((date(2024, 1, 1), 900), (date(2024, 1, 16), 200)))
    rejected = (RejectedRow(2, say("csv.bad_day")),)
    files = (
        bank("1", *JANUARY, balances=balances),
        bank("4", *APRIL),
        *(insurer(str(n), BASIC, date(2024, n, 4), rejected=rejected) for n in (5, 6, 8, 9)),
    )
    refused = (RefusedFile("x.pdf", say("x")),)
    found = [
        *ledger(files, refused, merge(files), Household(), date(2025, 1, 1)),
        *ledger((), (), merge(()), Household(), date(2025, 1, 1)),
    ]
    for language in ("fr", "en"):
        book = phrasebook(language)
        told = [book.text(sentence) for line in found for sentence in (line.subject, line.reason) if sentence]
        assert all("{" not in text and text for text in told)
    assert "compte …5678" in [phrasebook("fr").text(line.subject) for line in found]
