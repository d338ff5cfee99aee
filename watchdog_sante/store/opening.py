"""Opening a database: its own kind, its own version or older, migrated step by step with a copy kept first."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from watchdog_sante.model.sentences import say
from watchdog_sante.store.db import Database, journal_of
from watchdog_sante.store.errors import Damaged, ForeignDatabase, NewerDatabase
from watchdog_sante.store.migrations import messenger, watcher

COPIES = "backups"  # the folder of the daily copies, beside the database
Migration: TypeAlias = Callable[[Database], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of database: its mark in the file's header and its migrations, the n-th making version n."""

    name: str
    application_id: int
    migrations: tuple[Migration, ...]


WATCHER = Kind("watcher", 0x57445357, watcher.MIGRATIONS)
MESSENGER = Kind("messenger", 0x5744534D, messenger.MIGRATIONS)


def open_watcher(folder: Path) -> Database:
    """The watcher's database in `folder`. Raises a `StoreError` with the sentence to show."""
    return open_kind(folder / "watcher.db", WATCHER)


def open_messenger(folder: Path) -> Database:
    """The messenger's database, the one shared file, in `folder`."""
    return open_kind(folder / "messenger.db", MESSENGER)


def open_kind(path: Path, kind: Kind) -> Database:
    """Open, refuse what is foreign or newer, bring up to date. A database that is gone is not silently begun anew:

    where copies of it lie, it once was, and `Damaged` says so.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (not path.exists() or not path.stat().st_size) and copies(path):
        raise Damaged(say("store.vanished", file=str(path), folder=str(path.parent / COPIES)))
    db = Database(path)
    try:
        check_kind(db, kind)
        _migrate(db, kind)
    except BaseException:
        db.close()
        raise
    return db


def copies(path: Path) -> tuple[Path, ...]:
    """The automatic copies of the database at `path`, the newest first."""
    return tuple(sorted((path.parent / COPIES).glob(f"{path.stem}-????-??-??.db"), reverse=True))


def copies_of_any_kind(path: Path) -> tuple[Path, ...]:
    """All the copies of the database at `path` that the program made: each day, before a migration, at a restore."""
    beside = [*path.parent.glob(f"{path.name}.aside-*"), *path.parent.glob(f"{path.name}.before-*")]
    return (*copies(path), *(one for one in sorted(beside) if one not in map(journal_of, beside)))


def is_kind(path: Path, kind: Kind) -> bool:
    """Whether a file begins as a database of this kind does. Only its first bytes are looked at: nothing is opened.

    The mark stands at byte 68 of a SQLite file (https://www.sqlite.org/fileformat2.html, section 1.3).
    """
    with path.open("rb") as file:
        beginning = file.read(100)
    return beginning.startswith(b"SQLite format 3\0") and int.from_bytes(beginning[68:72]) == kind.application_id


def version_of(db: Database) -> int:
    """The number of the last migration the database went through; 0 for an empty file."""
    return db.number("PRAGMA user_version")


def check_kind(db: Database, kind: Kind) -> None:
    """Raise `ForeignDatabase` or `NewerDatabase` when this program must not touch the file."""
    mark = db.number("PRAGMA application_id")
    empty = db.number("SELECT count(*) FROM sqlite_schema") == 0
    if mark != kind.application_id and not (mark == 0 and empty):
        raise ForeignDatabase(say("store.foreign", file=str(db.path)))
    if version_of(db) > len(kind.migrations):
        raise NewerDatabase(say("store.newer", file=str(db.path)))


def _migrate(db: Database, kind: Kind) -> None:
    """Each step in one transaction with its number; two processes that open at once take turns."""
    start = version_of(db)
    if 0 < start < len(kind.migrations):
        _keep_copy(db, start)
    for number, migration in enumerate(kind.migrations, start=1):
        if number <= start:
            continue
        with db.migrating():
            if version_of(db) < number:
                migration(db)
                db.run(f"PRAGMA application_id = {kind.application_id}")
                db.run(f"PRAGMA user_version = {number}")


def _keep_copy(db: Database, version: int) -> None:
    copy = db.path.with_name(f"{db.path.name}.before-{version + 1}")
    part = copy.with_name(f"{copy.name}.part")
    db.copy_to(part)
    part.replace(copy)
