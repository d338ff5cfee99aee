"""Alerts: findings as last computed, the events of alerts (only appended), and the messages to hand over."""

from watchdog_sante.store.db import Database
from watchdog_sante.store.migrations.watcher.m0001_facts import append_only

_KINDS = "'opened', 'grew', 'notified', 'seen', 'accepted', 'reported', 'snoozed', 'woken', 'resolved', 'reopened'"
_REASONS = "'first', 'grew', 'reopened', 'reminder', 'deadline', 'not_delivered'"

_STATEMENTS = (
    """CREATE TABLE findings (
        id TEXT PRIMARY KEY,
        found_at TEXT NOT NULL,
        current INTEGER NOT NULL CHECK (current IN (0, 1)),
        finding TEXT NOT NULL CHECK (json_valid(finding))
    ) STRICT""",
    f"""CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        alert TEXT NOT NULL CHECK (alert GLOB 'A-[0-9][0-9]-[0-9][0-9][0-9][0-9]*'),
        kind TEXT NOT NULL CHECK (kind IN ({_KINDS})),
        at TEXT NOT NULL,
        reason TEXT CHECK (reason IN ({_REASONS})),
        occurrence INTEGER,
        channel TEXT,
        message TEXT,
        content TEXT NOT NULL CHECK (json_valid(content)),
        CHECK ((kind = 'notified') = (reason IS NOT NULL AND occurrence IS NOT NULL AND channel IS NOT NULL))
    ) STRICT""",
    "CREATE UNIQUE INDEX one_notice ON events (alert, reason, occurrence, channel) WHERE kind = 'notified'",
    "CREATE UNIQUE INDEX one_opening ON events (alert) WHERE kind = 'opened'",
    """CREATE TABLE outbox (
        key TEXT PRIMARY KEY,
        channel TEXT NOT NULL,
        text TEXT NOT NULL,
        urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
        short INTEGER NOT NULL CHECK (short IN (0, 1)),
        alerts TEXT NOT NULL CHECK (json_valid(alerts)),
        queued_at TEXT NOT NULL,
        relayed_at TEXT
    ) STRICT""",
    "CREATE INDEX outbox_to_relay ON outbox (key) WHERE relayed_at IS NULL",
    """CREATE TABLE bulletins (
        number INTEGER PRIMARY KEY,
        month TEXT NOT NULL UNIQUE CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-01')
    ) STRICT""",
)


def migrate(db: Database) -> None:
    """Version 2: alerts and outgoing messages."""
    for statement in _STATEMENTS:
        db.run(statement)
    for table in ("events", "bulletins"):
        for trigger in append_only(table):
            db.run(trigger)
