"""How the jobs fare, in either database: a watchdog that stopped looks like a quiet one unless this is read."""

from datetime import datetime

from watchdog_sante.model.messages import JobHealth
from watchdog_sante.store.codec import instant, optional_instant
from watchdog_sante.store.db import Database

CYCLE = "cycle"  # the job whose last success is the last complete cycle


def succeeded(db: Database, job: str, at: datetime) -> None:
    """The job ended well."""
    with db.writing():
        db.run(
            "INSERT INTO health (job, last_success, code) VALUES (?, ?, '') "
            "ON CONFLICT (job) DO UPDATE SET last_success = excluded.last_success, code = ''",
            (job, instant(at)),
        )


def failed(db: Database, job: str, at: datetime, code: str) -> None:
    """The job ended badly; `code` is short and says nothing private."""
    with db.writing():
        db.run(
            "INSERT INTO health (job, last_failure, code) VALUES (?, ?, ?) "
            "ON CONFLICT (job) DO UPDATE SET last_failure = excluded.last_failure, code = excluded.code",
            (job, instant(at), code),
        )


def jobs(db: Database) -> tuple[JobHealth, ...]:
    """Every job that ever ran, by name."""
    found = db.rows("SELECT job, last_success, last_failure, code FROM health ORDER BY job")
    return tuple(
        JobHealth(job, optional_instant(success), optional_instant(failure), code)
        for job, success, failure, code in found
    )


def last_success(db: Database, job: str = CYCLE) -> datetime | None:
    """When the job last ended well, None when it never did."""
    return next((one.last_success for one in jobs(db) if one.job == job), None)
