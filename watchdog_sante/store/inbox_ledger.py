"""What became of each file of the inbox, for `status` and for the next process after one that died."""

from collections.abc import Iterable
from datetime import datetime

from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.store.codec import instant, sentence_text, text_sentence
from watchdog_sante.store.db import Database


def entries(db: Database) -> tuple[InboxEntry, ...]:
    """Every file known to lie in the inbox, by path."""
    found = db.rows("SELECT path, size, changed_ns, state, since, sha256, reason FROM inbox ORDER BY path")
    return tuple(
        InboxEntry(path, size, changed, InboxState(state), datetime.fromisoformat(since), sha256, text_sentence(reason))
        for path, size, changed, state, since, sha256, reason in found
    )


def put(db: Database, entry: InboxEntry) -> None:
    """Write what is known of a file now. Before a file is opened this commits `READING` on its own."""
    with db.writing():
        db.run(
            "INSERT INTO inbox (path, size, changed_ns, state, since, sha256, reason) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET size = excluded.size, changed_ns = excluded.changed_ns, "
            "state = excluded.state, since = excluded.since, sha256 = excluded.sha256, reason = excluded.reason",
            (
                entry.path, entry.size, entry.changed_ns, entry.state, instant(entry.since), entry.sha256,
                sentence_text(entry.reason),
            ),
        )  # fmt: skip


def drop(db: Database, paths: Iterable[str]) -> None:
    """Forget files that are gone from the inbox; what they said stays among the facts."""
    with db.writing():
        db.run_many("DELETE FROM inbox WHERE path = ?", ((path,) for path in paths))
