"""The three rooms wired as a cycle wires them: one transaction, the relay, then a real service that receives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from letters import a_matter
from receivers import free_port, http_service

from watchdog_sante.alerts import due, failing_letters, first_import_letters, fold, is_quiet, notified, pair, reconcile
from watchdog_sante.model.alerts import ChannelWish, Learned, NoticePolicy
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.messages import DeliveryState, Outcome
from watchdog_sante.notify.channels import open_channel
from watchdog_sante.notify.delivery import Sender, deliver
from watchdog_sante.notify.matter import Matter
from watchdog_sante.notify.messages import compose
from watchdog_sante.notify.secret import Secret
from watchdog_sante.package_data import phrasebook
from watchdog_sante.store import Database, alert_log, findings, health, open_messenger, open_watcher, outbox
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.relay import relay

PARIS = ZoneInfo("Europe/Paris")
WISHES = (ChannelWish("telephone"), ChannelWish("courriel", minimum=Severity.CRITICAL))
POLICY = NoticePolicy(PARIS, WISHES)
WORDS = phrasebook("fr")
MONDAY = datetime(2026, 3, 2, 14, 0, tzinfo=PARIS)


def found(payee: str, severity: Severity = Severity.WARNING) -> Finding:
    """A finding about money that went to this payee."""
    finding = a_matter(severity=severity).finding
    assert finding is not None
    row = replace(finding.evidence[0], key=f"row of {payee}")
    return replace(finding, evidence=(row,), actions=(), subject=f"payee:{payee}")


def cycle(watcher: Database, messenger: Database, today: Sequence[Finding], now: datetime) -> None:
    """What a cycle does once the detectors have spoken."""
    deliveries = MessageQueue(messenger).everything()
    waiting = frozenset(one.message.key for one in deliveries if one.state is not DeliveryState.SENT)
    with watcher.transaction():
        first = health.last_success(watcher) is None
        findings.put(watcher, today, now)
        alert_log.append(watcher, reconcile(fold(alert_log.load(watcher)), today, now, learning=first))
        alerts = fold(alert_log.load(watcher))
        if first:
            letters = first_import_letters(alerts, POLICY)
        else:
            letters = due(alerts, POLICY, now, waiting) + failing_letters(alerts, POLICY, deliveries, now)
        spoken = {alert.number: finding for alert, finding in pair(alerts, today)}
        matters = [Matter(alert, spoken.get(alert.number)) for alert in alerts]
        for letter in letters:
            wish = next(one for one in WISHES if one.name == letter.channel)
            outbox.queue(watcher, [compose(letter, matters, wish, WORDS, now, Learned(2, 61))])
            alert_log.append(watcher, notified(letter, now))
        health.succeeded(watcher, health.CYCLE, now)
    relay(watcher, messenger, now)


def pass_on(messenger: Database, now: datetime, senders: dict[str, Sender]) -> list[tuple[str, Outcome]]:
    """What the messenger does each minute."""
    attempts = deliver(MessageQueue(messenger), senders, WORDS, partial(is_quiet, POLICY), now)
    return [(attempt.channel, attempt.result.outcome) for attempt in attempts]


def test_a_week_from_the_first_import_to_a_service_that_comes_back(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as watcher, open_messenger(tmp_path) as messenger, http_service() as phone:
        senders: dict[str, Sender] = {
            "telephone": open_channel("telephone", Secret(f"json://{phone.place}/")),
            "courriel": open_channel("courriel", Secret(f"json://127.0.0.1:{free_port()}/")),
        }
        today = [found("a")]
        cycle(watcher, messenger, today, MONDAY)
        assert pass_on(messenger, MONDAY, senders) == [("courriel", Outcome.NOT_SENT), ("telephone", Outcome.SENT)]

        night = MONDAY + timedelta(hours=9)
        today += [found("b", Severity.CRITICAL), found("c")]
        for hours in range(30):
            now = night + timedelta(hours=hours)
            cycle(watcher, messenger, today, now)
            pass_on(messenger, now, senders)
        assert [body["message"] for _, body in phone.received] == [
            "Watchdog Santé : 2 fichiers lus, 61 lignes apprises. 1 point mérite un regard : A-26-0001. "
            "Détail : watchdog-sante alerts list",
            "Watchdog Santé : A-26-0002, un point urgent à vérifier. Détail : watchdog-sante alerts show A-26-0002",
            "Watchdog Santé : le canal courriel ne répond plus depuis le 2 mars 2026 (aucune alerte). "
            "Détail : watchdog-sante alerts deliveries",
            "Watchdog Santé : A-26-0003, un point à vérifier. Détail : watchdog-sante alerts show A-26-0003",
        ]

        with http_service() as mail:
            senders["courriel"] = open_channel("courriel", Secret(f"json://{mail.place}/"))
            later = night + timedelta(days=4)
            cycle(watcher, messenger, today, later)
            pass_on(messenger, later.replace(hour=12), senders)
        (one,) = [body["message"] for _, body in mail.received]
        assert one.startswith("Watchdog Santé : 2 messages retardés depuis le 2 mars 2026 (A-26-0002).")
        assert MessageQueue(messenger).waiting() == ()
        assert watcher.problems(thorough=True) == messenger.problems(thorough=True) == ()


def test_a_cycle_that_breaks_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_watcher(tmp_path) as watcher, open_messenger(tmp_path) as messenger:
        with monkeypatch.context() as broken:
            broken.setattr(health, "succeeded", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                cycle(watcher, messenger, [found("a")], MONDAY)
        assert (alert_log.load(watcher), findings.current(watcher), outbox.to_relay(watcher)) == ((), (), ())
        cycle(watcher, messenger, [found("a")], MONDAY)
        assert [alert.number for alert in fold(alert_log.load(watcher))] == ["A-26-0001"]
