"""Coverage of bank accounts: stated periods, exports without any, balances, and silence."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdog_sante.coverage import CoveredPeriod, covered_days, covers
from watchdog_sante.coverage.balances import Stretch, checked
from watchdog_sante.identity import merge
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, StatedBalance, StatedPeriod, Statement

A = "00012345678"
FIRST = date(2024, 1, 1)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def spent(*days: int) -> int:
    """What goes out on these days: another amount each day, so that no day can stand for another."""
    return sum(-100 - 7 * n for n in days)


def rows(days: list[int]) -> tuple[BankRow, ...]:
    return tuple(BankRow(n, A, day(d), spent(d), f"CARTE {d}") for n, d in enumerate(days, start=1))


def source(
    name: str,
    told: tuple[BankRow, ...],
    periods: tuple[StatedPeriod, ...] = (),
    balances: tuple[StatedBalance, ...] = (),
) -> Source:
    return Source(name, "bank", f"sha-{name}", Statement(SourceKind.BANK, "csv", told, (), periods, balances))


def period(start: int, end: int) -> tuple[StatedPeriod, ...]:
    return (StatedPeriod(A, day(start), day(end)),)


def balance(n: int, cents: int) -> StatedBalance:
    return StatedBalance(A, day(n), cents)


def told_days(*sources: Source) -> list[tuple[int, int]]:
    merged = merge(sources)
    return [((p.start - FIRST).days, (p.end - FIRST).days) for p in covered_days(sources, merged)]


def test_stated_periods_count_as_they_stand_and_touching_ones_join() -> None:
    assert told_days(
        source("1", rows([3]), period(0, 30)), source("2", rows([40]), period(31, 59)), source("3", (), period(70, 90))
    ) == [(0, 59), (70, 90)]


def test_two_files_that_state_their_days_and_leave_one_out_do_not_join() -> None:
    assert told_days(source("1", rows([3]), period(0, 29)), source("2", rows([40]), period(31, 59))) == [
        (0, 29),
        (31, 59),
    ]


def test_rows_outside_the_stated_period_widen_it() -> None:
    assert told_days(source("1", rows([3, 35]), period(0, 30))) == [(0, 35)]


def test_an_export_without_period_tells_of_the_days_between_its_rows() -> None:
    assert told_days(source("1", rows(list(range(5, 30))))) == [(5, 29)]


def test_exports_join_over_a_usual_silence_and_not_over_a_lost_month() -> None:
    january, february = source("1", rows(list(range(1, 28)))), source("2", rows(list(range(32, 58))))
    april = source("4", rows(list(range(91, 120))))
    assert told_days(january, february, april) == [(1, 57), (91, 119)]


def test_a_sleepy_account_has_its_own_usual_silence() -> None:
    files = [source(str(n), rows([30 * n])) for n in range(8) if n != 5]
    assert told_days(*files) == [(0, 210)]


def test_weeks_of_silence_inside_one_export_of_a_busy_account_are_a_gap() -> None:
    busy = [*range(60), *range(120, 180)]
    assert told_days(source("1", rows(busy))) == [(0, 59), (120, 179)]
    assert told_days(source("1", rows(list(range(0, 360, 30))))) == [(0, 330)]


def test_balances_that_add_up_prove_a_stretch_whole() -> None:
    """Nothing was booked between two far downloads: the closing balances say so."""
    march = list(range(80, 110))
    first = source("1", rows(list(range(30))), (), (balance(29, 1000),))
    later = source("2", rows(march), (), (balance(109, 1000 + spent(*march)),))
    assert told_days(first, later) == [(0, 109)]
    short = source("2", rows(march), (), (balance(109, 1000 + spent(*march) - 3),))
    assert told_days(first, short) == [(0, 29), (80, 109)]


@pytest.mark.parametrize("between", [range(21, 41), range(20, 41), range(21, 40), range(20, 40)])
def test_a_balance_of_the_morning_leaves_its_day_out(between: range) -> None:
    """Either balance may have been taken before its own day's operations."""
    told = rows(list(range(60)))
    sources = (source("1", told, (), (balance(20, 5000), balance(40, 5000 + spent(*between)))),)
    assert [stretch.cents for stretch in checked(sources, merge(sources)).proven] == [0]


def test_a_missing_operation_is_told_with_its_days_and_amount() -> None:
    told = tuple(row for row in rows(list(range(90))) if row.booked != day(45))
    points = tuple(balance(n, 10000 + spent(*range(n + 1))) for n in (0, 30, 60, 89))
    sources = (source("1", told, (), points),)
    assert checked(sources, merge(sources)).off == (Stretch(A, day(31), day(60), spent(45)),)


def test_an_operation_booked_a_few_days_back_is_no_gap() -> None:
    """The balance of day 30 did not have day 28's operation yet; the next balance shows that nothing is missing."""
    points = (
        balance(0, 10000 + spent(0)),
        balance(30, 10000 + spent(*range(31)) - spent(28)),
        balance(60, 10000 + spent(*range(61))),
    )
    sources = (source("1", rows(list(range(61))), (), points),)
    assert checked(sources, merge(sources)).off == ()


def test_balances_that_never_follow_accuse_nothing() -> None:
    points = tuple(balance(n, 77700 + n) for n in (0, 30, 60, 89))
    same = tuple(balance(n, 77700) for n in (30, 60))
    for stated in (points, same):
        sources = (source("1", rows(list(range(90))), (), stated),)
        found = checked(sources, merge(sources))
        assert (found.off, found.unusable) == ((), (A,))


def _running(told: tuple[BankRow, ...], opening: int) -> tuple[BankRow, ...]:
    with_balance = []
    for row in told:
        opening += row.cents
        with_balance.append(row._replace(balance_cents=opening))
    return tuple(with_balance)


@pytest.mark.parametrize("newest_first", [False, True])
def test_running_balances_say_what_lies_between_two_files(newest_first: bool) -> None:
    whole = _running(rows(list(range(100))), 50000)
    january, march = whole[:30], whole[60:]
    if newest_first:
        january, march = january[::-1], march[::-1]
    files = (source("1", january), source("3", march))
    assert checked(files, merge(files)).off == (Stretch(A, day(30), day(59), spent(*range(30, 60))),)
    quiet = (source("1", whole[:30]), source("3", _running(rows(list(range(60, 100))), 50000 + spent(*range(30)))))
    assert told_days(*quiet) == [(0, 99)]


def test_a_row_lost_inside_a_file_shows_in_its_running_balance() -> None:
    whole = _running(rows(list(range(60))), 50000)
    files = (source("1", whole[:30] + whole[31:]),)
    found = checked(files, merge(files))
    # The days to doubt are those around the break, not the whole file.
    assert [(stretch.start, stretch.end, stretch.cents) for stretch in found.off] == [(day(30), day(31), spent(30))]
    assert [(stretch.start, stretch.end) for stretch in found.proven] == [(day(0), day(29)), (day(32), day(59))]


def test_covers() -> None:
    periods = (
        CoveredPeriod(A, day(0), day(10)),
        CoveredPeriod(A, day(11), day(20)),
        CoveredPeriod("B", day(21), day(30)),
    )
    assert covers(periods, A, day(3), day(20))
    assert not covers(periods, A, day(3), day(21))
    assert not covers(periods, "C", day(3), day(3))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=6))
@settings(max_examples=100)
def test_covered_days_do_not_depend_on_the_order_of_files(spans: list[tuple[int, int]]) -> None:
    files = [source(f"{n}", rows([min(s), max(s)])) for n, s in enumerate(spans)]
    found = told_days(*files)
    assert told_days(*files[::-1]) == found
    assert found == sorted(found)
    assert all(first[1] + 1 < second[0] for first, second in pairwise(found))
