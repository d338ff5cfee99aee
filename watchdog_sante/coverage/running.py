"""The running balances of one export: each row's balance against the row before.

Cells without a balance are passed over: the next balance must follow from all rows in between. Banks sort a day's rows
as they like, so a day may also be taken as a whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeAlias

from watchdog_sante.coverage.spans import ONE_DAY, Span
from watchdog_sante.model.statements import BankRow

_FOLLOWS = 0.8  # share of running balances that must follow from the row before
_Told: TypeAlias = tuple[date, int, int | None]  # day, cents, balance after it


@dataclass(frozen=True, slots=True)
class Running:
    """Opening and closing balance of an export, or the days on which its balances cannot be followed."""

    points: tuple[tuple[date, int], ...] = ()
    broken: Span | None = None


def running(rows: Iterable[BankRow]) -> Running:
    """What the balances of an export's rows (in its own order) say; nothing where all are one and the same figure."""
    told = [(row.booked, row.cents, row.balance_cents) for row in rows]
    known = [balance for _, _, balance in told if balance is not None]
    if len(known) < 2:
        return Running()
    backwards = told[::-1]
    if told[0][0] > told[-1][0] or (told[0][0] == told[-1][0] and _following(backwards) > _following(told)):
        told = backwards
    steps = _steps(told)
    if _days_follow(told):
        return Running(_ends(told))
    if _following(told) >= _FOLLOWS * len(steps):
        return Running((*_ends(told), *_around_breaks(told, steps)))
    if len(set(known)) == 1:
        return Running()
    return Running(broken=(next(day for day, follows in steps if not follows), told[-1][0]))


def _steps(told: Sequence[_Told]) -> list[tuple[date, bool]]:
    """For each balance after the first: its day, and whether it follows from the one before."""
    steps: list[tuple[date, bool]] = []
    expected: int | None = None
    for day, cents, balance in told:
        expected = None if expected is None else expected + cents
        if balance is not None:
            steps += [] if expected is None else [(day, balance == expected)]
            expected = balance
    return steps


def _following(told: Sequence[_Told]) -> int:
    return sum(follows for _, follows in _steps(told))


def _ends(told: Sequence[_Told]) -> tuple[tuple[date, int], ...]:
    """The balance before the first row (on the day before) and the one after the last."""
    opening, closing = _opening(told), 0
    for _, cents, balance in told:
        closing = closing + cents if balance is None else balance
    return ((told[0][0] - ONE_DAY, opening), (told[-1][0], closing))


def _around_breaks(told: Sequence[_Told], steps: Sequence[tuple[date, bool]]) -> list[tuple[date, int]]:
    """Around each balance that does not follow: the day's own last balance and the last one before that day.

    What lies before and after a break is proven on its own, and the days between those two are the ones to doubt.
    """
    last = {day: balance for day, _, balance in told if balance is not None}
    days = sorted(last)
    broken = {day for day, follows in steps if not follows}
    before = {day: days[n - 1] for n, day in enumerate(days) if n}
    return [(day, last[day]) for one in broken for day in (before.get(one, one), one)]


def _opening(told: Sequence[_Told]) -> int:
    spent = 0
    for _, cents, balance in told:
        spent += cents
        if balance is not None:
            return balance - spent
    return 0


def _days_follow(told: Sequence[_Told]) -> bool:
    """Whether some opening balance leads through every day to one of its balances, whatever the order inside a day."""
    days = [list(group) for _, group in groupby(sorted(told, key=lambda row: row[0]), key=lambda row: row[0])]
    if len(days) < 3 or any(balance is None for _, _, balance in told):
        return False
    first = sum(cents for _, cents, _ in days[0])
    return any(_lead(days, balance - first) for _, _, balance in days[0] if balance is not None)


def _lead(days: Sequence[Sequence[_Told]], balance: int) -> bool:
    for day in days:
        balance += sum(cents for _, cents, _ in day)
        if balance not in {told for _, _, told in day}:
            return False
    return True
