"""Days far in the future: a slip in one row or in a stated end extends no coverage.

Days more than 31 days after the day of the question do not count. An audit asks on the last day told; where that day
is one of at most three that follow a silence of more than 366 days, it is a slip itself, and the day before the
silence is taken.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, BenefitRow, Row, StatedPeriod

_AHEAD = timedelta(days=31)  # end of the month, value days to come
_SILENCE = timedelta(days=366)
_SLIPS = 3


def day_of(row: Row) -> date:
    """The day a row tells of: booking, payment or recording."""
    match row:
        case BankRow():
            return row.booked
        case BenefitRow():
            return row.paid_on
        case _:
            return row.day


def days_told(source: Source) -> list[date]:
    """Every day of a file's rows and stated periods."""
    periods = source.statement.periods
    stated = [period.start for period in periods] + [period.end for period in periods]
    return stated + [day_of(row) for row in source.statement.rows]


def credible_day(sources: Sequence[Source], as_of: date) -> date:
    """The day of the question, or the last credible day told when `as_of` is a slip of a file."""
    days = sorted({day for source in sources for day in days_told(source)})
    for place in range(len(days) - 1, max(len(days) - 1 - _SLIPS, 0), -1):
        if days[place] - days[place - 1] > _SILENCE:
            return days[place - 1] if as_of in days[place:] else as_of
    return as_of


def without_far_future(source: Source, as_of: date) -> Source:
    """The source with the rows, periods and balances that lie no more than 31 days after `as_of`.

    A stated period that ends later ends with the last row that counts.
    """
    horizon = as_of + _AHEAD if as_of < date.max - _AHEAD else date.max
    if all(day <= horizon for day in days_told(source)):
        return source
    statement = source.statement
    rows = tuple(row for row in statement.rows if day_of(row) <= horizon)
    periods = tuple(_ended(one, rows, horizon) for one in statement.periods if one.start <= horizon)
    balances = tuple(balance for balance in statement.balances if balance.day <= horizon)
    return replace(source, statement=replace(statement, rows=rows, periods=periods, balances=balances))


def _ended(period: StatedPeriod, rows: Sequence[Row], horizon: date) -> StatedPeriod:
    if period.end <= horizon:
        return period
    booked = [row.booked for row in rows if isinstance(row, BankRow) and row.account == period.account]
    return replace(period, end=max([period.start, *booked]))
