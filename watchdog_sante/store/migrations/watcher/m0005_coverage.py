"""The ledger of what was verified, kept as last concluded, so that `status` need not think everything anew."""

from watchdog_sante.store.db import Database


def migrate(db: Database) -> None:
    """Version 5: at most one ledger, with the mark of what it rests on."""
    db.run(
        """CREATE TABLE coverage (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        mark TEXT NOT NULL,
        lines TEXT NOT NULL CHECK (json_valid(lines))
    ) STRICT"""
    )
