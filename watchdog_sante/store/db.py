"""The only door to sqlite3: connections opened one way, transactions, and SQLite's errors turned into sentences.

Why these settings: of all journal modes tried, TRUNCATE with synchronous EXTRA lost no committed row in simulated power
cuts, and with secure_delete it leaves no copy of deleted names; WAL does not. `BEGIN IMMEDIATE` waits for a lock where
a deferred one fails at once.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from watchdog_sante.model.sentences import say
from watchdog_sante.store.errors import Busy, Damaged, DiskFull, OldSqlite, StoreError, Unwritable

Column: TypeAlias = "str | int | None"

_PRAGMAS = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",  # sorting must not leave health data in temporary files
)
_OLDEST = (3, 38, 0)  # STRICT tables (3.37) and built-in JSON (3.38)
_PATIENCE = 10.0  # seconds to wait for another process's transaction

_ERRORS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (DiskFull, "store.disk_full"),
    sqlite3.SQLITE_BUSY: (Busy, "store.busy"),
    sqlite3.SQLITE_LOCKED: (Busy, "store.busy"),
    sqlite3.SQLITE_CORRUPT: (Damaged, "store.damaged"),
    sqlite3.SQLITE_NOTADB: (Damaged, "store.damaged"),
    sqlite3.SQLITE_IOERR: (Unwritable, "store.unwritable"),
    sqlite3.SQLITE_READONLY: (Unwritable, "store.unwritable"),
    sqlite3.SQLITE_CANTOPEN: (Unwritable, "store.unwritable"),
    sqlite3.SQLITE_PERM: (Unwritable, "store.unwritable"),
}


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """SQLite's errors that a person can act upon, as sentences; the others are bugs and pass as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code of an extended one
        if code not in _ERRORS:
            raise
        kind, key = _ERRORS[code]
        raise kind(say(key, file=str(path))) from error


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the journal of the database at `path`. It belongs to that very file and to no other."""
    return path.with_name(f"{path.name}-journal")


class Database:
    """One open connection. Not for sharing between threads."""

    def __init__(self, path: Path) -> None:
        """Open `path`, created empty and readable by its owner alone when it does not exist."""
        if sqlite3.sqlite_version_info < _OLDEST:
            needed = ".".join(str(part) for part in _OLDEST)
            raise OldSqlite(say("store.old_sqlite", version=sqlite3.sqlite_version, needed=needed))
        self.path = path
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with _in_words(path):
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            try:
                for pragma in _PRAGMAS:
                    self._connection.execute(pragma).fetchall()
            except sqlite3.DatabaseError:
                self._connection.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written together or not at all. Does not nest: `writing` joins."""
        with _in_words(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has already rolled back: a blind ROLLBACK would raise and hide the cause.
                if self._connection.in_transaction:
                    with contextlib.suppress(sqlite3.DatabaseError):
                        self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def migrating(self) -> Iterator[None]:
        """A transaction that changes the form: what does not fit the tables there finds a damaged file."""
        try:
            with self.transaction():
                yield
        except sqlite3.OperationalError as error:
            raise Damaged(say("store.damaged", file=str(self.path))) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """The caller's transaction when there is one, else one of its own."""
        if self._connection.in_transaction:
            yield
        else:
            with self.transaction():
                yield

    def run(self, sql: str, values: Sequence[Column] = ()) -> int:
        """Execute one statement; the number of rows it changed."""
        with _in_words(self.path):
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, values: Sequence[Column]) -> int:
        """Execute one INSERT; the new row's id."""
        with _in_words(self.path):
            return int(self._connection.execute(sql, values).lastrowid or 0)

    def run_many(self, sql: str, rows: Iterable[Sequence[Column]]) -> int:
        """Execute one statement for each row; how many rows it changed in all."""
        with _in_words(self.path):
            return self._connection.executemany(sql, rows).rowcount

    def rows(self, sql: str, values: Sequence[Column] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, fetched at once: an unfinished cursor would block writers."""
        with _in_words(self.path):
            return self._connection.execute(sql, values).fetchall()

    def number(self, sql: str, values: Sequence[Column] = ()) -> int:
        """The one integer a query answers."""
        return int(self.rows(sql, values)[0][0])

    def copy_to(self, path: Path) -> None:
        """A consistent copy while others write, through SQLite's own backup; what lay at `path` is replaced."""
        path.unlink(missing_ok=True)
        journal_of(path).unlink(missing_ok=True)
        with Database(path) as target, _in_words(path):
            self._connection.backup(target._connection)
        journal_of(path).unlink(missing_ok=True)

    def problems(self, thorough: bool = False) -> tuple[str, ...]:
        """What SQLite's own check finds wrong, nothing when sound. The quick one misses most single flipped bits."""
        check = "integrity_check" if thorough else "quick_check"
        found = [str(row[0]) for row in self.rows(f"PRAGMA {check}")]
        found += [f"foreign key: {row[0]}" for row in self.rows("PRAGMA foreign_key_check")] if thorough else []
        return tuple(one for one in found if one != "ok")
