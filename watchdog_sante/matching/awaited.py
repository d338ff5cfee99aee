"""Payments that one insurer's statements imply of the other: a care told by one of them only.

The top-up insurer's line says what the basic one paid; the basic insurer's line says what is left to the top-up one.
Where that other payment stands on no statement, a statement is missing, and a credit of that sum is no mystery.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations

from watchdog_sante.matching.cares import Care
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.operations import Movement

FOLLOWS = timedelta(days=40)  # the other insurer's line of the same care comes within this time
_SOON = timedelta(days=5)
_HALF_EURO = 50
_DEDUCTED = 1000  # most that deductions take from one payment, in cents
_NEARLY = 200  # a top-up insurer may leave this much of a care to the person


@dataclass(frozen=True, slots=True)
class Awaited:
    """A payment of `insurer` for this care that no statement tells of, to be credited between two days."""

    insurer: SourceKind
    cents: int
    first: date
    last: date
    second: bool = False  # another insurer of this kind has paid its part


def _from_top_up(care: Care) -> Iterable[Awaited]:
    for line in care.of(SourceKind.TOP_UP_INSURER):
        if line.basic_cents and line.basic_cents > 0:
            yield Awaited(SourceKind.BASIC_INSURER, line.basic_cents, line.paid_on - FOLLOWS, line.paid_on + _SOON)


def _from_basic(care: Care) -> Iterable[Awaited]:
    """What is left of the care; with a top-up line there may still be a second top-up insurer's."""
    topped_up = care.of(SourceKind.TOP_UP_INSURER)
    for line in care.of(SourceKind.BASIC_INSURER):
        rest = (line.expense_cents or 0) - line.reimbursed_cents - sum(one.reimbursed_cents for one in topped_up)
        if line.reimbursed_cents > 0 and rest > 0 and line.paid_to is not PaidTo.CARE_PROVIDER:
            first, last = line.paid_on - _SOON, line.paid_on + FOLLOWS
            yield Awaited(SourceKind.TOP_UP_INSURER, rest, first, last, second=bool(topped_up))


def awaited_payments(cares: Iterable[Care]) -> tuple[Awaited, ...]:
    """Every payment that one insurer's line implies and the other insurer's statements do not tell of."""
    found: list[Awaited] = []
    for care in cares:
        if not care.of(SourceKind.BASIC_INSURER):
            found += _from_top_up(care)
        found += _from_basic(care)
    return tuple(found)


def _fits(insurer: SourceKind, cents: int, awaited: tuple[Awaited, ...], usual: bool) -> bool:
    short = sum(one.cents for one in awaited) - cents
    if insurer is SourceKind.BASIC_INSURER:
        return 0 <= short <= _DEDUCTED and short % _HALF_EURO == 0
    first_part = not any(one.second for one in awaited)
    return short >= 0 and (usual or (first_part and short <= _NEARLY))


def much_awaited(credit: Movement, insurer: SourceKind, awaited: Iterable[Awaited]) -> bool:
    """Whether the payments awaited around these days could make so large a credit together."""
    near = [one.cents for one in awaited if one.insurer is insurer and one.first <= credit.booked <= one.last]
    return bool(near) and sum(near) >= credit.cents


def is_awaited(credit: Movement, insurer: SourceKind, awaited: Iterable[Awaited], usual: bool) -> bool:
    """Whether one or two awaited payments make this credit; `usual`: its sum is one of the insurer's usual ones."""
    near = [one for one in awaited if one.insurer is insurer and one.first <= credit.booked <= one.last]
    groups = chain(combinations(near, 1), combinations(near, 2))
    return any(_fits(insurer, credit.cents, group, usual) for group in groups)
