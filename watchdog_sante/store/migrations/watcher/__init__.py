"""The watcher's database, step by step; a test compares this list with the folder."""

from watchdog_sante.store.migrations.watcher import (
    m0001_facts,
    m0002_alerts,
    m0003_ledgers,
    m0004_unverified,
    m0005_coverage,
    m0006_payee,
)

MIGRATIONS = (
    m0001_facts.migrate,
    m0002_alerts.migrate,
    m0003_ledgers.migrate,
    m0004_unverified.migrate,
    m0005_coverage.migrate,
    m0006_payee.migrate,
)
