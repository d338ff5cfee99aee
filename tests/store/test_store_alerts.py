"""Events, findings and ledgers come back as they were; telling the same thing twice is refused."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from kept import FINDINGS, LATER, NOW, SENTENCES, a_finding, a_message, some_events

from watchdog_sante.model.alerts import EventKind
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.model.messages import JobHealth
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.store import alert_log, findings, health, inbox_ledger, open_watcher, outbox
from watchdog_sante.store.codec import finding_text, sentence_text, text_finding, text_sentence
from watchdog_sante.store.db import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_watcher(tmp_path) as opened:
        yield opened


@settings(deadline=None)
@given(SENTENCES)
def test_any_sentence_survives(sentence: Sentence) -> None:
    assert text_sentence(sentence_text(sentence)) == sentence


@settings(deadline=None)
@given(FINDINGS)
def test_any_finding_survives(finding: Finding) -> None:
    back = text_finding(finding_text(finding))
    assert (back, back.id) == (finding, finding.id)


def test_events_come_back_in_order_with_all_they_hold(db: Database) -> None:
    assert {event.kind for event in some_events()} == set(EventKind)
    alert_log.append(db, some_events())
    assert alert_log.load(db) == some_events()


def test_telling_the_same_thing_twice_on_a_channel_or_opening_twice_is_refused(db: Database) -> None:
    alert_log.append(db, some_events())
    opened, notified, *_ = some_events()
    for again in (opened, notified):
        with pytest.raises(sqlite3.IntegrityError):
            alert_log.append(db, [again])
    assert notified.notice is not None
    elsewhere = replace(notified, notice=replace(notified.notice, channel="mail"))
    alert_log.append(db, [elsewhere])
    assert alert_log.load(db) == (*some_events(), elsewhere)


def test_an_event_is_neither_changed_nor_deleted(db: Database) -> None:
    alert_log.append(db, some_events())
    outbox.add_bulletin(db, 1, date(2026, 3, 1))
    for statement in (
        "UPDATE events SET at = at",
        "DELETE FROM events",
        "UPDATE bulletins SET month = month",
        "DELETE FROM bulletins",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="facts are never"):
            db.run(statement)


def test_findings_of_today_replace_those_of_yesterday_which_stay_readable(db: Database, tmp_path: Path) -> None:
    old, new = a_finding("row-1"), a_finding("row-2")
    findings.put(db, [old], NOW)
    findings.put(db, [new], LATER)
    assert (findings.current(db), findings.get(db, old.id), findings.get(db, "WS101:0")) == ((new,), old, None)
    before = (tmp_path / "watcher.db").read_bytes()  # its header counts every write
    findings.put(db, [new], LATER)
    assert (tmp_path / "watcher.db").read_bytes() == before
    reworded = replace(new, title=say("x.other"))
    findings.put(db, [reworded, old], LATER)
    assert set(findings.current(db)) == {reworded, old}


def test_the_inbox_ledger_says_what_became_of_each_file(db: Database) -> None:
    reading = InboxEntry("in/a.ofx", 120, 5, InboxState.READING, NOW)
    refused = replace(reading, state=InboxState.REFUSED, since=LATER, sha256="a" * 64, reason=say("refused.x", row=3))
    waiting = InboxEntry("in/b.ofx", 0, 6, InboxState.WAITING, NOW)
    inbox_ledger.put(db, reading)
    assert inbox_ledger.entries(db) == (reading,)
    inbox_ledger.put(db, refused)
    inbox_ledger.put(db, waiting)
    assert inbox_ledger.entries(db) == (refused, waiting)
    inbox_ledger.drop(db, ["in/a.ofx", "in/none.ofx"])
    assert inbox_ledger.entries(db) == (waiting,)


def test_health_keeps_the_last_success_through_failures(db: Database) -> None:
    assert health.last_success(db) is None
    health.succeeded(db, health.CYCLE, NOW)
    health.failed(db, health.CYCLE, LATER, "disk-full")
    health.failed(db, "backup", LATER, "busy")
    assert health.jobs(db) == (
        JobHealth("backup", None, LATER, "busy"),
        JobHealth("cycle", NOW, LATER, "disk-full"),
    )
    health.succeeded(db, health.CYCLE, LATER)
    assert health.jobs(db)[1] == JobHealth("cycle", LATER, LATER, "")
    assert health.last_success(db) == LATER


def test_the_outbox_takes_each_message_once_and_numbers_bulletins(db: Database) -> None:
    first, second = a_message("b"), a_message("a")
    outbox.queue(db, [first])
    outbox.queue(db, [first, replace(first, text="other words"), second])
    assert outbox.to_relay(db) == (second, first)
    outbox.mark_relayed(db, ["a"], NOW)
    assert outbox.to_relay(db) == (first,)
    assert outbox.last_bulletin(db) == (0, None)
    outbox.add_bulletin(db, 1, date(2026, 3, 1))
    outbox.add_bulletin(db, 2, date(2026, 4, 1))
    assert outbox.last_bulletin(db) == (2, date(2026, 4, 1))
