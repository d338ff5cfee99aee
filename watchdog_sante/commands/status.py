"""`status`: what was verified and up to which day, what could not be, what waits, and how both processes fare."""

from dataclasses import dataclass
from datetime import datetime

from watchdog_sante import alerts
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.inbox_reading import Taken
from watchdog_sante.lived_cycle import Desk, think
from watchdog_sante.locks import instance_lock, is_held
from watchdog_sante.model.audit import Audit
from watchdog_sante.model.inbox import InboxEntry
from watchdog_sante.model.messages import Delivery, DeliveryState, JobHealth
from watchdog_sante.store import alert_log, health, inbox_ledger
from watchdog_sante.store.message_queue import MessageQueue


@dataclass(frozen=True, slots=True)
class Status:
    """Everything `status` shows. `watching` and `sending`: a daemon of that role lives."""

    audit: Audit
    files: tuple[InboxEntry, ...]
    undelivered: tuple[Delivery, ...]
    jobs: tuple[JobHealth, ...]
    last_cycle: datetime | None
    waiting_alerts: int
    quiet_alerts: int  # opened by the first import without a message, and still without an answer
    watching: bool
    sending: bool


def run(desk: Desk, now: datetime) -> Result[Status]:
    """Look at both databases; nothing is written."""
    known = alerts.fold(alert_log.load(desk.watcher))
    waiting = [one for one in known if one.state.waits]
    quiet = sum(one.quiet for one in waiting)
    undelivered = [one for one in MessageQueue(desk.messenger).everything() if one.state is not DeliveryState.SENT]
    status = Status(
        think(desk, Taken(), now),
        inbox_ledger.entries(desk.watcher),
        tuple(undelivered),
        health.jobs(desk.watcher) + tuple(one for one in health.jobs(desk.messenger) if one.job != health.CYCLE),
        health.last_success(desk.watcher),
        len(waiting) - quiet,
        quiet,
        is_held(instance_lock(desk.watcher.path.parent)),
        is_held(instance_lock(desk.messenger.path.parent)),
    )
    return Result(status, ExitCode.DONE)
