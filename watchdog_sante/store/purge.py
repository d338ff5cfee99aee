"""Forgetting: the only place where facts are deleted, on the person's order, with the freed pages overwritten.

On an SSD overwriting is no physical erasure, and copies (backups, messages sent) are out of reach: the command says so.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchdog_sante.store.db import Database, journal_of
from watchdog_sante.store.errors import StoreError
from watchdog_sante.store.opening import copies_of_any_kind


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows were deleted."""

    operations: int
    benefit_lines: int


def purge_rows(db: Database, operations_before: date, benefits_before: date) -> Purged:
    """Delete older operations and benefit lines. That their files were read stays known: they are not read again."""
    with _purging(db):
        operations = db.run("DELETE FROM bank_rows WHERE booked < ?", (operations_before.isoformat(),))
        lines = db.run("DELETE FROM benefit_rows WHERE paid_on < ?", (benefits_before.isoformat(),))
        db.run("DELETE FROM coverage")  # it speaks of days that are gone
    db.run("VACUUM")
    return Purged(operations, lines)


def rows_before(db: Database, operations_before: date, benefits_before: date) -> Purged:
    """What `purge_rows` would delete."""
    return Purged(
        db.number("SELECT count(*) FROM bank_rows WHERE booked < ?", (operations_before.isoformat(),)),
        db.number("SELECT count(*) FROM benefit_rows WHERE paid_on < ?", (benefits_before.isoformat(),)),
    )


def copies_before(path: Path, operations_before: date, benefits_before: date) -> tuple[Path, ...]:
    """The program's own copies of the database at `path` that still hold such rows, or that nobody can look into."""
    return tuple(copy for copy in copies_of_any_kind(path) if _may_hold(copy, operations_before, benefits_before))


def forget_copies(copies: Iterable[Path]) -> None:
    """Remove these copies with what SQLite keeps beside them."""
    for copy in copies:
        copy.unlink()
        journal_of(copy).unlink(missing_ok=True)


def _may_hold(copy: Path, operations_before: date, benefits_before: date) -> bool:
    try:
        with Database(copy) as db:
            held = rows_before(db, operations_before, benefits_before)
    except StoreError:
        return True
    return held.operations + held.benefit_lines > 0


def forget_alerts(db: Database, numbers: Iterable[str]) -> None:
    """Delete every event of these alerts, the findings that no other alert rests on, and messages handed over."""
    with _purging(db):
        db.run_many("DELETE FROM events WHERE alert = ?", ((number,) for number in numbers))
        db.run(
            "DELETE FROM findings WHERE current = 0 "
            "AND NOT EXISTS (SELECT 1 FROM events WHERE instr(content, findings.id))"
        )
        db.run(
            "DELETE FROM outbox WHERE relayed_at IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM events WHERE message = outbox.key)"
        )
    db.run("VACUUM")


def purge_everything(db: Database) -> None:
    """Empty every table of either database."""
    tables = [str(row[0]) for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    with _purging(db) if "purging" in tables else db.transaction():
        db.run("PRAGMA defer_foreign_keys = ON")
        for table in tables:
            if table != "purging" and not table.startswith("sqlite_"):
                db.run(f"DELETE FROM {table}")
    db.run("VACUUM")


@contextmanager
def _purging(db: Database) -> Iterator[None]:
    """The triggers let facts go while the mark stands; it never outlives the transaction."""
    with db.transaction():
        db.run("INSERT INTO purging (only) VALUES (1)")
        yield
        db.run("DELETE FROM purging")
