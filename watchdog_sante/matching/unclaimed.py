"""Visits paid by card that no line of the basic insurer follows, where the person's own history says that one should.

A payee is a practice when every earlier card payment to it was followed by a reimbursed care of that day or nearly:
nothing else makes one, no word of its name. Source: domain notes, section 2, P13.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from watchdog_sante.matching.cares import Care
from watchdog_sante.matching.told_days import ToldDays
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.operations import Movement

_NEAR = 3  # days between the care and the day that the card's label tells
_CLEARED = 6  # days until the bank books a card payment whose label tells no day
_LEAST_VISITS = 3  # visits followed before a payee is known as a practice
_HALF, _TWICE = 0.5, 2  # a visit costs about what visits there cost


@dataclass(frozen=True, slots=True)
class UnclaimedVisit:
    """A card payment without its care; how many earlier ones all had theirs, and in how many days as a rule."""

    movement: Movement
    day: date
    followed: int
    usual_days: int


@dataclass(frozen=True, slots=True)
class _Visit:
    movement: Movement
    day: date
    delay: int | None  # days to the basic insurer's payment; None: no care was found


def _purchase_day(movement: Movement) -> date:
    return movement.reading.card_date or movement.booked


def _by_day(cares: Iterable[Care]) -> dict[date, list[Care]]:
    found: defaultdict[date, list[Care]] = defaultdict(list)
    for care in cares:
        found[care.care_date].append(care)
    return found


def _near(by_day: dict[date, list[Care]], movement: Movement) -> list[Care]:
    """The cares of the days that the payment may be of."""
    paid = _purchase_day(movement)
    earliest, latest = (-_NEAR, _NEAR) if movement.reading.card_date else (-_CLEARED, 0)
    days = (paid + timedelta(days=n) for n in range(earliest, latest + 1))
    return [care for day in days for care in by_day.get(day, ())]


def _visits(rows: list[Movement], by_day: dict[date, list[Care]]) -> list[_Visit]:
    """A payee's payments with the delay of their reimbursement; several visits may be paid at once."""
    visits = []
    for movement in rows:
        near = _near(by_day, movement)
        exact = [care for care in near if care.expense_cents == -movement.cents]
        same_day = [care for care in near if care.provider]
        together = sum(care.expense_cents for care in same_day) >= -movement.cents
        followed = exact or (same_day if len(same_day) > 1 and together else [])
        delays = [(care.of(SourceKind.BASIC_INSURER)[0].paid_on - care.care_date).days for care in followed]
        visits.append(_Visit(movement, _purchase_day(movement), min(delays, default=None)))
    return visits


def unclaimed_visits(
    cards: Iterable[Movement], cares: tuple[Care, ...], told: ToldDays, days: int
) -> list[UnclaimedVisit]:
    """Card payments (given in order of time) to a practice that no care followed within `days`, where the basic
    insurer's statements tell of them."""
    by_payee: defaultdict[str, list[Movement]] = defaultdict(list)
    for movement in cards:
        by_payee[movement.reading.payee_key].append(movement)
    basic = [care for care in cares if care.of(SourceKind.BASIC_INSURER)]
    by_day, amounts = _by_day(basic), {care.expense_cents for care in basic}
    found = []
    for _, rows in sorted(by_payee.items()):
        if len(rows) <= _LEAST_VISITS or -rows[0].cents not in amounts:
            continue
        visits = _visits(rows, by_day)
        delays: list[int] = []  # of the visits before
        for index, visit in enumerate(visits):
            if visit.delay is not None:
                delays.append(visit.delay)
                continue
            if len(delays) < max(index, _LEAST_VISITS):
                continue
            usual = median_low(abs(one.movement.cents) for one in visits[:index])
            if not usual * _HALF <= -visit.movement.cents <= usual * _TWICE:
                continue
            if told.tells(SourceKind.BASIC_INSURER, visit.day, visit.day + timedelta(days=days)):
                found.append(UnclaimedVisit(visit.movement, visit.day, len(delays), median_low(delays)))
    return found
