"""The ledger that the last cycle concluded, and whether it still says the truth.

What a ledger rests on: this version of the program, the settings, the day (silence grows by itself) and the facts of
the store. Only this room knows that list; whatever is not as it was then, the ledger is thought anew.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from watchdog_sante import __version__
from watchdog_sante.model.coverage import CoverageLine
from watchdog_sante.settings import Settings
from watchdog_sante.store import Database, coverage


def keep_ledger(db: Database, lines: Sequence[CoverageLine], settings: Settings, now: datetime) -> None:
    """Keep what a cycle concluded at `now`; to be called once its facts are written, in the same transaction."""
    coverage.put(db, _mark(db, settings, now), lines)


def kept_ledger(db: Database, settings: Settings, now: datetime) -> tuple[CoverageLine, ...] | None:
    """The ledger, when nothing that it rests on has changed since."""
    return coverage.get(db, _mark(db, settings, now))


def _mark(db: Database, settings: Settings, now: datetime) -> str:
    day = now.astimezone(settings.zone).date().isoformat()
    rests_on = (__version__, settings.model_dump_json(), day, coverage.content(db))
    return hashlib.sha256("\0".join(rests_on).encode()).hexdigest()
