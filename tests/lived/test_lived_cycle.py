"""A household's days, told through the daemon's cycle: what is read, what is told, what is never lost."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from household import FIRST, bank_csv, desk, months, settings

from watchdog_sante import alerts
from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.model.sentences import say
from watchdog_sante.rounds.lived_cycle import Desk, Lived, live
from watchdog_sante.store import alert_log, health, inbox_ledger
from watchdog_sante.store.message_queue import MessageQueue

CLUB = [(date(2026, 3, 3), "PRLV SEPA CLUB FORME XYZ", "-49,90")]


def texts(at: Desk) -> list[str]:
    """Everything handed to the messenger."""
    return [one.message.text for one in MessageQueue(at.messenger).everything()]


def asked(at: Desk) -> list[str]:
    """Detector and state of each alert."""
    return [f"{one.question.detector} {one.state}" for one in alerts.fold(alert_log.load(at.watcher))]


def drop(home: Path, name: str, rows: list[tuple[date, str, str]]) -> None:
    """Put a statement in the inbox."""
    (home / "inbox" / name).write_text(bank_csv(rows), "utf-8")


def counts(lived: Lived) -> tuple[int, int, int, int]:
    """Files read, refused, waiting; messages queued."""
    return lived.read, lived.refused, lived.waiting, lived.queued


def test_a_first_import_is_one_message_and_a_new_mandate_comes_the_next_morning(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        assert counts(live(at, FIRST)) == (0, 0, 0, 0)
        drop(tmp_path, "a.csv", months(6, date(2026, 3, 1)))
        assert counts(live(at, FIRST)) == (1, 0, 0, 1)
        drop(tmp_path, "b.csv", CLUB)
        later = FIRST + timedelta(days=2)
        assert counts(live(at, later)) == (1, 0, 0, 1)  # the month's bulletin
        assert counts(live(at, later)) == (0, 0, 0, 0)
        assert counts(live(at, datetime(2026, 3, 5, 7, 0, 1, tzinfo=UTC))) == (0, 0, 0, 1)
        assert [text.partition(".")[0].partition(", sauf")[0] for text in texts(at)] == [
            "Watchdog Santé : 1 fichier lu, 18 lignes apprises",
            "Watchdog Santé, bulletin no 1 : vérifié jusqu'au 3 mars 2026",
            "Watchdog Santé : A-26-0001, un point à vérifier",
        ]
        assert asked(at) == ["WS101 open"]
        assert health.last_success(at.messenger) == datetime(2026, 3, 5, 7, 0, 1, tzinfo=UTC)


def test_download_day_reminds_once_a_month_of_what_is_due(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        drop(tmp_path, "a.csv", months(6, date(2026, 3, 1)))
        live(at, FIRST)
        morning = datetime(2026, 4, 5, 6, 0, 1, tzinfo=UTC)
        assert [live(at, morning - timedelta(minutes=5)).queued, live(at, morning).queued] == [1, 1]
        assert [live(at, morning).queued, live(at, morning + timedelta(days=20)).queued] == [0, 0]
        assert texts(at)[-1] == (
            "Watchdog Santé, jour des relevés : 1 relevé à télécharger. La liste et comment faire : "
            "watchdog-sante downloads"
        )


def test_a_refused_file_is_one_alert_until_it_is_gone(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        bad = tmp_path / "inbox" / "bad.pdf"
        bad.write_bytes(b"%PDF-1.4 x")
        (tmp_path / "inbox" / "notes.txt").write_text("x")
        assert counts(live(at, FIRST)) == (0, 1, 0, 0)
        assert counts(live(at, FIRST + timedelta(hours=1))) == (0, 0, 0, 0)
        assert asked(at) == ["WS405 open"]
        assert [one.path for one in inbox_ledger.entries(at.watcher)] == [str(bad)]
        bad.unlink()
        live(at, FIRST + timedelta(hours=2))
        assert asked(at) == ["WS405 resolved"]
        assert inbox_ledger.entries(at.watcher) == ()


def test_a_file_that_kills_is_tried_twice_then_refused(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        drop(tmp_path, "a.csv", months(2, date(2026, 3, 1)))
        path = tmp_path / "inbox" / "a.csv"
        status = path.stat()
        line = InboxEntry(str(path), status.st_size, status.st_mtime_ns, InboxState.READING, FIRST)
        inbox_ledger.put(at.watcher, line)
        assert counts(live(at, FIRST)) == (1, 0, 0, 1)  # the first death may have been a power cut
        second = InboxEntry(
            str(path), status.st_size, status.st_mtime_ns, InboxState.READING, FIRST, reason=say("inbox.died")
        )
        inbox_ledger.put(at.watcher, second)
        assert counts(live(at, FIRST)) == (0, 1, 0, 0)
        assert counts(live(at, FIRST + timedelta(hours=23))) == (0, 0, 0, 0)
        innocent = live(at, FIRST + timedelta(hours=25))  # it met two cuts of the power, that was all
        assert (innocent.read, innocent.refused) == (1, 0)
        path.write_text(bank_csv(months(1, date(2026, 3, 1))))  # dropped again, it is another file
        assert counts(live(at, FIRST)) == (1, 0, 0, 0)


def test_an_empty_file_waits_an_hour_then_is_refused(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "a.csv").touch()
        assert counts(live(at, FIRST)) == (0, 0, 1, 0)
        assert counts(live(at, FIRST + timedelta(minutes=61))) == (0, 1, 0, 0)


def test_a_cycle_that_breaks_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk(tmp_path) as at:
        drop(tmp_path, "a.csv", months(6, date(2026, 3, 1)))
        with monkeypatch.context() as broken:
            broken.setattr(health, "succeeded", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                live(at, FIRST)
        assert (alert_log.load(at.watcher), texts(at)) == ((), [])
        assert counts(live(at, FIRST)) == (1, 0, 0, 1)


def test_the_same_files_again_say_nothing_new(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        drop(tmp_path, "a.csv", months(6, date(2026, 3, 1)))
        live(at, FIRST)
        drop(tmp_path, "copy.csv", months(6, date(2026, 3, 1)))
        again = live(at, FIRST + timedelta(hours=1))
        assert counts(again) == (1, 0, 0, 0)
        assert [(one.new, one.known) for one in again.audit.sources] == [(18, 0)]


def test_who_was_accepted_is_known(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        drop(tmp_path, "a.csv", months(6, date(2026, 3, 1)))
        live(at, FIRST)
        drop(tmp_path, "b.csv", CLUB)
        day = FIRST + timedelta(days=2)
        live(at, day)
        (alert,) = alerts.fold(alert_log.load(at.watcher))
        alert_log.append(at.watcher, [alerts.accept(alert, day)])
        assert live(at, day + timedelta(hours=1)).audit.findings == ()
        assert asked(at) == ["WS101 accepted"]


def test_silence_becomes_an_alert_that_names_the_account(tmp_path: Path) -> None:
    with desk(tmp_path, settings(tmp_path / "inbox", accounts=[{"name": "joint", "folder": "inbox"}])) as at:
        drop(tmp_path, "a.csv", months(6, date(2026, 3, 1)))
        live(at, FIRST)
        found = live(at, FIRST + timedelta(days=60)).audit.findings
        assert {one.slug for one in found} == {"stale-account"}


@pytest.mark.parametrize(("wanted", "days", "told"), [(20, 20, 0), (20, 21, 1), (None, 30, 0), (90, 60, 0)])
def test_the_person_says_after_how_many_days_silence_is_told(
    tmp_path: Path, wanted: int | None, days: int, told: int
) -> None:
    with desk(tmp_path, settings(tmp_path / "inbox", silence_days=wanted)) as at:
        drop(tmp_path, "a.csv", months(6, FIRST.date()))
        live(at, FIRST)
        found = live(at, FIRST + timedelta(days=days)).audit.findings
        assert [one.slug for one in found] == ["stale-account"] * told


def test_a_text_that_is_no_statement_leaves_no_trace_and_one_that_is_is_read(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "notes.txt").write_text("Appeler la mutuelle\n", "utf-8")
        drop(tmp_path, "collage.txt", months(6, date(2026, 3, 1)))
        assert counts(live(at, FIRST))[:3] == (1, 0, 0)
        assert [Path(one.path).name for one in inbox_ledger.entries(at.watcher)] == ["collage.txt"]
        assert counts(live(at, FIRST + timedelta(hours=1)))[:3] == (0, 0, 0)
