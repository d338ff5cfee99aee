"""`backup FILE`: a checked copy of the store, taken while the daemon works."""

from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.sentences import say
from watchdog_sante.store import Database
from watchdog_sante.store.backups import copy_verified
from watchdog_sante.store.errors import ForeignDatabase
from watchdog_sante.store.opening import WATCHER, is_kind


def run(watcher: Database, target: Path) -> Result[Path]:
    """Write the copy, readable by its owner only; an earlier copy under that name is replaced.

    Raises `ForeignDatabase` when any other file has that name, `StoreError` when the copy is not sound, `OSError`.
    """
    if target.is_file() and target.stat().st_size and not is_kind(target, WATCHER):
        raise ForeignDatabase(say("backup.would_replace", file=str(target)))
    copy_verified(watcher, target)
    return Result(target, ExitCode.DONE)
