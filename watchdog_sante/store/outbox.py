"""The outbox: messages written in the transaction that decided them, until the relay; and the bulletins' numbers."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from watchdog_sante.model.messages import OutgoingMessage
from watchdog_sante.store.codec import dumps, instant
from watchdog_sante.store.db import Column, Database

COLUMNS = "key, channel, text, urgent, short, alerts, queued_at"


def queue(db: Database, messages: Iterable[OutgoingMessage]) -> int:
    """Write messages to hand over; a key already there is left as it is. How many are new. Joins the transaction."""
    with db.writing():
        return db.run_many(
            f"INSERT OR IGNORE INTO outbox ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (columns(message) for message in messages),
        )


def to_relay(db: Database) -> tuple[OutgoingMessage, ...]:
    """What was not handed over yet, oldest first."""
    found = db.rows(f"SELECT {COLUMNS} FROM outbox WHERE relayed_at IS NULL ORDER BY queued_at, key")
    return tuple(message(row) for row in found)


def mark_relayed(db: Database, keys: Iterable[str], at: datetime) -> None:
    """Remember that these were handed over."""
    with db.writing():
        db.run_many(
            "UPDATE outbox SET relayed_at = ? WHERE key = ? AND relayed_at IS NULL",
            ((instant(at), key) for key in keys),
        )


def columns(one: OutgoingMessage) -> tuple[Column, ...]:
    """A message's values in the order of `COLUMNS`."""
    return (
        one.key, one.channel, one.text, int(one.urgent), int(one.short), dumps(one.references), instant(one.queued_at),
    )  # fmt: skip


def message(row: tuple[Any, ...]) -> OutgoingMessage:
    """The message that was written."""
    key, channel, text, urgent, short, alerts, queued_at = row
    written = datetime.fromisoformat(queued_at)
    return OutgoingMessage(key, channel, text, bool(urgent), written, tuple(json.loads(alerts)), bool(short))


def last_bulletin(db: Database) -> tuple[int, date | None]:
    """Number and month of the last bulletin, (0, None) before the first."""
    found = db.rows("SELECT number, month FROM bulletins ORDER BY number DESC LIMIT 1")
    return (int(found[0][0]), date.fromisoformat(found[0][1])) if found else (0, None)


def add_bulletin(db: Database, number: int, month: date) -> None:
    """Remember the bulletin of the month (its first day)."""
    with db.writing():
        db.run("INSERT INTO bulletins (number, month) VALUES (?, ?)", (number, month.isoformat()))
