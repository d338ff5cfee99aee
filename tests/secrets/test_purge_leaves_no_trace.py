"""After a purge the bytes of what was deleted stand in no file of the state folder."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from watchdog_sante.commands import purge
from watchdog_sante.package_data import forms, knowledge, phrasebook
from watchdog_sante.places import messenger_folder, watcher_folder
from watchdog_sante.rounds.lived_cycle import Desk, live
from watchdog_sante.settings import Settings
from watchdog_sante.store import open_messenger, open_watcher

_NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
_OLD, _NEW = "ZORVANQUIMPERL", "YSOLINBRUMTAN"


def _lived(home: Path) -> Path:
    """A state with an old payee, a new one and the alerts about both; its folder."""
    inbox, state = home / "inbox", home / "state"
    inbox.mkdir()
    rows = [f"{day:%d/%m/%Y};PRLV SEPA {payee} {number};-{number},50" for payee, day, number in _rows()]
    (inbox / "a.csv").write_text("Date;Libellé;Montant\n" + "\n".join(rows) + "\n", "utf-8")
    settings = Settings.model_validate({"inbox": [str(inbox)], "channels": [{"name": "t", "address_from": "env:X"}]})
    with open_watcher(watcher_folder(state)) as watcher, open_messenger(messenger_folder(state)) as messenger:
        desk = Desk(watcher, messenger, settings, forms(), knowledge(), phrasebook("fr"))
        for days in (0, 2, 3):
            live(desk, _NOW + timedelta(days=days))
    return state


def _rows() -> list[tuple[str, date, int]]:
    old = [(_OLD, date(2020, 1, 5) + timedelta(days=30 * n), 100 + n) for n in range(12)]
    return old + [(_NEW, date(2026, 1, 5) + timedelta(days=9 * n), 200 + n) for n in range(6)]


def _holds(state: Path, word: str) -> list[str]:
    return sorted(path.name for path in state.rglob("*") if path.is_file() and word.encode() in path.read_bytes())


def test_what_is_old_is_gone_from_the_bytes_of_the_rows(tmp_path: Path) -> None:
    state = _lived(tmp_path)
    assert _holds(state, f"{_OLD} 100") == ["watcher.db"]
    purge.run(state, _NOW.date(), 36)
    assert _holds(state, f"{_OLD} 100") == []
    assert _holds(state, f"{_NEW} 200") == ["watcher.db"]


def test_purge_everything_leaves_no_word_in_any_file(tmp_path: Path) -> None:
    state = _lived(tmp_path)
    assert "watcher.db" in _holds(state, _NEW)
    purge.run_everything(state)
    assert [_holds(state, word) for word in (_OLD, _NEW, "a.csv", "A-26-")] == [[], [], [], []]
