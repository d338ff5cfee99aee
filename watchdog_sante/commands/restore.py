"""`restore FILE`: a copy put in the store's place; what was there is kept aside. The daemon must be stopped."""

from datetime import datetime
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.locks import Lock, instance_lock, work_lock
from watchdog_sante.places import watcher_folder
from watchdog_sante.store.backups import restore
from watchdog_sante.store.opening import WATCHER


def run(state: Path, source: Path, now: datetime) -> Result[Path | None]:
    """Where the former store now lies. Raises `Held` while a daemon lives, `StoreError` for a copy that is not sound.

    Statements dropped since the copy was taken still lie in the inbox: the next cycle reads them again.
    """
    folder = watcher_folder(state)
    with Lock(instance_lock(folder)), Lock(work_lock(folder)):
        aside = restore(source, folder / "watcher.db", WATCHER, now)
    return Result(aside, ExitCode.DONE)
