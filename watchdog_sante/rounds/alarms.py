"""An alarm about the watchdog itself: a short message put in the messenger's own database, once in six hours a cause.

It goes to every channel but a relative's. Who tells one: the unit that systemd calls, the hourly look, and a watcher
that stops because its database is damaged.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from watchdog_sante import liveness, places
from watchdog_sante.model.messages import OutgoingMessage
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.fitting import first_fitting
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.store import open_messenger
from watchdog_sante.store.errors import StoreError
from watchdog_sante.store.message_queue import MessageQueue

UNREADABLE = "check-unreadable"  # the cause of a database that cannot be read, whoever finds it


@dataclass(frozen=True, slots=True)
class Where:
    """What telling needs: the state folder, the channels' names, the language."""

    state: Path
    channels: tuple[str, ...]
    words: Phrasebook


@dataclass(frozen=True, slots=True)
class Told:
    """One cause: its text, on how many channels it was queued, and whether it had been told already."""

    text: str
    channels: int = 0
    already: bool = False
    unreadable: bool = False  # the messenger's database could not be used


def tell(cause: str, key: str, where: Where, now: datetime) -> Told:
    """Queue the message unless the same cause was told lately."""
    text = first_fitting((say(key),), where.words)
    try:
        with open_messenger(places.messenger_folder(where.state)) as messenger:
            queue = MessageQueue(messenger)
            known = [one.message for one in queue.everything()]
            same = [one.queued_at for one in known if one.key.startswith(f"alarm:{cause}:")]
            if liveness.told_lately(same, now):
                return Told(text, already=True)
            # Settings that cannot be read may be what failed: the channels of earlier messages are still known.
            channels = where.channels or tuple(dict.fromkeys(one.channel for one in known))
            queue.take_over(
                OutgoingMessage(f"alarm:{cause}:{now.isoformat()}:{channel}", channel, text, True, now)
                for channel in channels
            )
            return Told(text, len(channels))
    except StoreError:
        return Told(text, unreadable=True)
