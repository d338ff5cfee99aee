"""The messenger's rounds, the heartbeat, the daily upkeep, and what an acceptance teaches."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from household import FIRST, bank_csv, desk, months, settings

from watchdog_sante import alerts
from watchdog_sante.detectors import DETECTORS
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.messages import DeliveryState
from watchdog_sante.package_data import phrasebook
from watchdog_sante.rounds.lived_cycle import live
from watchdog_sante.rounds.messenger_round import HEARTBEAT, deliver_round, open_channels
from watchdog_sante.rounds.upkeep import UPKEEP, keep_up, upkeep_due
from watchdog_sante.settings import Settings
from watchdog_sante.store import alert_log, health
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.teaching import ASK_WHO, untaught

WORDS = phrasebook("fr")


@contextmanager
def page(status: int) -> Iterator[tuple[str, list[str]]]:
    """A page on loopback, and who asked for it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/secret", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_heartbeat_is_asked_for_once_a_complete_cycle(tmp_path: Path) -> None:
    with page(200) as (address, asked):
        wanted = settings(tmp_path / "inbox", channels=[], heartbeat=address)
        with desk(tmp_path, wanted) as at:
            assert deliver_round(at.messenger, wanted, WORDS, FIRST).next_look is None
            live(at, FIRST)
            for _ in range(3):
                deliver_round(at.messenger, wanted, WORDS, FIRST + timedelta(minutes=1))
            assert asked == ["/secret"]
            live(at, FIRST + timedelta(days=1))
            deliver_round(at.messenger, wanted, WORDS, FIRST + timedelta(days=1, minutes=1))
            assert asked == ["/secret", "/secret"]


@pytest.mark.parametrize(("status", "code"), [(500, "http-500"), (302, "http-302")])
def test_a_heartbeat_that_fails_is_tried_each_hour_and_never_elsewhere(tmp_path: Path, status: int, code: str) -> None:
    with page(status) as (address, asked):
        wanted = settings(tmp_path / "inbox", channels=[], heartbeat=address)
        with desk(tmp_path, wanted) as at:
            live(at, FIRST)
            for minutes in (1, 2, 59, 62):
                done = deliver_round(at.messenger, wanted, WORDS, FIRST + timedelta(minutes=minutes))
            assert len(asked) == 2
            assert done.next_look == FIRST + timedelta(minutes=122)
            (mine,) = (one for one in health.jobs(at.messenger) if one.job == HEARTBEAT)
            assert (mine.last_success, mine.code) == (None, code)
            assert "secret" not in repr(health.jobs(at.messenger))


def test_a_channel_that_cannot_be_opened_fails_alone(tmp_path: Path) -> None:
    wanted = Settings.model_validate(
        {"channels": [{"name": "a", "address_from": "env:NOWHERE"}, {"name": "b", "address": "json://127.0.0.1:9"}]}
    )
    opened = open_channels(wanted, {})
    assert (list(opened.channels), {name: fault.key for name, fault in opened.faults.items()}) == (
        ["b"],
        {"a": "notify.fault.absent"},
    )


def test_what_waits_is_due_after_the_quiet_hours_and_at_once_after_a_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_PHONE", "json://127.0.0.1:9")
    night = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "a.csv").write_text(bank_csv(months(6, date(2026, 3, 1))))
        live(at, night)
        done = deliver_round(at.messenger, at.settings, WORDS, night)
        assert (done.attempts, done.waiting) == ((), 1)
        assert done.next_look == datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
        morning = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
        assert len(deliver_round(at.messenger, at.settings, WORDS, morning).attempts) == 1
        assert deliver_round(at.messenger, at.settings, WORDS, morning).attempts == ()  # its next try is in a minute
        assert len(deliver_round(at.messenger, at.settings, WORDS, morning, started=True).attempts) == 1
        assert [one.code for one in health.jobs(at.messenger) if one.job == "channel telephone"] == ["refused"]
        assert [one.state for one in MessageQueue(at.messenger).waiting()] == [DeliveryState.PENDING]


def test_the_upkeep_comes_once_a_day_with_the_morning(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        policy = at.settings.as_policy()
        midnight = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
        due = []
        for hours in range(48):
            now = midnight + timedelta(hours=hours)
            if upkeep_due(at.watcher, policy, now):
                due.append(hours)
                assert keep_up(at.watcher, at.messenger, policy, now) == ()
        assert due == [8, 32]
        assert sorted(path.name for path in (tmp_path / "state" / "backups").glob("*.db")) == [
            "watcher-2026-03-03.db",
            "watcher-2026-03-04.db",
        ]
        health.succeeded(at.watcher, UPKEEP, midnight + timedelta(days=4000))  # the clock was wrong then
        assert upkeep_due(at.watcher, policy, midnight + timedelta(hours=60))


def test_who_is_asked_about_is_in_the_catalogue() -> None:
    assert {detector.CARD.slug for detector in DETECTORS} >= ASK_WHO


def test_an_acceptance_teaches_who_it_is_and_nothing_graver(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "a.csv").write_text(bank_csv(months(6, date(2026, 3, 1))))
        live(at, FIRST)
        (tmp_path / "inbox" / "b.csv").write_text(bank_csv([(date(2026, 3, 3), "PRLV SEPA CLUB FORME", "-49,90")]))
        (finding,) = live(at, FIRST + timedelta(days=2)).audit.findings
        (alert,) = alerts.fold(alert_log.load(at.watcher))

        def asked(wanted: Finding, answer: bool = True) -> bool:
            event = alerts.accept(alert, FIRST) if answer else alerts.see(alert, FIRST)
            return untaught([wanted], alerts.fold([*alert_log.load(at.watcher), event])) == (wanted,)

        other = replace(finding, evidence=(replace(finding.evidence[0], key="another row"),))
        assert not asked(other)
        assert asked(other, answer=False)
        assert asked(replace(other, severity=Severity.CRITICAL))
        assert asked(replace(other, subject="creditor:SOMEBODY ELSE"))
        assert asked(replace(other, detector="WS105", slug="debit-amount-broken"))
