"""Ledgers: what became of each file of the inbox, and how the jobs fare. They describe today and may change."""

from watchdog_sante.store.db import Database

_STATEMENTS = (
    """CREATE TABLE inbox (
        path TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        changed_ns INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'read', 'refused')),
        since TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        reason TEXT CHECK (reason IS NULL OR json_valid(reason))
    ) STRICT""",
    """CREATE TABLE health (
        job TEXT PRIMARY KEY,
        last_success TEXT,
        last_failure TEXT,
        code TEXT NOT NULL
    ) STRICT""",
)


def migrate(db: Database) -> None:
    """Version 3: the inbox's ledger and the health of jobs."""
    for statement in _STATEMENTS:
        db.run(statement)
