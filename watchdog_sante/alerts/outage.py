"""When no channel works: each of the person's channels holds a message that a whole day could not deliver."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from watchdog_sante.model.alerts import NoticePolicy
from watchdog_sante.model.messages import Delivery, DeliveryState


@dataclass(frozen=True, slots=True)
class Outage:
    """Since when, and how many messages wait."""

    since: datetime
    waiting: int


def outage(policy: NoticePolicy, deliveries: Sequence[Delivery], now: datetime) -> Outage | None:
    """None while one channel works, or may work: what fails on one is told on the others, which shows theirs too."""
    mine = [wish.name for wish in policy.channels if not wish.relative]
    unsent = [one for one in deliveries if one.state is not DeliveryState.SENT and one.message.channel in mine]
    late = [one for one in unsent if now - one.message.queued_at >= policy.last_resort]
    if not mine or {one.message.channel for one in late} != set(mine):
        return None
    waiting = max(sum(one.message.channel == name for one in unsent) for name in mine)
    return Outage(min(one.message.queued_at for one in late), waiting)
