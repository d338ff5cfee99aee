"""Values to the text that a column holds, and back, without loss: sentences, findings, instants.

A sentence's values keep their type: money and days are tagged objects, a nested sentence is a list, the rest is plain.
"""

import json
from datetime import UTC, date, datetime
from typing import Any

from watchdog_sante.model.findings import Action, EvidenceRow, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money, Sentence, Value


def instant(at: datetime) -> str:
    """An aware instant as UTC text that sorts as time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def optional_instant(text: str | None) -> datetime | None:
    """The instant that was written, None for none."""
    return None if text is None else datetime.fromisoformat(text)


def optional_day(text: str | None) -> date | None:
    """The ISO day that was written, None for none."""
    return None if text is None else date.fromisoformat(text)


def dumps(value: Any) -> str:
    """Compact JSON, readable as it is in the database."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pack_sentence(sentence: Sentence) -> list[Any]:
    """A sentence as `[key, {name: value}]`."""
    return [sentence.key, {name: _pack(value) for name, value in sentence.values}]


def unpack_sentence(packed: list[Any]) -> Sentence:
    """The sentence that was packed."""
    key, values = packed
    return Sentence(key, tuple((name, _unpack(value)) for name, value in values.items()))


def _pack(value: Value) -> Any:
    match value:
        case Sentence():
            return pack_sentence(value)
        case Money():
            return {"cents": value.cents}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


def _unpack(value: Any) -> Value:
    match value:
        case list():
            return unpack_sentence(value)
        case {"cents": cents}:
            return Money(cents)
        case {"day": day}:
            return date.fromisoformat(day)
        case str() | int():
            return value
        case _:
            raise ValueError("not a sentence's value")


def sentence_text(sentence: Sentence | None) -> str | None:
    """A sentence as text, None for none."""
    return None if sentence is None else dumps(pack_sentence(sentence))


def text_sentence(text: str | None) -> Sentence | None:
    """The sentence that was written, None for none."""
    return None if text is None else unpack_sentence(json.loads(text))


def finding_text(finding: Finding) -> str:
    """A finding as JSON."""
    return dumps(
        {
            "detector": finding.detector,
            "slug": finding.slug,
            "severity": finding.severity,
            "day": finding.day.isoformat(),
            "title": pack_sentence(finding.title),
            "explanation": pack_sentence(finding.explanation),
            "silent": pack_sentence(finding.would_be_silent_if),
            "advice": finding.advice,
            "actions": [
                [pack_sentence(one.text), one.by and one.by.isoformat(), one.channel] for one in finding.actions
            ],
            "evidence": [_pack_row(row) for row in finding.evidence],
            "context": [_pack_row(row) for row in finding.context],
            "subject": finding.subject,
        }
    )


def text_finding(text: str) -> Finding:
    """The finding that was written."""
    told = json.loads(text)
    return Finding(
        detector=told["detector"],
        slug=told["slug"],
        severity=Severity(told["severity"]),
        day=date.fromisoformat(told["day"]),
        title=unpack_sentence(told["title"]),
        explanation=unpack_sentence(told["explanation"]),
        would_be_silent_if=unpack_sentence(told["silent"]),
        advice=tuple(told["advice"]),
        actions=tuple(
            Action(unpack_sentence(text), optional_day(by), channel) for text, by, channel in told["actions"]
        ),
        evidence=tuple(_unpack_row(row) for row in told["evidence"]),
        context=tuple(_unpack_row(row) for row in told["context"]),
        subject=told["subject"],
    )


def _pack_row(row: EvidenceRow) -> list[Any]:
    return [
        row.key, row.source, row.file, row.row, row.day.isoformat(), row.cents, row.label,
        row.field, row.before, row.after,
    ]  # fmt: skip


def _unpack_row(packed: list[Any]) -> EvidenceRow:
    key, source, file, row, day, *rest = packed
    return EvidenceRow(key, SourceKind(source), file, row, date.fromisoformat(day), *rest)
