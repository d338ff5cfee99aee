"""What happened to the alerts, seen from today's findings: a pure comparison that returns the events to write."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from watchdog_sante.alerts.pairing import finding_keys, pair
from watchdog_sante.model.alerts import Alert, AlertEvent, AlertState, EventKind, Question
from watchdog_sante.model.findings import Finding, Severity

HIGHLIGHTS = 5  # how many findings of a first import are told one by one; critical ones are told whatever their number
_RECENT = timedelta(days=60)


def reconcile(
    alerts: Sequence[Alert], findings: Iterable[Finding], now: datetime, learning: bool = False
) -> tuple[AlertEvent, ...]:
    """Events to append, in order: snoozes that ended, questions that grew or came back, alerts opened and resolved.

    `learning` is True on the first import only: then all but a few alerts are opened quietly (no message of their own).
    The year of an alert's number is the year of `now`, to be given in the person's time zone.
    """
    found = _once(findings)
    events = [_event(alert, EventKind.WOKEN, now) for alert in alerts if _snooze_is_over(alert, now)]
    pairs = pair(alerts, found)
    events += [event for alert, finding in pairs for event in _asked_again(alert, finding, now)]
    known = {finding.id for _, finding in pairs}
    events += _opened([finding for finding in found if finding.id not in known], alerts, now, learning)
    shown = {alert.number for alert, _ in pairs}
    events += [
        _event(alert, EventKind.RESOLVED, now)
        for alert in alerts
        if alert.number not in shown and (alert.state.waits or alert.state is AlertState.REPORTED)
    ]
    return tuple(events)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, the worst and latest first: that is the order in which alerts get their numbers."""
    worst_first = sorted(findings, key=lambda one: (-one.severity.rank, -one.day.toordinal(), one.id, one.subject))
    once: dict[str, Finding] = {}
    for finding in worst_first:
        once.setdefault(finding.id, finding)
    return list(once.values())


def _event(alert: Alert, kind: EventKind, now: datetime) -> AlertEvent:
    return AlertEvent(alert.number, kind, now)


def _snooze_is_over(alert: Alert, now: datetime) -> bool:
    return alert.state is AlertState.SNOOZED and (alert.until is None or alert.until <= now)


def _question(finding: Finding) -> Question:
    return Question(
        detector=finding.detector,
        subject=finding.subject,
        severity=finding.severity,
        finding=finding.id,
        day=finding.day,
        keys=tuple(sorted(finding_keys(finding))),
        deadlines=tuple(sorted({action.by for action in finding.actions if action.by is not None})),
    )


def _asked_again(alert: Alert, finding: Finding, now: datetime) -> list[AlertEvent]:
    """Nothing when the finding says nothing new; a rise to critical or new critical evidence ends a snooze early."""
    keys = finding_keys(finding)
    if alert.state.waits:
        rose = finding.severity.rank > alert.question.severity.rank
        if keys <= alert.keys and not rose:
            return []
        wakes = alert.state is AlertState.SNOOZED and finding.severity is Severity.CRITICAL
        woken = [_event(alert, EventKind.WOKEN, now)] if wakes and not _snooze_is_over(alert, now) else []
        return [*woken, AlertEvent(alert.number, EventKind.GREW, now, question=_question(finding))]
    if keys <= alert.covered:
        return []
    return [AlertEvent(alert.number, EventKind.REOPENED, now, question=_question(finding))]


def _opened(new: list[Finding], alerts: Sequence[Alert], now: datetime, learning: bool) -> list[AlertEvent]:
    head = f"A-{now.year % 100:02d}-"
    last = max((int(alert.number.removeprefix(head)) for alert in alerts if alert.number.startswith(head)), default=0)
    told = _highlights(new, now) if learning else {finding.id for finding in new}
    return [
        AlertEvent(
            f"{head}{last + count:04d}",
            EventKind.OPENED,
            now,
            question=_question(finding),
            quiet=finding.id not in told,
        )
        for count, finding in enumerate(new, start=1)
    ]


def _highlights(found: list[Finding], now: datetime) -> set[str]:
    """What deserves a look whatever the history: all that is critical, then warnings recent or with time to act."""
    critical = [finding.id for finding in found if finding.severity is Severity.CRITICAL]
    recent = [
        finding.id
        for finding in found
        if finding.severity is Severity.WARNING
        and (
            finding.day >= (now - _RECENT).date()
            or any(action.by is not None and action.by >= now.date() for action in finding.actions)
        )
    ]
    return set(critical) | set(recent[: max(0, HIGHLIGHTS - len(critical))])
