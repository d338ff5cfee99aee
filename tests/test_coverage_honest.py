"""No false calm: days that anything casts doubt on are never among the verified ones."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from watchdog_sante.coverage import ledger
from watchdog_sante.identity import merge
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.household import Household
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, RejectedRow, StatedBalance, StatedPeriod, Statement
from watchdog_sante.package_data import phrasebook

A, B = "00012345678", "00087654321"
FIRST = date(2024, 1, 1)
VERIFIED = CoverageState.VERIFIED


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def row(n: int, when: int, cents: int = -1000, balance: int | None = None, account: str = A) -> BankRow:
    return BankRow(n, account, day(when), cents, f"CARTE {when}", balance_cents=balance)


def source(
    name: str,
    rows: Sequence[BankRow],
    rejected: tuple[RejectedRow, ...] = (),
    periods: tuple[StatedPeriod, ...] = (),
    balances: tuple[StatedBalance, ...] = (),
) -> Source:
    statement = Statement(SourceKind.BANK, "csv", tuple(rows), rejected, periods, balances)
    return Source(name, "bank", f"sha-{name}", statement)


def told(*sources: Source, as_of: date) -> list[tuple[str, str, str, str]]:
    """The accounts' lines as (from, to, state, reason); no line of a subject tells a day twice."""
    lines = ledger(sources, (), merge(sources), Household(), as_of)
    _one_state(lines)
    books = [phrasebook(language) for language in ("fr", "en")]
    assert all("{" not in book.text(line.reason) for book in books for line in lines if line.reason)
    accounts = [line for line in lines if line.subject.key == "coverage.subject.account"]
    return [
        (f"{line.start:%m-%d}" if line.start else "", f"{line.end:%m-%d}" if line.end else "", line.state.value,
         line.reason.key if line.reason else "")
        for line in accounts
    ]  # fmt: skip


def _one_state(lines: Sequence[CoverageLine]) -> None:
    for one in lines:
        for other in lines:
            if one.subject == other.subject and one.state is VERIFIED and other.state is not VERIFIED:
                assert not (
                    one.start and one.end and other.start and other.end
                    and one.start <= other.end and other.start <= one.end
                )  # fmt: skip


BROKEN = ("01-03", "01-04", "gap", "coverage.balances_broken")


@pytest.mark.parametrize("balances", [(9000, 8000, 6000, 4000), (9000, 8000, None, 4000)])
@pytest.mark.parametrize("newest_first", [False, True])
def test_running_balances_that_do_not_follow_are_told_from_their_day(
    balances: tuple[int | None, ...], newest_first: bool
) -> None:
    rows = [row(n, n, balance=balance) for n, balance in enumerate(balances)]
    found = told(source("1", rows[::-1] if newest_first else rows), as_of=day(4))
    start = "01-03" if balances[2] else "01-04"
    assert [line for line in found if line[2] != "verified"] == [(start, *BROKEN[1:])]


def test_running_balances_prove_their_days_though_a_cell_is_unreadable_or_a_day_unsorted() -> None:
    unreadable = [row(n, n, balance=None if n == 2 else 9000 - 1000 * n) for n in range(5)]
    assert told(source("1", unreadable), as_of=day(5)) == [("01-01", "01-05", "verified", "")]
    unsorted = [row(9 * d + n, d, -100 - n, balance) for d, start in enumerate((9000, 8697, 8394, 8091))
                for n, balance in ((2, start - 303), (0, start - 100), (1, start - 201))]  # fmt: skip
    assert told(source("1", unsorted), as_of=day(5)) == [("01-01", "01-04", "verified", "")]


def test_one_figure_on_every_row_accuses_nothing() -> None:
    rows = [row(n, n, balance=5000) for n in range(5)]
    assert told(source("1", rows), as_of=day(5)) == [("01-01", "01-05", "verified", "")]


@pytest.mark.parametrize("months", [2, 3, 4, 12])
def test_stated_balances_that_never_fit_are_a_gap_from_a_day_on(months: int) -> None:
    files = []
    for n in range(months):
        start, end = 30 * n, 30 * n + 29
        stated = (StatedBalance(A, day(end), 100000 - 7000 * n),)
        rows = [row(i, start + 3 * i) for i in range(3)]
        files.append(source(f"{n:02}", rows, (), (StatedPeriod(A, day(start), day(end)),), stated))
    found = told(*files, as_of=day(30 * months))
    gaps = [line for line in found if line[2] == "gap"]
    assert found[0] == ("01-01", "01-30", "verified", "")
    assert gaps[0][0] == "01-31"
    assert gaps[-1][1] == f"{day(30 * months - 1):%m-%d}"
    assert [line[2] for line in found] == ["verified", *["gap"] * len(gaps)]


def test_far_days_extend_no_coverage() -> None:
    rows = [row(n, 3 * n) for n in range(10)]
    far = BankRow(99, A, date(2099, 1, 1), -100, "CARTE")
    stated = (StatedPeriod(A, day(0), date(2099, 12, 31)),)
    for slip in (source("1", [*rows, far]), source("1", rows, (), stated), source("1", [*rows, far], (), stated)):
        assert told(slip, as_of=day(30)) == [("01-01", "01-28", "verified", "")]
        last = max([row.booked for row in slip.statement.rows if isinstance(row, BankRow)])
        last = max([last, *(period.end for period in slip.statement.periods)])  # the day an audit asks on
        assert told(slip, as_of=last) == [("01-01", "01-28", "verified", "")]
        assert told(slip, as_of=day(200))[1][2:] == ("stale", "coverage.stale")
        lines = ledger((slip,), (), merge((slip,)), Household(), day(30))
        assert "coverage.far_future" in [line.reason.key for line in lines if line.reason]
    month = source("1", rows, (), (StatedPeriod(A, day(0), day(30)),))
    assert told(month, as_of=day(27)) == [("01-01", "01-31", "verified", "")]


def test_rejected_rows_of_a_file_with_two_accounts_are_told_of_both() -> None:
    rows = [row(n, n, account=account) for account in (A, B) for n in range(5)]
    lost = (RejectedRow(99, say("csv.bad_day")),)
    assert told(source("1", rows, lost), as_of=day(5)) == [("01-01", "01-05", "gap", "coverage.rows_rejected")] * 2
    later = source("2", [row(n, n) for n in range(3, 9)])
    assert told(source("1", [row(n, n) for n in range(5)], lost), later, as_of=day(9)) == [
        ("01-01", "01-05", "gap", "coverage.rows_rejected"),
        ("01-06", "01-09", "verified", ""),
    ]
