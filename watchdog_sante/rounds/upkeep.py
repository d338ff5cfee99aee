"""Once a day, with the morning digest: a checked copy of the store, a look at its soundness, room on the disk."""

from datetime import datetime, timedelta
from pathlib import Path

from watchdog_sante.alerts.hours import at_local, local_day
from watchdog_sante.model.alerts import NoticePolicy
from watchdog_sante.store import Database, ballast, health
from watchdog_sante.store.backups import back_up
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.opening import COPIES

UPKEEP = "upkeep"
DISK = "disk"
_SENT_KEPT = timedelta(days=400)
_SUNDAY = 6


def upkeep_due(db: Database, policy: NoticePolicy, now: datetime) -> bool:
    """True from the digest's hour on, once a local day; also when the clock once stood in the future."""
    last = health.last_success(db, UPKEEP)
    if at_local(policy, local_day(policy, now), policy.digest_at) > now:
        return False
    return last is None or local_day(policy, last) != local_day(policy, now)


def keep_up(db: Database, messenger: Database, policy: NoticePolicy, now: datetime) -> tuple[str, ...]:
    """Copy, check, forget what was sent long ago. What SQLite finds wrong, nothing when sound."""
    today = local_day(policy, now)
    folder = db.path.parent
    _mind_the_disk(db, folder, now)
    problems = db.problems(thorough=today.weekday() == _SUNDAY)
    if problems:
        health.failed(db, UPKEEP, now, "damaged")
        return problems
    back_up(db, folder / COPIES, today)
    MessageQueue(messenger).forget_sent(now - _SENT_KEPT)
    health.succeeded(db, UPKEEP, now)
    return ()


def _mind_the_disk(db: Database, folder: Path, now: datetime) -> None:
    if ballast.is_low(folder):
        health.failed(db, DISK, now, "nearly-full")
    else:
        ballast.keep(folder)
        health.succeeded(db, DISK, now)
