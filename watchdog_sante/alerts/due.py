"""Which messages are due on each channel, now: criticals at once, the rest in a morning digest, never too many.

Quiet hours, the daily cap and the digest only delay: what is not returned now is returned later, until it was told.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from watchdog_sante.alerts.hours import digest_after, is_quiet, local_day
from watchdog_sante.alerts.notices import Pending, pending, told_on
from watchdog_sante.model.alerts import Alert, AlertEvent, ChannelWish, EventKind, Notice, NoticePolicy, Reason
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.messages import Letter, LetterKind


def due(
    alerts: Sequence[Alert], policy: NoticePolicy, now: datetime, undelivered: frozenset[str] = frozenset()
) -> tuple[Letter, ...]:
    """The letters due now. `undelivered`: keys of messages that still wait, no reminder piles up behind one of them."""
    return tuple(letter for wish in policy.channels for letter in _on_channel(alerts, wish, policy, now, undelivered))


def notified(letter: Letter, now: datetime) -> tuple[AlertEvent, ...]:
    """The events that record a queued letter, one for each alert it tells."""
    return tuple(AlertEvent(notice.alert, EventKind.NOTIFIED, now, notice=notice) for notice in letter.notices)


def _on_channel(
    alerts: Sequence[Alert], wish: ChannelWish, policy: NoticePolicy, now: datetime, undelivered: frozenset[str]
) -> list[Letter]:
    found = [
        one for alert in alerts if (one := pending(alert, wish, policy, now)) and not _piles_up(alert, one, undelivered)
    ]
    alone, rest = _split(found, policy, now, policy.daily_cap - _told_today(alerts, wish, policy, now))
    letters = [letter(LetterKind.ALERT, wish.name, [one.notice], alerts, urgent=True) for one in alone]
    if rest and not is_quiet(policy, now):
        letters.append(letter(LetterKind.DIGEST, wish.name, [one.notice for one in rest], alerts, urgent=False))
    return letters


def _split(
    found: Sequence[Pending], policy: NoticePolicy, now: datetime, room: int
) -> tuple[list[Pending], list[Pending]]:
    """What is told alone now, and what the digest tells. An urgent notice that found no room waits for the digest:

    midnight, which makes new room, must not let it out into the night.
    """
    today = local_day(policy, now)
    fresh = [one for one in found if one.urgent and local_day(policy, one.ready_at) == today]
    alone = fresh[: max(0, room)]
    rest = [one for one in found if one not in alone]
    return alone, [one for one in rest if not one.urgent or digest_after(policy, one.ready_at) <= now]


def _piles_up(alert: Alert, one: Pending, undelivered: frozenset[str]) -> bool:
    if one.notice.reason is not Reason.REMINDER or one.notice.woken:
        return False
    return any(told.notice.message in undelivered for told in told_on(alert, one.notice.channel))


def _told_today(alerts: Sequence[Alert], wish: ChannelWish, policy: NoticePolicy, now: datetime) -> int:
    today = local_day(policy, now)
    told = (one for alert in alerts for one in told_on(alert, wish.name))
    return len({one.notice.message for one in told if local_day(policy, one.at) == today})


def letter(kind: LetterKind, channel: str, notices: Iterable[Notice], alerts: Sequence[Alert], urgent: bool) -> Letter:
    """A letter whose key follows from its content, the notices carrying that key.

    The content is what the alerts ask, not their numbers: after a copy of the store was put back a number may be given
    to another alert, and the messenger, which knows the keys of what it sent, would keep that one for itself.
    """
    bare = sorted(notices, key=lambda one: (one.alert, one.reason, one.occurrence))
    asked = {alert.number: alert.question.finding for alert in alerts}
    text = "\n".join(sorted(f"{asked[one.alert]} {one.reason} {one.occurrence}" for one in bare))
    key = f"{kind}:{channel}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    carried = tuple(replace(one, message=key) for one in bare)
    return Letter(key, kind, channel, urgent, carried)


def first_import_letters(alerts: Sequence[Alert], policy: NoticePolicy) -> tuple[Letter, ...]:
    """The one message of a first import on each of the person's channels, with the few alerts that deserve a look.

    It is due even when there is none: it says what was learned. It is urgent only when one of them is critical.
    """
    letters = []
    for wish in policy.channels:
        if wish.relative:
            continue
        shown = [one for one in alerts if not one.quiet and one.question.severity.rank >= wish.minimum.rank]
        notices = [Notice(one.number, Reason.FIRST, 1, wish.name) for one in shown]
        urgent = any(one.question.severity is Severity.CRITICAL for one in shown)
        letters.append(letter(LetterKind.FIRST_IMPORT, wish.name, notices, alerts, urgent))
    return tuple(letters)
