"""Messages carried from the watcher's database to the messenger's: two transactions, safe to cut anywhere.

One transaction over both files (ATTACH) breaks when one of the processes cannot see the other's folder; carrying twice
is harmless, since a message that is known by its key is left as it is.
"""

from datetime import datetime

from watchdog_sante.store import outbox
from watchdog_sante.store.db import Database
from watchdog_sante.store.message_queue import MessageQueue


def relay(watcher: Database, messenger: Database, now: datetime) -> int:
    """Hand over what waits in the outbox; how many messages."""
    messages = outbox.to_relay(watcher)
    if messages:
        MessageQueue(messenger).take_over(messages)
        outbox.mark_relayed(watcher, (message.key for message in messages), now)
    return len(messages)
