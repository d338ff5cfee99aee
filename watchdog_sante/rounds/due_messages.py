"""Which messages a cycle queues, in words, in the cycle's transaction; and when the next one may be due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from watchdog_sante.alerts import (
    bulletin_due,
    digest_after,
    download_day_due,
    due,
    failing_letters,
    first_import_letters,
    notified,
    pair,
)
from watchdog_sante.alerts.hours import at_local, is_quiet, local_day
from watchdog_sante.model.alerts import Alert, Bulletin, ChannelWish, Learned, NoticePolicy
from watchdog_sante.model.downloads import Download
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.messages import Delivery, DeliveryState, Letter
from watchdog_sante.notify.matter import Matter
from watchdog_sante.notify.messages import compose, compose_bulletin, compose_downloads
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.store import Database, alert_log, outbox

_MOMENT = timedelta(seconds=1)  # past the instant that is waited for


@dataclass(frozen=True, slots=True)
class Teller:
    """How and when the person wants to be told, and in which words."""

    policy: NoticePolicy
    words: Phrasebook

    def wish(self, channel: str) -> ChannelWish:
        """The channel of that name."""
        return next(one for one in self.policy.channels if one.name == channel)


def letters_due(
    alerts: Sequence[Alert],
    deliveries: Sequence[Delivery],
    policy: NoticePolicy,
    now: datetime,
    first_import: bool,
) -> tuple[Letter, ...]:
    """The one letter of a first import, or what is due, and what a failing channel could not tell."""
    if first_import:
        return first_import_letters(alerts, policy)
    waiting = frozenset(one.message.key for one in deliveries if one.state is not DeliveryState.SENT)
    return due(alerts, policy, now, waiting) + failing_letters(alerts, policy, deliveries, now)


def queue_letters(
    db: Database,
    letters: Iterable[Letter],
    alerts: Sequence[Alert],
    findings: Sequence[Finding],
    teller: Teller,
    now: datetime,
    learned: Learned,
) -> int:
    """Put letters into words and queue them, with the events that say so. Joins the caller's transaction."""
    spoken = {alert.number: finding for alert, finding in pair(alerts, findings)}
    matters = [Matter(alert, spoken.get(alert.number)) for alert in alerts]
    queued = 0
    for letter in letters:
        wish = teller.wish(letter.channel)
        outbox.queue(db, [compose(letter, matters, wish, teller.words, now, learned)])
        alert_log.append(db, notified(letter, now))
        queued += 1
    return queued


def queue_bulletin(db: Database, bulletin: Bulletin, teller: Teller, now: datetime) -> bool:
    """Queue the month's sign of life when it is due; its number is given here. Joins the caller's transaction."""
    number, last = outbox.last_bulletin(db)
    month = bulletin_due(last, teller.policy, now)
    mine = [wish for wish in teller.policy.channels if not wish.relative]
    if month is None or not mine:
        return False
    numbered = Bulletin(number + 1, bulletin.verified_until, bulletin.unverified, bulletin.waiting)
    outbox.queue(db, [compose_bulletin(month, numbered, wish, teller.words, now) for wish in mine])
    outbox.add_bulletin(db, numbered.number, month)
    return True


def queue_downloads(db: Database, due: Sequence[Download], teller: Teller, now: datetime) -> bool:
    """Queue the month's reminder to download statements, once, when some are due. Joins the caller's transaction."""
    month = download_day_due(teller.policy, now)
    mine = [wish for wish in teller.policy.channels if not wish.relative]
    if month is None or not mine or not due:
        return False
    return bool(outbox.queue(db, [compose_downloads(month, due, wish, teller.words, now) for wish in mine]))


def next_look(alerts: Sequence[Alert], deliveries: Sequence[Delivery], policy: NoticePolicy, now: datetime) -> datetime:
    """When something may be due without a new file: the morning digest at the latest. In UTC, always after `now`."""
    digest = digest_after(policy, now + _MOMENT)
    after_quiet = at_local(policy, local_day(policy, digest), policy.quiet_until)
    instants = [
        digest,
        *([after_quiet, after_quiet + timedelta(days=1)] if is_quiet(policy, digest) else []),
        *(alert.until for alert in alerts if alert.until is not None),
        *(
            told.at + policy.unseen
            for alert in alerts
            if alert.state.waits and alert.question.severity is Severity.CRITICAL
            for told in alert.told
        ),
        *(
            one.message.queued_at + patience
            for one in deliveries
            if one.state is not DeliveryState.SENT
            for patience in (policy.urgent_patience if one.message.urgent else policy.patience, policy.last_resort)
        ),
    ]
    return min(at for at in instants if at > now).astimezone(UTC) + _MOMENT
