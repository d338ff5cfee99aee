"""Messages with what became of them, the tries (only appended), and how the messenger's jobs fare."""

from watchdog_sante.store.db import Database

_STATES = "'pending', 'sending', 'ambiguous', 'to_correct', 'sent'"

_STATEMENTS = (
    f"""CREATE TABLE messages (
        key TEXT PRIMARY KEY,
        channel TEXT NOT NULL,
        text TEXT NOT NULL,
        urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
        short INTEGER NOT NULL CHECK (short IN (0, 1)),
        alerts TEXT NOT NULL CHECK (json_valid(alerts)),
        queued_at TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ({_STATES})),
        tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
        next_try TEXT NOT NULL,
        maybe_received INTEGER NOT NULL DEFAULT 0 CHECK (maybe_received IN (0, 1)),
        code TEXT NOT NULL DEFAULT '',
        sent_at TEXT,
        CHECK ((state = 'sent') = (sent_at IS NOT NULL))
    ) STRICT""",
    "CREATE INDEX messages_waiting ON messages (channel, queued_at) WHERE state <> 'sent'",
    """CREATE TABLE health (
        job TEXT PRIMARY KEY,
        last_success TEXT,
        last_failure TEXT,
        code TEXT NOT NULL
    ) STRICT""",
)


def migrate(db: Database) -> None:
    """Version 1: messages."""
    for statement in _STATEMENTS:
        db.run(statement)
