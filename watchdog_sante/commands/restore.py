"""`restore [FILE]`: a copy put in the store's place; what was there is kept aside. The daemon must be stopped.

Without a file it is the newest of the automatic copies that is sound.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.locks import Lock, instance_lock, work_lock
from watchdog_sante.model.sentences import say
from watchdog_sante.places import watcher_folder
from watchdog_sante.store.backups import restore
from watchdog_sante.store.errors import Damaged, ForeignDatabase, StoreError
from watchdog_sante.store.opening import COPIES, WATCHER, copies


@dataclass(frozen=True, slots=True)
class Restored:
    """The copy that was put back, and where the former store now lies (None when there was none)."""

    copy: Path
    aside: Path | None


def run(state: Path, source: Path | None, now: datetime) -> Result[Restored]:
    """Put `source` back, None for the newest sound copy.

    Raises `Held` while a daemon lives, `StoreError` for a copy that is not sound.

    Statements dropped since the copy was taken still lie in the inbox: the next cycle reads them again.
    """
    target = watcher_folder(state) / "watcher.db"
    with Lock(instance_lock(target.parent)), Lock(work_lock(target.parent)):
        return Result(_first_sound((source,) if source else copies(target), target, now), ExitCode.DONE)


def _first_sound(candidates: Sequence[Path], target: Path, now: datetime) -> Restored:
    trouble: StoreError = Damaged(say("store.no_copy", folder=str(target.parent / COPIES)))
    for copy in candidates:
        try:
            return Restored(copy, restore(copy, target, WATCHER, now))
        except (Damaged, ForeignDatabase) as error:
            trouble = error
    raise trouble
