"""`export`: everything the store holds, as one JSON document in the person's hands.

Account and card numbers and mandate references are masked to their last four characters unless the person asks for all:
a document that lies about, or that is shown to somebody, is no key to an account.
"""

import json
from dataclasses import is_dataclass
from datetime import date, datetime, time
from typing import Any

from watchdog_sante import alerts
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.labels import mask_label
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.statements import BankRow
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_account, mask_for_showing
from watchdog_sante.store import Database, alert_log, facts, findings, inbox_ledger
from watchdog_sante.store.message_queue import MessageQueue

SCHEMA = "watchdog-sante/export/1"
_SHORTEST = 8  # characters of a number that is looked for within other texts
_HASHES = ("sha256", "bank_reference")  # no text of a statement


def run(watcher: Database, messenger: Database, words: Phrasebook, *, masked: bool = True) -> Result[str]:
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
    plain = _plain(document, words)
    shown = _masked(plain, _accounts(plain)) if masked else plain
    return Result(json.dumps(shown, ensure_ascii=False, indent=1), ExitCode.DONE)


def _accounts(value: Any) -> frozenset[str]:
    """Every account number of the document: subjects and labels may repeat one."""
    match value:
        case dict():
            own = value.get("account")
            found = frozenset([own]) if isinstance(own, str) and len(own) >= _SHORTEST else frozenset[str]()
            return found.union(*map(_accounts, value.values()))
        case list():
            return frozenset[str]().union(*map(_accounts, value))
        case _:
            return frozenset()


def _masked(value: Any, accounts: frozenset[str], name: str = "") -> Any:
    """The same with the numbers in every text masked; `name` is that of the field that holds it."""
    match value:
        case dict():
            return {one: _masked(inside, accounts, one) for one, inside in value.items()}
        case list():
            return [_masked(one, accounts, name) for one in value]
        case str() if name in _HASHES:
            return value
        case str() if value in accounts:
            return mask_account(value)
        case str():
            for account in sorted(accounts, key=lambda one: (-len(one), one)):
                value = value.replace(account, mask_account(account))
            return mask_label(value) if name == "label" else mask_for_showing(value)
        case _:
            return value


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
