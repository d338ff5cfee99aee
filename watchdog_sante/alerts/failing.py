"""When a channel has been failing for too long: said on the others, with the alerts that could not pass."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from watchdog_sante.alerts.due import letter
from watchdog_sante.alerts.notices import knows_question
from watchdog_sante.model.alerts import Alert, Notice, NoticePolicy, Reason
from watchdog_sante.model.messages import Delivery, DeliveryState, Letter, LetterKind


def failing_letters(
    alerts: Sequence[Alert], policy: NoticePolicy, deliveries: Sequence[Delivery], now: datetime
) -> tuple[Letter, ...]:
    """Letters for the channels that work: which channel fails, since when, what it should have told.

    One letter an outage, then one for each lot of alerts that gets stuck later. A message counts as failing after one
    try and the policy's patience; one that merely waits for the morning does not. The alerts' minimum severity for the
    other channel does not matter here: better told there than nowhere.
    """
    mine = [wish.name for wish in policy.channels if not wish.relative]
    stuck = {name: [one for one in deliveries if _is_stuck(one, name, policy, now)] for name in mine}
    letters = [
        _letter(alerts, name, waiting, other)
        for name, waiting in stuck.items()
        for other in mine
        if waiting and other != name and not stuck[other]
    ]
    return tuple(one for one in letters if one.notices or not _was_said(one, alerts, deliveries))


def _is_stuck(one: Delivery, channel: str, policy: NoticePolicy, now: datetime) -> bool:
    if one.message.channel != channel or one.state is DeliveryState.SENT or not one.tries:
        return False
    patience = policy.urgent_patience if one.message.urgent else policy.patience
    return now - one.message.queued_at >= patience


def _letter(alerts: Sequence[Alert], name: str, waiting: Sequence[Delivery], other: str) -> Letter:
    keys = {one.message.key for one in waiting}
    untold = [
        Notice(alert.number, Reason.NOT_DELIVERED, alert.asked, other)
        for alert in alerts
        if alert.state.waits and not knows_question(alert, other)
        if any(told.notice.message in keys for told in alert.told)
    ]
    since = min(one.message.queued_at for one in waiting)
    bare = letter(LetterKind.CHANNEL_FAILING, other, untold, alerts, urgent=any(one.message.urgent for one in waiting))
    key = f"{_outage(other, name, since)}{bare.key.rpartition(':')[2]}"
    notices = tuple(replace(one, message=key) for one in bare.notices)
    return replace(bare, key=key, notices=notices, failing=name, since=since)


def _outage(other: str, name: str, since: datetime) -> str:
    return f"{LetterKind.CHANNEL_FAILING}:{other}:{name}:{int(since.timestamp())}:"


def _was_said(one: Letter, alerts: Sequence[Alert], deliveries: Sequence[Delivery]) -> bool:
    outage = one.key[: one.key.rindex(":") + 1]
    said = [delivery.message.key for delivery in deliveries]
    said += [told.notice.message for alert in alerts for told in alert.told]
    return any(key.startswith(outage) for key in said)
