"""Copies of a database: taken while others write, verified by reopening, rotated, and put back in place.

A copy is written under another name, synced, checked, and only then renamed: a copy that bears its name is whole.
"""

import os
import shutil
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from watchdog_sante.model.sentences import say
from watchdog_sante.store.db import Database, journal_of
from watchdog_sante.store.errors import Damaged, Unwritable
from watchdog_sante.store.opening import Kind, check_kind

DAYS, WEEKS, MONTHS = 7, 4, 12


def copy_verified(db: Database, target: Path) -> None:
    """Write a checked copy to `target`, replacing it. Raises `Damaged` when the copy is not sound and complete."""
    part = target.with_name(f"{target.name}.part")
    before = _counts(db)
    db.copy_to(part)
    after = _counts(db)
    with Database(part) as copy:
        sound = not copy.problems(thorough=True)
        counted = _counts(copy)
    whole = all(
        min(before[table], after.get(table, 0)) <= counted.get(table, -1) <= max(before[table], after.get(table, 0))
        for table in before
    )
    journal_of(part).unlink(missing_ok=True)
    if not (sound and whole):
        part.unlink()
        raise Damaged(say("store.copy_not_sound", file=str(db.path)))
    _sync(part)
    part.replace(target)
    _sync(target.parent)


def back_up(db: Database, folder: Path, day: date) -> Path:
    """The day's copy in `folder` (replacing one of that day), then rotation: 7 days, 4 weeks and 12 months are kept."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = db.path.stem
    target = folder / f"{stem}-{day.isoformat()}.db"
    copy_verified(db, target)
    copies = {found: one for one in folder.glob(f"{stem}-????-??-??.db") if (found := _day(one, stem))}
    for old in copies.keys() - to_keep(copies):
        copies[old].unlink()
    return target


def to_keep(days: Iterable[date]) -> frozenset[date]:
    """The copies to keep: the newest of each of the last 7 days, 4 ISO weeks and 12 months that have one."""
    newest_first = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    return frozenset([*newest_first[:DAYS], *list(weeks.values())[:WEEKS], *list(months.values())[:MONTHS]])


def _day(path: Path, stem: str) -> date | None:
    try:
        return date.fromisoformat(path.stem.removeprefix(f"{stem}-"))
    except ValueError:
        return None


def restore(source: Path, target: Path, kind: Kind, now: datetime) -> Path | None:
    """Put the copy `source` in the place of `target`; where the former database now lies, None when there was none.

    The database must not be open elsewhere. The copy is checked before anything is touched, the former database is kept
    aside with its journal: a journal left beside a new file would be played into it.
    """
    if not source.is_file():
        raise Unwritable(say("store.unwritable", file=str(source)))
    part = target.with_name(f"{target.name}.part")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    journal_of(part).unlink(missing_ok=True)
    _copy_private(source, part)
    with Database(part) as copy:
        check_kind(copy, kind)
        if copy.problems(thorough=True):
            raise Damaged(say("store.copy_not_sound", file=str(source)))
    journal_of(part).unlink(missing_ok=True)
    _sync(part)
    aside = _put_aside(target, now)
    part.replace(target)
    _sync(target.parent)
    return aside


def _put_aside(target: Path, now: datetime) -> Path | None:
    if not target.exists():
        return None
    aside = target.with_name(f"{target.name}.aside-{now:%Y%m%dT%H%M%S}")
    _copy_private(target, aside)
    _sync(aside)
    if journal_of(target).exists():
        journal_of(target).replace(journal_of(aside))
    return aside


def _copy_private(source: Path, target: Path) -> None:
    descriptor = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
    with source.open("rb") as read, os.fdopen(descriptor, "wb") as written:
        shutil.copyfileobj(read, written)


def _counts(db: Database) -> dict[str, int]:
    tables = db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {str(name): db.number(f"SELECT count(*) FROM {name}") for (name,) in tables}


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
