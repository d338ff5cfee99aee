"""The messenger's queue: what waits, what is being sent, what was sent. It is what `notify/delivery.py` drives.

`sending` is committed before a send; whatever is still `sending` when a process starts was cut short, so that it may
have been received: it becomes `ambiguous` and its next copy carries a label.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from watchdog_sante.model.messages import Delivery, DeliveryState, Outcome, OutgoingMessage, Retry, SendResult
from watchdog_sante.store.codec import instant, optional_instant
from watchdog_sante.store.db import Database
from watchdog_sante.store.outbox import COLUMNS, columns, message

_FAILED = {
    Outcome.NOT_SENT: DeliveryState.PENDING,
    Outcome.AMBIGUOUS: DeliveryState.AMBIGUOUS,
    Outcome.TO_CORRECT: DeliveryState.TO_CORRECT,
}


class MessageQueue:
    """The queue over an open messenger database."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def take_over(self, messages: Iterable[OutgoingMessage]) -> None:
        """Receive messages from the watcher; one that is known by its key is left as it is."""
        with self.db.writing():
            self.db.run_many(
                f"INSERT OR IGNORE INTO messages ({COLUMNS}, next_try) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((*columns(one), instant(one.queued_at)) for one in messages),
            )

    def recover(self, now: datetime) -> int:
        """After a start: what was being sent may have been received; what waits is due at once. How many were cut."""
        with self.db.writing():
            cut = self.db.run(
                "UPDATE messages SET state = 'ambiguous', maybe_received = 1, next_try = ? WHERE state = 'sending'",
                (instant(now),),
            )
            self.db.run(
                "UPDATE messages SET next_try = ? WHERE state <> 'sent' AND next_try > ?", (instant(now), instant(now))
            )
        return cut

    def waiting(self) -> tuple[Delivery, ...]:
        """Everything not sent yet, oldest first."""
        return self._load("WHERE state <> 'sent' ORDER BY queued_at, key")

    def everything(self) -> tuple[Delivery, ...]:
        """Every message ever handed over, oldest first: delivery states for the watcher and for `alerts deliveries`."""
        return self._load("ORDER BY queued_at, key")

    def begin(self, keys: Sequence[str]) -> None:
        """Commit that these are being sent."""
        with self.db.transaction():
            self.db.run_many("UPDATE messages SET state = 'sending' WHERE key = ?", ((key,) for key in keys))

    def sent(self, keys: Sequence[str], now: datetime) -> None:
        """Commit that these were taken by the service."""
        with self.db.transaction():
            self.db.run_many(
                "UPDATE messages SET state = 'sent', sent_at = ?, tries = tries + 1, code = '' WHERE key = ?",
                ((instant(now), key) for key in keys),
            )

    def failed(self, retries: Sequence[Retry], result: SendResult) -> None:
        """Commit how an attempt failed and when each message is due again. A doubt once had is never forgotten."""
        doubt = result.outcome is Outcome.AMBIGUOUS
        state = _FAILED[result.outcome]
        with self.db.transaction():
            self.db.run_many(
                "UPDATE messages SET tries = ?, next_try = ?, code = ?, maybe_received = max(maybe_received, ?), "
                "state = CASE WHEN maybe_received = 1 AND ? = 'pending' THEN 'ambiguous' ELSE ? END WHERE key = ?",
                ((one.tries, instant(one.next_try), result.code, int(doubt), state, state, one.key) for one in retries),
            )

    def forget_sent(self, before: datetime) -> int:
        """Delete messages sent before that instant; how many. `VACUUM` is `purge`'s part."""
        with self.db.writing():
            return self.db.run("DELETE FROM messages WHERE state = 'sent' AND sent_at < ?", (instant(before),))

    def _load(self, where: str) -> tuple[Delivery, ...]:
        found = self.db.rows(
            f"SELECT {COLUMNS}, state, tries, next_try, maybe_received, code, sent_at FROM messages {where}"
        )
        return tuple(
            Delivery(
                message(row[:7]),
                DeliveryState(row[7]),
                row[8],
                datetime.fromisoformat(row[9]),
                bool(row[10]),
                row[11],
                optional_instant(row[12]),
            )
            for row in found
        )
