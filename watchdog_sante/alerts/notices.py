"""What one alert still has to tell on one channel, why and from when: reminders, deadlines, snoozes that ended."""

from dataclasses import dataclass, replace
from datetime import datetime

from watchdog_sante.alerts.hours import at_local, digest_after, local_day
from watchdog_sante.model.alerts import (
    Alert,
    AlertState,
    ChannelWish,
    EventKind,
    Notice,
    NoticePolicy,
    Reason,
    Told,
)
from watchdog_sante.model.findings import Severity

_REASONS = {EventKind.OPENED: Reason.FIRST, EventKind.GREW: Reason.GREW, EventKind.REOPENED: Reason.REOPENED}


@dataclass(frozen=True, slots=True)
class Pending:
    """A notice with the instant from which it may be told; `urgent` ones pass the quiet hours and the digest."""

    notice: Notice
    ready_at: datetime
    urgent: bool


def told_on(alert: Alert, channel: str) -> tuple[Told, ...]:
    """What was already told of this alert on this channel, in order."""
    return tuple(told for told in alert.told if told.notice.channel == channel)


def knows_question(alert: Alert, channel: str) -> bool:
    """True when the channel was told the latest question."""
    return any(told.asked == alert.asked for told in told_on(alert, channel))


def pending(alert: Alert, wish: ChannelWish, policy: NoticePolicy, now: datetime) -> Pending | None:
    """The one thing to tell of this alert on this channel, or None. A notice whose time has not come is None too."""
    if alert.quiet or not alert.state.waits or alert.question.severity.rank < wish.minimum.rank:
        return None
    found = _relative(alert, wish, policy) if wish.relative else _regular(alert, wish, policy, now)
    if found is None or found.ready_at > now or _was_told(alert, found.notice):
        return None
    return found


def _was_told(alert: Alert, notice: Notice) -> bool:
    said = (notice.reason, notice.occurrence)
    return any((told.notice.reason, told.notice.occurrence) == said for told in told_on(alert, notice.channel))


def _regular(alert: Alert, wish: ChannelWish, policy: NoticePolicy, now: datetime) -> Pending | None:
    snoozed = alert.state is AlertState.SNOOZED
    if not snoozed and not knows_question(alert, wish.name):
        return _new_question(alert, wish, policy)
    deadline = _deadline(alert, wish, policy, now)
    if deadline is not None:
        return deadline
    return None if snoozed else _after_snooze(alert, wish, policy) or _reminder(alert, wish, policy, now)


def _notice(alert: Alert, wish: ChannelWish, reason: Reason, occurrence: int) -> Notice:
    told = told_on(alert, wish.name)
    woken = alert.woken_at is not None and not any(one.at >= alert.woken_at for one in told)
    return Notice(alert.number, reason, occurrence, wish.name, woken=woken)


def question_notice(alert: Alert, wish: ChannelWish) -> Notice:
    """The latest question for this channel; on a channel that knows nothing of the alert it is a first notice."""
    reason = _REASONS[alert.asked_by] if told_on(alert, wish.name) else Reason.FIRST
    return _notice(alert, wish, reason, 1 if reason is Reason.FIRST else alert.asked)


def _new_question(alert: Alert, wish: ChannelWish, policy: NoticePolicy) -> Pending:
    """At once when critical; what merely shows again, without new evidence, waits for the morning."""
    asked_at = max(alert.asked_at, alert.woken_at) if alert.woken_at else alert.asked_at
    urgent = alert.question.severity is Severity.CRITICAL and alert.renewed
    ready_at = asked_at if urgent else digest_after(policy, asked_at)
    return Pending(question_notice(alert, wish), ready_at, urgent)


def _after_snooze(alert: Alert, wish: ChannelWish, policy: NoticePolicy) -> Pending | None:
    if alert.state is not AlertState.OPEN or alert.woken_at is None:
        return None
    notice = _notice(alert, wish, Reason.REMINDER, _next_reminder(alert, wish))
    return Pending(notice, digest_after(policy, alert.woken_at), urgent=False) if notice.woken else None


def _next_reminder(alert: Alert, wish: ChannelWish) -> int:
    return 1 + sum(told.notice.reason is Reason.REMINDER for told in told_on(alert, wish.name))


def _reminder(alert: Alert, wish: ChannelWish, policy: NoticePolicy, now: datetime) -> Pending | None:
    """After 3 and 10 days without a look; after a long sleep of the machine one reminder, not two."""
    if alert.state is not AlertState.OPEN or alert.question.severity is Severity.INFO:
        return None
    told = told_on(alert, wish.name)
    base = min(one.at for one in told if one.asked == alert.asked)
    base = max(base, alert.woken_at) if alert.woken_at else base
    passed = [base + delay for delay in policy.reminders if base + delay <= now]
    if not passed or any(one.at >= passed[-1] for one in told):
        return None
    notice = _notice(alert, wish, Reason.REMINDER, _next_reminder(alert, wish))
    return Pending(notice, digest_after(policy, passed[-1]), urgent=False)


def _deadline(alert: Alert, wish: ChannelWish, policy: NoticePolicy, now: datetime) -> Pending | None:
    """A week before a legal deadline, snoozed or seen alike: a right that lapses in silence is lost."""
    for day in alert.question.deadlines:
        warn_at = at_local(policy, day - policy.deadline_notice, policy.digest_at)
        if not (warn_at <= now and local_day(policy, now) <= day):
            continue
        if any(one.at >= warn_at for one in told_on(alert, wish.name)):
            continue
        notice = _notice(alert, wish, Reason.DEADLINE, day.toordinal())
        return Pending(replace(notice, deadline=day), warn_at, urgent=False)
    return None


def _relative(alert: Alert, wish: ChannelWish, policy: NoticePolicy) -> Pending | None:
    """A critical alert that nobody looked at for two days is told, once a question, to the relative's channel."""
    if alert.question.severity is not Severity.CRITICAL or alert.state is not AlertState.OPEN:
        return None
    mine = {one.name for one in policy.channels if not one.relative}
    told = [one.at for one in alert.told if one.asked == alert.asked and one.notice.channel in mine]
    if not told or knows_question(alert, wish.name):
        return None
    return Pending(question_notice(alert, wish), min(told) + policy.unseen, urgent=False)
