"""The messenger's database, step by step; a test compares this list with the folder."""

from watchdog_sante.store.migrations.messenger import m0001_messages

MIGRATIONS = (m0001_messages.migrate,)
