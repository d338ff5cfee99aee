"""Readings keep why nothing in a file proves that it was read whole: a printed statement without any total."""

from watchdog_sante.store.db import Database


def migrate(db: Database) -> None:
    """Version 4: the reason, as a sentence; none for every reading so far."""
    db.run("ALTER TABLE readings ADD COLUMN unverified TEXT CHECK (unverified IS NULL OR json_valid(unverified))")
