"""Stated and running balances against the operations: where they add up nothing is missing, where they do not it is.

A balance may be taken in the middle of a day, and a bank may book an operation a few days back: a stretch is only
called off when neither the day's own operations nor one of the next balances explains the difference. Balances that
never follow the operations (a download day's balance on every row) prove nothing and accuse nothing.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from watchdog_sante.coverage.spans import ONE_DAY
from watchdog_sante.identity import Merged
from watchdog_sante.model.operations import Operation
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow

_NEXT_ONES = 3  # how many later balances may explain a late booking
_FOLLOWS = 0.8  # share of running balances that must follow from the row before
_ENOUGH = 3  # stretches that must all fail before balances are called unusable


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Days between two balances of an account, both included; `cents` is what is missing (0: it adds up)."""

    account: str
    start: date
    end: date
    cents: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What balances say: stretches proven whole, stretches that do not add up, accounts whose balances say nothing."""

    proven: tuple[Stretch, ...]
    off: tuple[Stretch, ...]
    unusable: tuple[str, ...]


class _Sums:
    """Sums of an account's operations between days."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.days = [one.booked for one in operations]
        self.totals = [0, *accumulate(one.cents for one in operations)]

    def until(self, day: date) -> int:
        """The sum of all operations up to the day, included."""
        return self.totals[bisect_right(self.days, day)]

    def missing(self, start: date, before: int, end: date, after: int) -> int:
        """What the operations after `start` up to `end` lack to lead from one balance to the other, 0 when nothing.

        Either balance may have been taken before its own day's operations.
        """
        starts, ends = (self.until(start), self.until(start - ONE_DAY)), (self.until(end), self.until(end - ONE_DAY))
        if any(after - before == last - first for first in starts for last in ends):
            return 0
        return after - before - (ends[0] - starts[0])


def _running(rows: Sequence[BankRow]) -> list[tuple[date, int]]:
    """Opening and closing balance of a file's rows, when each row's balance follows from its neighbour's."""
    told = [(row.booked, row.cents, row.balance_cents) for row in rows if row.balance_cents is not None]
    if len(told) < 2 or len(told) != len(rows):
        return []
    if told[0][0] > told[-1][0] or (told[0][0] == told[-1][0] and _following(told[::-1]) > _following(told)):
        told.reverse()
    if _following(told) < _FOLLOWS * (len(told) - 1):
        return []
    first, last = told[0], told[-1]
    return [(first[0] - ONE_DAY, first[2] - first[1]), (last[0], last[2])]


def _following(told: Sequence[tuple[date, int, int]]) -> int:
    return sum(after[2] == before[2] + after[1] for before, after in pairwise(told))


def _points(sources: Iterable[Source], merged: Merged) -> dict[str, list[tuple[date, int]]]:
    """Every balance of every account, by day."""
    accounts = {(one.file, one.sha256, one.written): one.account for one in merged.accounts}
    points: defaultdict[str, set[tuple[date, int]]] = defaultdict(set)
    for source in sources:
        rows: defaultdict[str, list[BankRow]] = defaultdict(list)
        for row in source.statement.rows:
            if isinstance(row, BankRow):
                rows[row.account].append(row)
        for balance in source.statement.balances:
            points[accounts[source.file, source.sha256, balance.account]].add((balance.day, balance.cents))
        for written, told in rows.items():
            points[accounts[source.file, source.sha256, written]].update(_running(told))
    return {account: sorted(found) for account, found in points.items() if account}


def _walk(account: str, points: Sequence[tuple[date, int]], sums: _Sums) -> list[Stretch]:
    """From each balance to the next one that it leads to; a balance that fits nowhere is passed over."""
    stretches: list[Stretch] = []
    place = 0
    while place + 1 < len(points):
        day, cents = points[place]
        tries = range(place + 1, min(place + 1 + _NEXT_ONES, len(points)))
        fits = next((n for n in tries if not sums.missing(day, cents, *points[n])), None)
        following = place + 1 if fits is None else fits
        lacking = 0 if fits is not None else sums.missing(day, cents, *points[following])
        if points[following][0] > day:
            stretches.append(Stretch(account, day + ONE_DAY, points[following][0], lacking))
        place = following
    return stretches


def checked(sources: Sequence[Source], merged: Merged) -> Checked:
    """Check every account's balances against its operations."""
    operations: defaultdict[str, list[Operation]] = defaultdict(list)
    for operation in merged.operations:
        operations[operation.account].append(operation)
    proven: list[Stretch] = []
    off: list[Stretch] = []
    unusable: list[str] = []
    for account, points in _points(sources, merged).items():
        stretches = _walk(account, points, _Sums(operations[account]))
        good = [stretch for stretch in stretches if not stretch.cents]
        same = len({cents for _, cents in points}) == 1
        if len(stretches) > len(good) and not good and (same or len(stretches) >= _ENOUGH):
            unusable.append(account)
            continue
        proven += good
        off += [stretch for stretch in stretches if stretch.cents]
    return Checked(tuple(sorted(proven)), tuple(sorted(off)), tuple(sorted(unusable)))
