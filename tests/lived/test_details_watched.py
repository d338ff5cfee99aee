"""What a person records by hand of the insurer's card is watched like a statement dropped in the inbox."""

from datetime import timedelta
from pathlib import Path

from household import FIRST, desk

from watchdog_sante import alerts
from watchdog_sante.commands.details import record
from watchdog_sante.daemon.worker import watch_once
from watchdog_sante.places import details_folder
from watchdog_sante.rounds.lived_cycle import live
from watchdog_sante.store import alert_log


def test_an_account_that_changed_between_two_recorded_cards_is_an_alert(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with desk(tmp_path) as at:
        card = (("Organisme", "Mutuelle des Glycines"), ("IBAN de remboursement", "FR7630001005500000000001286"))
        record(details_folder(state), FIRST.date(), card)
        assert live(at, FIRST).read == 1
        later = FIRST + timedelta(days=31)
        report = watch_once(at, state, later)
        assert (report.read, report.status) == (
            0,
            "Rien n’a encore pu être vérifié (watchdog-sante status). 0 fichier à voir.",
        )
        changed = (card[0], ("IBAN de remboursement", "FR7612345987650000000012339"))
        record(details_folder(state), later.date(), changed)
        assert str(details_folder(state)) in report.watched  # the supervisor sees that a snapshot came
        assert live(at, later).read == 1
        told = [one.question.detector for one in alerts.fold(alert_log.load(at.watcher)) if one.state.waits]
        assert told == ["WS301"]
