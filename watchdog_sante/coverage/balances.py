"""Stated and running balances against the operations: where they add up nothing is missing, where they do not it is.

A balance may be taken in the middle of a day, and a bank may book an operation a few days back: a stretch is only
called off when neither the day's own operations nor one of the next balances explains the difference. Balances that
never follow the operations accuse no single stretch: all their days are unsure. One and the same figure everywhere (a
download day's balance) proves nothing and accuses nothing.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from watchdog_sante.coverage.running import running
from watchdog_sante.coverage.spans import ONE_DAY
from watchdog_sante.identity import Merged
from watchdog_sante.model.operations import Operation
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow

_NEXT_ONES = 3  # how many later balances may explain a late booking
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
    """What balances say: stretches proven whole, stretches that do not add up, accounts whose balances say nothing.

    `unsure` are days whose balances cannot be followed: stated ones that never fit, or an export's running ones.
    """

    proven: tuple[Stretch, ...]
    off: tuple[Stretch, ...]
    unusable: tuple[str, ...]
    unsure: tuple[Stretch, ...] = ()


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


def _points(sources: Iterable[Source], merged: Merged) -> tuple[dict[str, list[tuple[date, int]]], list[Stretch]]:
    """Every balance of every account, by day, and the days of running balances that cannot be followed."""
    accounts = {(one.file, one.sha256, one.written): one.account for one in merged.accounts}
    points: defaultdict[str, set[tuple[date, int]]] = defaultdict(set)
    broken: set[Stretch] = set()
    for source in sources:
        rows: defaultdict[str, list[BankRow]] = defaultdict(list)
        for row in source.statement.rows:
            if isinstance(row, BankRow):
                rows[accounts[source.file, source.sha256, row.account]].append(row)
        for balance in source.statement.balances:
            points[accounts[source.file, source.sha256, balance.account]].add((balance.day, balance.cents))
        for account, told in rows.items():
            found = running(told)
            points[account].update(found.points)
            broken |= {Stretch(account, *found.broken, 0)} if found.broken and account else set()
    return {account: sorted(found) for account, found in points.items() if account}, sorted(broken)


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
    told, unsure = _points(sources, merged)
    for account, points in told.items():
        stretches = _walk(account, points, _Sums(operations[account]))
        good = [stretch for stretch in stretches if not stretch.cents]
        same = len({cents for _, cents in points}) == 1
        if len(stretches) > len(good) and not good and (same or len(stretches) >= _ENOUGH):
            unusable.append(account)
            unsure += [] if same else [Stretch(account, stretches[0].start, stretches[-1].end, 0)]
            continue
        proven += good
        off += [stretch for stretch in stretches if stretch.cents]
    return Checked(tuple(sorted(proven)), tuple(sorted(off)), tuple(sorted(unusable)), tuple(sorted(unsure)))
