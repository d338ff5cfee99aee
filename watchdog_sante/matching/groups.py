"""Payments as an insurer announces them: the lines of one payment day that go to the insured, as one group."""

from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from watchdog_sante.matching.values import PaymentGroup
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.operations import BenefitLine

ON_TIME_DAYS = 10  # business days from payment to credit: domain notes, section 2, P4
_HOLIDAYS = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})  # fixed days on which banks do not settle
_EXPECTED = (PaidTo.INSURED, PaidTo.UNKNOWN)

GroupKey: TypeAlias = tuple[SourceKind, date, bool]


def group_key(group: PaymentGroup) -> GroupKey:
    """What tells one payment group from another."""
    return group.insurer, group.paid_on, group.remainder


def payment_groups(lines: tuple[BenefitLine, ...]) -> tuple[PaymentGroup, ...]:
    """One group per insurer and payment day, of the lines that make a bank credit to expect."""
    by_day: defaultdict[tuple[date, SourceKind], list[BenefitLine]] = defaultdict(list)
    for line in lines:
        if line.paid_to in _EXPECTED:
            by_day[line.paid_on, line.insurer].append(line)
    return tuple(
        PaymentGroup(insurer, day, tuple(sorted(found, key=lambda line: line.key)))
        for (day, insurer), found in sorted(by_day.items())
    )


def is_business_day(day: date) -> bool:
    """Monday to Friday, save the fixed days on which banks do not settle."""
    return day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS


@lru_cache(maxsize=4096)
def expected_by(paid_on: date, business_days: int = ON_TIME_DAYS) -> date:
    """The last day on which a credit of a payment is on time."""
    day = paid_on
    while business_days:
        day += timedelta(days=1)
        business_days -= is_business_day(day)
    return day


@lru_cache(maxsize=16_384)
def business_days(paid_on: date, booked: date) -> int:
    """How many business days lie between a payment and its credit; below nothing where the credit came first."""
    first, last = sorted((paid_on, booked))
    days = sum(is_business_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    return days if paid_on <= booked else -days


def days_on_time(paid_on: date) -> tuple[date, date]:
    """The first and the last day on which a credit may be this payment, neither early nor late."""
    return paid_on - timedelta(days=1), expected_by(paid_on)


def on_time(paid_on: date, booked: date) -> bool:
    """Whether a credit booked on that day may be this payment, neither early nor late."""
    first, last = days_on_time(paid_on)
    return first <= booked <= last
