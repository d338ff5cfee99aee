"""The year of a bank's operation whose line leaves it out, and whether a day can be the statement's at all.

Sums say nothing of days: what says when an operation was is the day of the next balance below it and of the one above,
else the days that the statement covers. A day far from all of them was misprinted or misread.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from watchdog_sante.readers.printed_account import PrintedAccount, PrintedBalance
from watchdog_sante.readers.printed_dates import ShortDay

_AHEAD = timedelta(days=7)  # a value day may lie beyond the statement's last day
_LATE = timedelta(days=92)  # an operation may be printed that long after its day, as deferred cards' are


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which days an operation was; None where nothing says it."""

    earliest: date | None
    latest: date | None

    def day(self, told: date | ShortDay) -> date | None:
        """The day with its year; None when nothing says the year."""
        if isinstance(told, date):
            return told
        if self.latest is not None:
            end = self.latest + _AHEAD
            return max((day for day in _in_years(told, self.latest.year) if day <= end), default=None)
        if self.earliest is not None:
            start = self.earliest - _AHEAD
            return min((day for day in _in_years(told, self.earliest.year) if day >= start), default=None)
        return None

    def hold(self, day: date) -> bool:
        """Whether an operation of this day can stand here."""
        late = self.earliest is not None and day < self.earliest - _LATE
        return not late and not (self.latest is not None and day > self.latest + _AHEAD)


def bounds_at(account: PrintedAccount, at: int, latest: date | None) -> Bounds:
    """The bounds of the entry at this place; `latest` is the last day that the whole statement names."""
    above = [one.day for one in account.entries[:at] if isinstance(one, PrintedBalance) and one.day]
    below = [one.day for one in account.entries[at:] if isinstance(one, PrintedBalance) and one.day]
    earliest = above[-1] if above else account.start
    last = below[0] if below else account.end
    if last is None and earliest is None:
        last = latest
    return Bounds(earliest, last)


def _in_years(told: ShortDay, year: int) -> list[date]:
    """The day in the year before, in this one and in the next."""
    found = []
    for one in (year - 1, year, year + 1):
        try:
            found.append(date(one, told.month, told.day))
        except ValueError:
            continue
    return found
