"""From events to alerts: the only place that says what each event changes."""

from collections.abc import Iterable
from dataclasses import replace

from watchdog_sante.model.alerts import Alert, AlertEvent, AlertState, EventKind, Question, Told

_ANSWERS = {
    EventKind.SEEN: AlertState.SEEN,
    EventKind.ACCEPTED: AlertState.ACCEPTED,
    EventKind.REPORTED: AlertState.REPORTED,
}


def fold(events: Iterable[AlertEvent]) -> tuple[Alert, ...]:
    """The alerts that these events, in the order in which they were written, make; by number."""
    alerts: dict[str, Alert] = {}
    for event in events:
        if event.kind is EventKind.OPENED:
            alerts[event.alert] = _opened(event)
        else:
            alerts[event.alert] = _applied(alerts[event.alert], event)
    return tuple(alerts[number] for number in sorted(alerts, key=_order))


def _order(number: str) -> tuple[str, int]:
    head, _, tail = number.rpartition("-")
    return head, int(tail)


def _opened(event: AlertEvent) -> Alert:
    question = _asked(event)
    return Alert(
        number=event.alert,
        state=AlertState.OPEN,
        question=question,
        asked=1,
        asked_by=event.kind,
        asked_at=event.at,
        opened_at=event.at,
        changed_at=event.at,
        keys=frozenset(question.keys),
        quiet=event.quiet,
    )


def _asked(event: AlertEvent) -> Question:
    if event.question is None:
        raise ValueError(f"{event.alert}: an event of kind {event.kind} carries no question")
    return event.question


def _applied(alert: Alert, event: AlertEvent) -> Alert:
    match event.kind:
        case EventKind.GREW | EventKind.REOPENED:
            return _asked_again(alert, event)
        case EventKind.NOTIFIED:
            return _told(alert, event)
        case EventKind.SEEN | EventKind.ACCEPTED | EventKind.REPORTED:
            return _answered(alert, event)
        case EventKind.SNOOZED:
            return replace(alert, state=AlertState.SNOOZED, until=event.until, changed_at=event.at, why=event.why)
        case EventKind.WOKEN:
            return replace(alert, state=AlertState.OPEN, until=None, woken_at=event.at, changed_at=event.at)
        case EventKind.RESOLVED:
            return replace(alert, state=AlertState.RESOLVED, until=None, changed_at=event.at)
        case _:
            raise ValueError(f"{alert.number}: opened twice")


def _asked_again(alert: Alert, event: AlertEvent) -> Alert:
    question = _asked(event)
    return replace(
        alert,
        state=AlertState.SNOOZED if alert.state is AlertState.SNOOZED else AlertState.OPEN,
        question=question,
        asked=alert.asked + 1,
        asked_by=event.kind,
        asked_at=event.at,
        changed_at=event.at,
        renewed=not frozenset(question.keys) <= alert.keys or question.severity.rank > alert.question.severity.rank,
        keys=alert.keys | frozenset(question.keys),
        quiet=False,
    )


def _told(alert: Alert, event: AlertEvent) -> Alert:
    if event.notice is None:
        raise ValueError(f"{alert.number}: an event of kind notified carries no notice")
    return replace(alert, told=(*alert.told, Told(event.notice, event.at, alert.asked)))


def _answered(alert: Alert, event: AlertEvent) -> Alert:
    covers = event.kind is not EventKind.SEEN
    return replace(
        alert,
        state=_ANSWERS[event.kind],
        covered=alert.covered | frozenset(event.keys) if covers else alert.covered,
        until=None,
        changed_at=event.at,
        why=event.why,
    )


def accepted_subjects(alerts: Iterable[Alert]) -> tuple[str, ...]:
    """The keys (creditor, payee, care provider, detail) that the person's acceptances taught, sorted, once each."""
    accepted = (alert for alert in alerts if alert.state is AlertState.ACCEPTED)
    return tuple(sorted({alert.question.subject for alert in accepted if alert.question.subject}))
