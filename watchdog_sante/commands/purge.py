"""`purge`: forget what is old, or everything; what is out of reach is listed."""

import shutil
from datetime import date, timedelta
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.locks import Lock, instance_lock, work_lock
from watchdog_sante.places import details_folder, messenger_folder, messenger_settings_file, watcher_folder
from watchdog_sante.store import open_messenger, open_watcher
from watchdog_sante.store.ballast import give_up
from watchdog_sante.store.opening import COPIES
from watchdog_sante.store.purge import Purged, purge_everything, purge_rows, rows_before

_MONTH = timedelta(days=30.44)


def run(state: Path, today: date, months: int) -> Result[Purged]:
    """Delete operations and benefit lines older than that many months. Raises `Held` while a cycle runs."""
    before = today - _MONTH * months
    folder = watcher_folder(state)
    with Lock(work_lock(folder), 60.0), open_watcher(folder) as watcher:
        return Result(purge_rows(watcher, before, before), ExitCode.DONE)


def look(state: Path, today: date, months: int | None) -> Result[Purged]:
    """How many rows `run` would delete; with None, how many there are. Nothing is changed."""
    before = date.max if months is None else today - _MONTH * months
    with open_watcher(watcher_folder(state)) as watcher:
        return Result(rows_before(watcher, before, before), ExitCode.DONE)


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
