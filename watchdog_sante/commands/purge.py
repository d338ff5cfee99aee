"""`purge`: forget what is old, or everything; what is out of reach is listed."""

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.locks import Lock, instance_lock, work_lock
from watchdog_sante.places import details_folder, messenger_folder, messenger_settings_file, watcher_folder
from watchdog_sante.store import open_messenger, open_watcher
from watchdog_sante.store.backups import back_up
from watchdog_sante.store.ballast import give_up
from watchdog_sante.store.opening import COPIES
from watchdog_sante.store.purge import copies_before, forget_copies, purge_everything, purge_rows, rows_before

_MONTH = timedelta(days=30.44)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows the store lost, and the program's own copies that went because they still held such rows."""

    rows: int
    copies: tuple[Path, ...]


def run(state: Path, today: date, months: int) -> Result[Forgotten]:
    """Delete operations and benefit lines older than that many months, and the automatic copies that hold such rows.

    Where copies went, one of today takes their place. Raises `Held` while a cycle runs, `StoreError`.
    """
    before = today - _MONTH * months
    folder = watcher_folder(state)
    with Lock(work_lock(folder), 60.0), open_watcher(folder) as watcher:
        purged = purge_rows(watcher, before, before)
        copies = copies_before(watcher.path, before, before)
        if copies:
            forget_copies(copies)
            back_up(watcher, folder / COPIES, today)
    return Result(Forgotten(purged.operations + purged.benefit_lines, copies), ExitCode.DONE)


def look(state: Path, today: date, months: int | None) -> Result[Forgotten]:
    """What `run` would delete; with None, all there is. Nothing is changed."""
    before = date.max if months is None else today - _MONTH * months
    with open_watcher(watcher_folder(state)) as watcher:
        held = rows_before(watcher, before, before)
        copies = copies_before(watcher.path, before, before)
    return Result(Forgotten(held.operations + held.benefit_lines, copies), ExitCode.DONE)


def run_everything(state: Path) -> Result[tuple[Path, ...]]:
    """Empty both databases and remove copies and snapshots; the files of ours that remain. The daemon must be stopped.

    The person's statements, messages already sent and copies made elsewhere are out of reach: the caller says so.
    """
    mine, its = watcher_folder(state), messenger_folder(state)
    with Lock(instance_lock(mine)), Lock(instance_lock(its)), Lock(work_lock(mine)), Lock(work_lock(its)):
        give_up(mine)
        with open_watcher(mine) as watcher, open_messenger(its) as messenger:
            purge_everything(watcher)
            purge_everything(messenger)
        for folder in (mine / COPIES, details_folder(state)):
            shutil.rmtree(folder, ignore_errors=True)
        messenger_settings_file(state).unlink(missing_ok=True)  # it may hold a channel's address
        for pattern in ("*.aside-*", "*.before-*", "*.part"):
            for left in [*mine.glob(pattern), *its.glob(pattern)]:
                left.unlink()
    remaining = tuple(sorted(path for path in state.rglob("*") if path.is_file() and path.suffix != ".lock"))
    return Result(remaining, ExitCode.DONE)
