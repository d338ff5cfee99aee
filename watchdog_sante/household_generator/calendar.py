"""The banks' calendar: working days, months, and the French public holidays (banks book nothing on them)."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)


@cache
def _easter(year: int) -> date:
    """Easter Sunday (Gauss, as corrected by Lichtenberg)."""
    century = year // 100
    moon_shift = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun_shift = 2 - (3 * century + 3) // 4
    moon = (19 * (year % 19) + moon_shift) % 30
    late = (moon + year % 19 // 11) // 29
    limit = 21 + moon - late
    sunday = 7 - (year + year // 4 + sun_shift) % 7
    return date(year, 3, 1) + timedelta(days=limit + 7 - (limit - sunday) % 7 - 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The days of that year on which no bank books."""
    easter = _easter(year)
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (easter - 2 * DAY, easter + DAY, easter + 39 * DAY, easter + 50 * DAY)
    return frozenset({*(date(year, month, day) for month, day in fixed), *moving})


def is_working(day: date) -> bool:
    """Whether banks book on that day."""
    return day.weekday() < 5 and day not in holidays(day.year)


def booked(day: date) -> date:
    """That day, or the next one on which banks book."""
    while not is_working(day):
        day += DAY
    return day


def later(day: date, working_days: int) -> date:
    """So many working days after `day`."""
    day = booked(day)
    for _ in range(working_days):
        day = booked(day + DAY)
    return day


@cache
def months(start: date, count: int) -> tuple[date, ...]:
    """The first days of `count` months from that of `start`."""
    index = start.year * 12 + start.month - 1
    return tuple(date((index + n) // 12, (index + n) % 12 + 1, 1) for n in range(count))


@cache
def month_end(month: date) -> date:
    """The last day of the month."""
    return months(month, 2)[1] - DAY


def in_month(month: date, day: int) -> date:
    """That day of the month, or its last one."""
    return min(month.replace(day=1) + (day - 1) * DAY, month_end(month))


def days(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    while first <= last:
        yield first
        first += DAY
