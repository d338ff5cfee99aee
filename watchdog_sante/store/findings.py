"""Findings as last computed: no facts, they may be thought again from the facts at any time."""

from collections.abc import Iterable
from datetime import datetime

from watchdog_sante.model.findings import Finding
from watchdog_sante.store.codec import finding_text, instant, text_finding
from watchdog_sante.store.db import Database


def put(db: Database, findings: Iterable[Finding], at: datetime) -> None:
    """Keep today's findings; older ones stay readable but are no longer current. Writes only what changed."""
    with db.writing():
        texts = {finding.id: finding_text(finding) for finding in findings}
        known = {key: (current, text) for key, current, text in db.rows("SELECT id, current, finding FROM findings")}
        gone = [key for key, (current, _) in known.items() if current and key not in texts]
        db.run_many("UPDATE findings SET current = 0 WHERE id = ?", ((key,) for key in gone))
        db.run_many(
            "INSERT INTO findings (id, found_at, current, finding) VALUES (?, ?, 1, ?) "
            "ON CONFLICT (id) DO UPDATE SET current = 1, finding = excluded.finding",
            ((key, instant(at), text) for key, text in texts.items() if known.get(key) != (1, text)),
        )


def current(db: Database) -> tuple[Finding, ...]:
    """The findings of the last cycle, by day and id."""
    found = (text_finding(row[0]) for row in db.rows("SELECT finding FROM findings WHERE current = 1"))
    return tuple(sorted(found, key=lambda finding: (finding.day, finding.id)))


def get(db: Database, key: str) -> Finding | None:
    """A finding by its id, current or not."""
    found = db.rows("SELECT finding FROM findings WHERE id = ?", (key,))
    return text_finding(found[0][0]) if found else None
