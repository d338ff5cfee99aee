"""What a first import notes without a message is counted wherever the person asks what waits."""

from datetime import date
from pathlib import Path

from household import FIRST, bank_csv, desk, months

from watchdog_sante.commands import alerts, status
from watchdog_sante.daemon.worker import watch_once
from watchdog_sante.rounds.lived_cycle import live


def test_findings_opened_without_a_message_are_counted_and_listed_with_all(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "a.csv").write_text(bank_csv(months(6, date(2025, 6, 1))), "utf-8")
        live(at, FIRST)
        shown = status.run(at.watcher, at.messenger, at.settings, FIRST, tuple).data
        assert (shown.waiting_alerts, shown.quiet_alerts, alerts.run_quiet(at.watcher).data) == (0, 1, 1)
        assert alerts.run_list(at.watcher, everything=False).data == ()
        assert [one.alert.question.detector for one in alerts.run_list(at.watcher, everything=True).data] == ["WS404"]


def test_the_line_of_the_daemon_says_the_day_of_what_was_verified_last_and_how_much_was_not(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "a.csv").write_text(bank_csv(months(6, date(2026, 3, 1))), "utf-8")
        assert watch_once(at, tmp_path / "state", FIRST).status == (
            "Vérifié jusqu’au 1er mars 2026, avec 3 réserves (watchdog-sante status). 0 fichier à voir."
        )
