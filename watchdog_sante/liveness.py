"""Is the watchdog alive? What the hourly look decides from two databases' traces, and when an alarm is told again.

Values in, values out, `now` passed in. A watchdog that stopped looks exactly like a quiet one: only the age of its last
complete cycle, and messages that nobody sends, tell them apart (reliability notes, section 7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from watchdog_sante.model.messages import Delivery, DeliveryState

QUIET_FOR = timedelta(hours=6)  # one cause is told once in that time
CYCLE_TOO_OLD = timedelta(hours=26)  # a cycle is due every day, and one day a year has 25 hours
_URGENT_TOO_LATE = timedelta(hours=1)
_TOO_LATE = timedelta(days=1)  # quiet hours may hold the others for a night
_CLOCK_SLACK = timedelta(hours=1)


class Fault(StrEnum):
    """What the look found wrong."""

    NEVER_RAN = "never_ran"  # no cycle was ever completed
    STALE = "stale"  # the last complete cycle is too old
    CLOCK = "clock"  # the last complete cycle lies in the future
    UNSENT = "unsent"  # messages are due and nobody tries them
    UNREADABLE = "unreadable"  # a database cannot be read

    @property
    def calls_for_a_start(self) -> bool:
        """True when starting the services again may help."""
        return self in (Fault.NEVER_RAN, Fault.STALE, Fault.UNSENT)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What both processes left behind: the last complete cycle, and the messages that wait."""

    last_cycle: datetime | None
    waiting: tuple[Delivery, ...] = ()


def faults(pulse: Pulse, now: datetime) -> tuple[Fault, ...]:
    """What is wrong at `now`, gravest first; nothing when the watchdog is alive."""
    found = [_cycle_fault(pulse.last_cycle, now)]
    if any(_is_overdue(one, now) for one in pulse.waiting):
        found.append(Fault.UNSENT)
    return tuple(one for one in found if one)


def told_lately(times: Iterable[datetime], now: datetime) -> bool:
    """True when the cause was told less than six hours ago; a time in the future (clock set back) does not count."""
    return any(timedelta(0) <= now - time < QUIET_FOR for time in times)


def _cycle_fault(last: datetime | None, now: datetime) -> Fault | None:
    if last is None:
        return Fault.NEVER_RAN
    if last - now > _CLOCK_SLACK:
        return Fault.CLOCK
    return Fault.STALE if now - last > CYCLE_TOO_OLD else None


def _is_overdue(one: Delivery, now: datetime) -> bool:
    """A try puts the next one ahead: a message whose turn is long past was not even tried."""
    patience = _URGENT_TOO_LATE if one.message.urgent else _TOO_LATE
    return one.state is not DeliveryState.SENT and now - one.next_try > patience
