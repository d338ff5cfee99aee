"""`backup FILE`: a checked copy of the store, taken while the daemon works."""

from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.store import Database
from watchdog_sante.store.backups import copy_verified


def run(watcher: Database, target: Path) -> Result[Path]:
    """Write the copy, readable by its owner only. Raises `StoreError` when it is not sound, `OSError`."""
    copy_verified(watcher, target)
    return Result(target, ExitCode.DONE)
