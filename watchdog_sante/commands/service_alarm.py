"""`service alarm` and `service check`: what systemd calls when a service failed, and every hour whatever happens.

An alarm is a short message for the messenger; and, because the messenger may be what failed, a line in the journal and
a word on the desktop. The hourly look also sees to the last resort, since the watcher may be what fails.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from watchdog_sante import liveness, places
from watchdog_sante.alerts import outage
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.liveness import Fault, Pulse
from watchdog_sante.model.alerts import NoticePolicy
from watchdog_sante.model.messages import Delivery
from watchdog_sante.rounds import last_resort
from watchdog_sante.rounds.alarms import Told, Where, tell
from watchdog_sante.rounds.last_resort import Around, spoken
from watchdog_sante.store import health, open_messenger, open_watcher
from watchdog_sante.store.errors import StoreError
from watchdog_sante.store.message_queue import MessageQueue

SECOND_LOOK = 300.0  # seconds: after a sleep, the watcher needs a moment for the cycle that is due
START_MARK = "start-again"  # a file in the unit's runtime folder
_MESSENGER = "watchdog-sante-messenger"
_KINDS = {_MESSENGER: "messenger", "watchdog-sante-once": "once"}


@dataclass(frozen=True, slots=True)
class Look:
    """What the hourly look found, and what was told of it."""

    faults: tuple[Fault, ...]
    told: tuple[Told, ...] = ()

    @property
    def calls_for_a_start(self) -> bool:
        """True when the services are to be started again."""
        return any(fault.calls_for_a_start for fault in self.faults)


def alarm(unit: str, where: Where, now: datetime) -> Result[Told]:
    """Tell that a unit failed. Exit code 4 when no channel could be given the message."""
    kind = _KINDS.get(unit.removesuffix(".service"), "watcher")
    told = tell(f"unit-{kind}", f"service.alarm.{kind}", where, now)
    return Result(told, ExitCode.DONE if told.already or told.channels else ExitCode.UNDELIVERED)


def check(where: Where, clock: Callable[[], datetime], wait: Callable[[float], None]) -> Result[Look]:
    """Look, and look again when something seems wrong; tell what stays wrong. Exit code 4: it could not be queued."""
    if not _look(where.state, clock()):
        return Result(Look(()), ExitCode.DONE)
    wait(SECOND_LOOK)
    now = clock()
    found = _look(where.state, now)
    told = tuple(tell(f"check-{fault}", f"service.check.{fault}", where, now) for fault in found)
    well = all(one.already or one.channels for one in told)
    return Result(Look(found, told), ExitCode.DONE if well else ExitCode.UNDELIVERED)


def ask_for_a_start(environment: Mapping[str, str]) -> bool:
    """Leave the mark that the unit's next line waits for: only systemd may start services. False outside of a unit."""
    folder = environment.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    if folder:
        (Path(folder) / START_MARK).touch()
    return bool(folder)


def mind_last_resort(policy: NoticePolicy, around: Around, now: datetime) -> str:
    """Say by the machine itself that no channel works, or take it back; the line for the journal when it was told."""
    try:
        with (
            open_watcher(places.watcher_folder(around.state)) as watcher,
            open_messenger(places.messenger_folder(around.state)) as messenger,
        ):
            found = outage(policy, MessageQueue(messenger).everything(), now)
            return spoken(found, around.words) if last_resort.mind(watcher, found, around, now) and found else ""
    except StoreError:
        return ""


def _look(state: Path, now: datetime) -> tuple[Fault, ...]:
    try:
        return liveness.faults(_pulse(state), now)
    except StoreError:
        return (Fault.UNREADABLE,)


def _pulse(state: Path) -> Pulse:
    """What both databases say; one that is not there yet is not created by looking."""
    last: datetime | None = None
    waiting: tuple[Delivery, ...] = ()
    if (places.watcher_folder(state) / "watcher.db").exists():
        with open_watcher(places.watcher_folder(state)) as watcher:
            last = health.last_success(watcher)
    if (places.messenger_folder(state) / "messenger.db").exists():
        with open_messenger(places.messenger_folder(state)) as messenger:
            waiting = MessageQueue(messenger).waiting()
    return Pulse(last, waiting)
