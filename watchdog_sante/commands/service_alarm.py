"""`service alarm` and `service check`: what systemd calls when a service failed, and every hour whatever happens.

An alarm is a short message put in the messenger's own database, on every channel but a relative's; and, because the
messenger may be what failed, a line in the journal and a word on the desktop. One cause is told once in six hours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from watchdog_sante import liveness, places
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.liveness import Fault, Pulse
from watchdog_sante.model.messages import Delivery, OutgoingMessage
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.fitting import first_fitting
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.store import health, open_messenger, open_watcher
from watchdog_sante.store.errors import StoreError
from watchdog_sante.store.message_queue import MessageQueue

SECOND_LOOK = 300.0  # seconds: after a sleep, the watcher needs a moment for the cycle that is due
_MESSENGER = "watchdog-sante-messenger"
_KINDS = {_MESSENGER: "messenger", "watchdog-sante-once": "once"}


@dataclass(frozen=True, slots=True)
class Where:
    """What telling needs: the state folder, the channels' names, the language."""

    state: Path
    channels: tuple[str, ...]
    words: Phrasebook


@dataclass(frozen=True, slots=True)
class Told:
    """One cause: its text, on how many channels it was queued, and whether it had been told already."""

    text: str
    channels: int = 0
    already: bool = False
    unreadable: bool = False  # the messenger's database could not be used


@dataclass(frozen=True, slots=True)
class Look:
    """What the hourly look found, and what was told of it."""

    faults: tuple[Fault, ...]
    told: tuple[Told, ...] = ()


def alarm(unit: str, where: Where, now: datetime) -> Result[Told]:
    """Tell that a unit failed. Exit code 4 when no channel could be given the message."""
    kind = _KINDS.get(unit.removesuffix(".service"), "watcher")
    told = _tell(f"unit-{kind}", f"service.alarm.{kind}", where, now)
    return Result(told, ExitCode.DONE if told.already or told.channels else ExitCode.UNDELIVERED)


def check(where: Where, clock: Callable[[], datetime], wait: Callable[[float], None]) -> Result[Look]:
    """Look, and look again when something seems wrong; tell what stays wrong.

    Exit code 1 asks for the services to be started again, 4 tells that a message could not be queued.
    """
    if not _look(where.state, clock()):
        return Result(Look(()), ExitCode.DONE)
    wait(SECOND_LOOK)
    now = clock()
    found = _look(where.state, now)
    told = tuple(_tell(f"check-{fault}", f"service.check.{fault}", where, now) for fault in found)
    return Result(Look(found, told), _exit_code(found, told))


def _exit_code(found: tuple[Fault, ...], told: tuple[Told, ...]) -> ExitCode:
    if any(fault.calls_for_a_start for fault in found):
        return ExitCode.FINDINGS
    return ExitCode.DONE if all(one.already or one.channels for one in told) else ExitCode.UNDELIVERED


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


def _tell(cause: str, key: str, where: Where, now: datetime) -> Told:
    """Queue the message unless the same cause was told lately."""
    text = first_fitting((say(key),), where.words)
    try:
        with open_messenger(places.messenger_folder(where.state)) as messenger:
            queue = MessageQueue(messenger)
            known = [one.message for one in queue.everything()]
            same = [one.queued_at for one in known if one.key.startswith(f"alarm:{cause}:")]
            if liveness.told_lately(same, now):
                return Told(text, already=True)
            # Settings that cannot be read may be what failed: the channels of earlier messages are still known.
            channels = where.channels or tuple(dict.fromkeys(one.channel for one in known))
            queue.take_over(
                OutgoingMessage(f"alarm:{cause}:{now.isoformat()}:{channel}", channel, text, True, now)
                for channel in channels
            )
            return Told(text, len(channels))
    except StoreError:
        return Told(text, unreadable=True)
