"""The log of alerts' events: only appended, and one row for each alert, reason, occurrence and channel told."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from watchdog_sante.model.alerts import AlertEvent, EventKind, Notice, Question, Reason
from watchdog_sante.model.findings import Severity
from watchdog_sante.store.codec import dumps, instant, optional_day, optional_instant
from watchdog_sante.store.db import Column, Database


def append(db: Database, events: Iterable[AlertEvent]) -> None:
    """Write events in the order given. Telling the same thing twice on one channel raises, it is a bug."""
    with db.writing():
        db.run_many(
            "INSERT INTO events (alert, kind, at, reason, occurrence, channel, message, content) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (_columns(event) for event in events),
        )


def load(db: Database) -> tuple[AlertEvent, ...]:
    """All events in the order in which they were written."""
    return tuple(
        _event(*row)
        for row in db.rows(
            "SELECT alert, kind, at, reason, occurrence, channel, message, content FROM events ORDER BY id"
        )
    )


def _columns(event: AlertEvent) -> tuple[Column, ...]:
    told = event.notice
    content: dict[str, Any] = {
        "question": _pack_question(event.question),
        "keys": event.keys,
        "until": event.until and instant(event.until),
        "why": event.why,
        "quiet": event.quiet,
        "woken": told and told.woken,
        "deadline": told and told.deadline and told.deadline.isoformat(),
    }
    notice = (told.reason, told.occurrence, told.channel, told.message) if told else (None, None, None, None)
    filled = {name: value for name, value in content.items() if value}
    return event.alert, event.kind, instant(event.at), *notice, dumps(filled)


def _event(alert: str, kind: str, at: str, reason: str | None, *rest: Any) -> AlertEvent:
    occurrence, channel, message, text = rest
    content = json.loads(text)
    notice = None
    if reason is not None:
        deadline = optional_day(content.get("deadline"))
        notice = Notice(alert, Reason(reason), occurrence, channel, message, content.get("woken", False), deadline)
    written = optional_instant(at)
    if written is None:
        raise ValueError("an event without an instant")
    return AlertEvent(
        alert=alert,
        kind=EventKind(kind),
        at=written,
        question=_unpack_question(content.get("question")),
        keys=tuple(content.get("keys", ())),
        until=optional_instant(content.get("until")),
        notice=notice,
        why=content.get("why", ""),
        quiet=content.get("quiet", False),
    )


def _pack_question(question: Question | None) -> list[Any] | None:
    if question is None:
        return None
    return [
        question.detector,
        question.subject,
        question.severity,
        question.finding,
        question.day.isoformat(),
        question.keys,
        [day.isoformat() for day in question.deadlines],
    ]


def _unpack_question(packed: list[Any] | None) -> Question | None:
    if packed is None:
        return None
    detector, subject, severity, finding, day, keys, deadlines = packed
    return Question(
        detector,
        subject,
        Severity(severity),
        finding,
        date.fromisoformat(day),
        tuple(keys),
        tuple(date.fromisoformat(one) for one in deadlines),
    )
