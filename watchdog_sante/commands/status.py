"""`status`: what was verified and up to which day, what could not be, what waits, and how both processes fare."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from watchdog_sante import alerts
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.locks import instance_lock, is_held
from watchdog_sante.model.coverage import CoverageLine
from watchdog_sante.model.inbox import InboxEntry
from watchdog_sante.model.messages import Delivery, DeliveryState, JobHealth
from watchdog_sante.rounds.kept_ledger import kept_ledger
from watchdog_sante.settings import Settings
from watchdog_sante.store import Database, alert_log, health, inbox_ledger
from watchdog_sante.store.message_queue import MessageQueue


@dataclass(frozen=True, slots=True)
class Status:
    """Everything `status` shows. `watching` and `sending`: a daemon of that role lives."""

    coverage: tuple[CoverageLine, ...]
    files: tuple[InboxEntry, ...]
    undelivered: tuple[Delivery, ...]
    jobs: tuple[JobHealth, ...]
    last_cycle: datetime | None
    waiting_alerts: int
    quiet_alerts: int  # opened by the first import without a message, and still without an answer
    watching: bool
    sending: bool


ThinkAnew = Callable[[], tuple[CoverageLine, ...]]


def run(
    watcher: Database, messenger: Database, settings: Settings, now: datetime, think_anew: ThinkAnew
) -> Result[Status]:
    """Look at both databases; nothing is written. The ledger is thought anew unless the last cycle's still holds."""
    known = alerts.fold(alert_log.load(watcher))
    waiting = [one for one in known if one.state.waits]
    quiet = sum(one.quiet for one in waiting)
    undelivered = [one for one in MessageQueue(messenger).everything() if one.state is not DeliveryState.SENT]
    status = Status(
        think_anew() if (ledger := kept_ledger(watcher, settings, now)) is None else ledger,
        inbox_ledger.entries(watcher),
        tuple(undelivered),
        health.jobs(watcher) + tuple(one for one in health.jobs(messenger) if one.job != health.CYCLE),
        health.last_success(watcher),
        len(waiting) - quiet,
        quiet,
        is_held(instance_lock(watcher.path.parent)),
        is_held(instance_lock(messenger.path.parent)),
    )
    return Result(status, ExitCode.DONE)
