"""The other party's name, where an export has a column for it: no longer guessed from the label."""

from watchdog_sante.store.db import Database


def migrate(db: Database) -> None:
    """Version 6: rows read before have none, and are understood by their label as they were."""
    db.run("ALTER TABLE bank_rows ADD COLUMN payee TEXT NOT NULL DEFAULT ''")
