"""`export`: everything the store holds, as one JSON document in the person's hands."""

import json
from dataclasses import is_dataclass
from datetime import date, datetime, time
from typing import Any

from watchdog_sante import alerts
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.statements import BankRow
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.store import Database, alert_log, facts, findings, inbox_ledger
from watchdog_sante.store.message_queue import MessageQueue

SCHEMA = "watchdog-sante/export/1"


def run(watcher: Database, messenger: Database, words: Phrasebook) -> Result[str]:
    """The document as text: files with every row, findings, alerts with their events, messages. Cents are integers."""
    events = alert_log.load(watcher)
    document = {
        "schema": SCHEMA,
        "sources": facts.load_sources(watcher),
        "inbox": inbox_ledger.entries(watcher),
        "findings": findings.current(watcher),
        "alerts": alerts.fold(events),
        "events": events,
        "messages": MessageQueue(messenger).everything(),
    }
    return Result(json.dumps(_plain(document, words), ensure_ascii=False, indent=1), ExitCode.DONE)


def _plain(value: Any, words: Phrasebook) -> Any:
    match value:
        case Sentence():
            return words.text(value)
        case dict():
            return {name: _plain(one, words) for name, one in value.items()}
        case frozenset():
            return sorted(value)
        case BankRow():
            return _plain(value._asdict(), words)
        case list() | tuple():
            return [_plain(one, words) for one in value]
        case datetime() | date() | time():
            return value.isoformat()
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {name: _plain(getattr(value, name), words) for name in _names(value)}
        case _:
            return value


def _names(value: Any) -> list[str]:
    return list(value.__dataclass_fields__)
