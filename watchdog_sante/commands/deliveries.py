"""`alerts deliveries`: what became of every message."""

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.messages import Delivery, DeliveryState
from watchdog_sante.store import Database
from watchdog_sante.store.message_queue import MessageQueue


def run(messenger: Database) -> Result[tuple[Delivery, ...]]:
    """Every message, oldest first. Exit code 4 when one that was tried could not be delivered."""
    found = MessageQueue(messenger).everything()
    failing = any(one.tries and one.state is not DeliveryState.SENT for one in found)
    return Result(found, ExitCode.UNDELIVERED if failing else ExitCode.DONE)
