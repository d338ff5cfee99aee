"""The messenger knows the channels and the hours, and no name of the household."""

import json
import threading
from pathlib import Path

from household import FIRST, bank_csv, desk, months, settings

from watchdog_sante import messenger_settings
from watchdog_sante.daemon.child import Ended, Orders, Report, Role, run_child
from watchdog_sante.daemon.supervision import supervisor
from watchdog_sante.messenger_settings import MessengerSettings
from watchdog_sante.places import messenger_settings_file
from watchdog_sante.rounds.lived_cycle import live
from watchdog_sante.settings import Settings

WHOLE = """\
language: fr
inbox: [{home}/inbox]
household: {{members: [{{name: Alice Meunier}}]}}
insurers: [{{name: Mutuelle des Glycines, role: complementary}}]
accounts: [{{name: compte joint, folder: inbox}}]
quiet_hours: {{start: 22:30, end: "07:00"}}
daily_cap: 3
heartbeat: "https://beat.example/x"
channels:
  - {{name: téléphone, address: "json://127.0.0.1:9/topic", minimum: warning, detail: amount}}
  - {{name: soeur, address_from: "env:SISTER", second: true}}
"""


def _work(home: Path, role: Role) -> Report:
    """One child of the role, as the daemon starts it; the messenger is not told where the settings are."""
    config = home / "watchdog.yaml" if role is Role.WATCHER else None
    report = run_child(Orders(role, home / "state", config), threading.Event()).report
    assert report is not None
    return report


def test_what_the_watcher_leaves_is_private_whole_and_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    file = tmp_path / "watchdog.yaml"
    file.write_text(WHOLE.format(home=tmp_path), "utf-8")
    file.chmod(0o600)
    _work(tmp_path, Role.WATCHER)
    place = messenger_settings_file(tmp_path / "state")
    text = place.read_text("utf-8")
    assert place.stat().st_mode & 0o777 == 0o600
    assert [word for word in ("Alice", "Meunier", "Glycines", "joint", "inbox") if word in text] == []
    known = messenger_settings.load(tmp_path / "state")
    assert known is not None
    whole = Settings.model_validate(json.loads(text))
    assert (known.as_policy(), known.language) == (whole.as_policy(), "fr")
    assert [one.address and one.address.get_secret_value() for one in known.channels] == [
        "json://127.0.0.1:9/topic",
        None,
    ]
    before = place.stat().st_mtime_ns
    _work(tmp_path, Role.WATCHER)
    assert place.stat().st_mtime_ns == before


def test_the_messenger_opens_neither_the_settings_nor_the_inbox(tmp_path: Path) -> None:
    """Its settings file is gone and it works all the same."""
    state = tmp_path / "state"
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "a.csv").write_text(bank_csv(months(6, FIRST.date())))
        live(at, FIRST)
    messenger_settings.put(state, settings(tmp_path / "inbox", quiet_hours={"start": "00:00", "end": "00:00"}))
    report = _work(tmp_path, Role.MESSENGER)
    assert (report.failed, report.undelivered) == (1, 1)  # its channel's address is nowhere
    watched = supervisor(Orders(Role.MESSENGER, state), lambda _: Ended(0)).settings
    assert watched == messenger_settings_file(state)


def test_before_the_watchers_first_cycle_nothing_is_tried(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "a.csv").write_text(bank_csv(months(6, FIRST.date())))
        live(at, FIRST)
    report = _work(tmp_path, Role.MESSENGER)
    assert (report.failed, report.next_look) == (0, "")
    for text in ("", "{", '{"household": {}}'):
        messenger_settings_file(tmp_path / "state").write_text(text)
        assert messenger_settings.load(tmp_path / "state") is None


def test_settings_without_any_word_are_settings(tmp_path: Path) -> None:
    assert messenger_settings.put(tmp_path, Settings())
    assert messenger_settings.load(tmp_path) == MessengerSettings()
    assert not messenger_settings.put(tmp_path, Settings(inbox=(tmp_path,)))
