"""`service` from the outside: what would be written where, what is refused, and alarms that are told once."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from watchdog_sante import places
from watchdog_sante.commands import ExitCode
from watchdog_sante.commands.service import Plan, install, plan
from watchdog_sante.commands.service_alarm import SECOND_LOOK, START_MARK, Look, alarm, ask_for_a_start, check
from watchdog_sante.liveness import Fault
from watchdog_sante.notify.gsm7 import septets
from watchdog_sante.package_data import phrasebook, units
from watchdog_sante.rounds.alarms import Told, Where
from watchdog_sante.service.unit_files import Program, Scope, ServiceRefused, rendered
from watchdog_sante.store import health, open_messenger, open_watcher
from watchdog_sante.store.message_queue import MessageQueue

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 5, 14, 9, 0, tzinfo=UTC)


def _run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "watchdog_sante", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/nowhere", "HOME": str(home), "LANG": "en", "PYTHONWARNINGS": "error"},
    )


def test_a_dry_run_names_every_file_and_writes_none(tmp_path: Path) -> None:
    done = _run(tmp_path, "service", "install", "--dry-run")
    written = [line.removeprefix("would write ") for line in done.stdout.splitlines() if "would write" in line]
    folder = tmp_path / ".config" / "systemd" / "user"
    assert (done.returncode, done.stderr) == (0, "")
    assert written == [str(folder / name) for name, _ in units("user")]
    assert list(tmp_path.iterdir()) == []


def test_the_machines_service_needs_root_only_to_be_written(tmp_path: Path) -> None:
    shown = _run(tmp_path, "service", "install", "--system", "--dry-run")
    if shown.returncode == 2:  # the Python that runs the tests lies in a home, which that service cannot see
        assert "docs/service.md" in shown.stderr
    else:
        assert "/etc/systemd/system/watchdog-sante.service" in shown.stdout


def test_without_settings_nothing_is_installed(tmp_path: Path) -> None:
    done = _run(tmp_path, "service", "install")
    assert done.returncode == 2
    assert "watchdog-sante init" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_install_then_uninstall_leaves_settings_and_state(tmp_path: Path) -> None:
    """systemctl is absent here: the units are written, and the failure is told, command by command."""
    settings = tmp_path / ".config" / "watchdog-sante" / "watchdog.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("language: en\n")
    done = _run(tmp_path, "service", "install")
    folder = tmp_path / ".config" / "systemd" / "user"
    assert done.returncode == 2
    assert done.stderr.count("This command failed") == 3
    assert "enable-linger" in done.stderr
    assert {file.name for file in folder.iterdir()} == {name for name, _ in units("user")}
    state = tmp_path / ".local" / "state" / "watchdog-sante"
    assert [f"{path.stat().st_mode & 0o777:o}" for path in (state, state / "messenger")] == ["700", "700"]
    foreign = folder / "watchdog-sante-of-mine.service"
    foreign.write_text("")
    assert "settings" in _run(tmp_path, "service", "uninstall").stdout
    assert list(folder.iterdir()) == [foreign]
    assert settings.is_file()
    assert state.is_dir()


def _program(folder: Path) -> Program:
    return Program((str(folder / "bin" / "watchdog-sante"),), (folder,))


def test_units_hold_this_machines_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    found = dict(rendered(Scope.USER, _program(tmp_path / "venv"), tmp_path / "conf" / "w.yaml", Path("/data/state")))
    directives = [line for text in found.values() for line in text.splitlines() if not line.startswith("#")]
    assert not [line for line in directives if "/opt/" in line or "%h/.local/state/watchdog-sante" in line]
    assert f"ExecStart={tmp_path}/venv/bin/watchdog-sante run --role messenger --state /data/state" in directives
    assert f"BindReadOnlyPaths=-%h/conf/channels -{tmp_path}/venv" in directives
    assert "BindPaths=/data/state/messenger" in directives


@pytest.mark.parametrize("name", ["mes relevés", "100%", "a:b", "$HOME", 'a"b', "a\\b"])
def test_a_place_that_systemd_would_misread_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ServiceRefused) as refused:
        rendered(Scope.USER, _program(tmp_path / "venv"), tmp_path / "w.yaml", tmp_path / name)
    assert refused.value.sentence.key == "service.refused.path"


@pytest.mark.parametrize("top", ["home", "root"])
def test_the_machines_service_refuses_a_program_in_a_home(top: str) -> None:
    with pytest.raises(ServiceRefused) as refused:
        plan(Scope.SYSTEM, _program(Path("/") / top / "venv"), places.SYSTEM_SETTINGS, places.SYSTEM_STATE)
    assert refused.value.sentence.key == "service.refused.home"


def test_installing_again_is_an_upgrade(tmp_path: Path) -> None:
    unit = tmp_path / "units" / "a.service"
    for text in ("old\n", "new\n"):
        install(Plan(((tmp_path / "state", 0o700),), ((unit, text),), ()))
    assert (unit.read_text(), f"{unit.stat().st_mode & 0o777:o}") == ("new\n", "644")


def _where(folder: Path, *channels: str) -> Where:
    return Where(folder, channels, phrasebook("fr"))


def _queued(folder: Path) -> list[tuple[str, str, bool]]:
    with open_messenger(places.messenger_folder(folder)) as messenger:
        return [(one.message.key, one.message.channel, one.message.urgent) for one in MessageQueue(messenger).waiting()]


def test_one_failure_is_told_once_in_six_hours_on_every_channel(tmp_path: Path) -> None:
    where = _where(tmp_path, "courriel", "telephone")
    moments = [NOW + timedelta(hours=hours) for hours in (0, 1, 5.9, 6, 7)]
    told = [alarm("watchdog-sante", where, moment) for moment in moments]
    assert [(one.data.channels, one.data.already, one.exit_code) for one in told] == [
        (2, False, ExitCode.DONE),
        (0, True, ExitCode.DONE),
        (0, True, ExitCode.DONE),
        (2, False, ExitCode.DONE),
        (0, True, ExitCode.DONE),
    ]
    assert sorted({(channel, urgent) for _, channel, urgent in _queued(tmp_path)}) == [
        ("courriel", True),
        ("telephone", True),
    ]
    assert len(_queued(tmp_path)) == 4


def test_another_unit_is_another_cause(tmp_path: Path) -> None:
    where = _where(tmp_path, "telephone")
    texts = {alarm(unit, where, NOW).data.text for unit in ("watchdog-sante", "watchdog-sante-messenger.service")}
    assert len(texts) == len(_queued(tmp_path)) == 2


def test_channels_are_known_even_when_the_settings_are_broken(tmp_path: Path) -> None:
    alarm("watchdog-sante", _where(tmp_path, "telephone"), NOW)
    later = alarm("watchdog-sante", _where(tmp_path), NOW + timedelta(days=1))
    assert (later.data.channels, later.exit_code) == (1, ExitCode.DONE)


def test_without_any_channel_it_is_said_by_the_exit_code(tmp_path: Path) -> None:
    assert alarm("watchdog-sante", _where(tmp_path), NOW).exit_code is ExitCode.UNDELIVERED


def test_a_messengers_database_that_is_none_is_survived(tmp_path: Path) -> None:
    file = places.messenger_folder(tmp_path) / "messenger.db"
    file.parent.mkdir()
    file.write_bytes(os.urandom(4096))
    told = alarm("watchdog-sante", _where(tmp_path, "telephone"), NOW)
    assert (told.data.unreadable, told.exit_code) == (True, ExitCode.UNDELIVERED)


def _cycle(folder: Path, at: datetime) -> None:
    with open_watcher(places.watcher_folder(folder)) as watcher:
        health.succeeded(watcher, health.CYCLE, at)


def test_a_living_watch_is_left_in_peace(tmp_path: Path) -> None:
    _cycle(tmp_path, NOW - timedelta(hours=20))
    waits: list[float] = []
    looked = check(_where(tmp_path, "telephone"), lambda: NOW, waits.append)
    assert (looked.data, looked.exit_code, waits) == (Look(()), ExitCode.DONE, [])
    assert not (places.messenger_folder(tmp_path) / "messenger.db").exists()


def test_after_a_sleep_the_second_look_sees_the_cycle_that_was_due(tmp_path: Path) -> None:
    _cycle(tmp_path, NOW - timedelta(days=3))
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        _cycle(tmp_path, NOW)

    looked = check(_where(tmp_path, "telephone"), lambda: NOW, wait)
    assert (looked.data, looked.exit_code, waits) == (Look(()), ExitCode.DONE, [SECOND_LOOK])


def test_the_units_next_line_is_asked_by_a_mark(tmp_path: Path) -> None:
    assert not ask_for_a_start({})
    assert ask_for_a_start({"RUNTIME_DIRECTORY": f"{tmp_path}:/elsewhere"})
    assert [path.name for path in tmp_path.iterdir()] == [START_MARK]
    for scope, folder in (("system", "/run"), ("user", "%t")):
        text = dict(units(scope))["watchdog-sante-check.service"]
        assert "\nRuntimeDirectory=watchdog-sante-check\n" in text
        assert f'if [ -e "{folder}/watchdog-sante-check/{START_MARK}" ]' in text


def test_the_look_ends_well_when_it_has_told(tmp_path: Path) -> None:
    """Exit code 1 is for findings of `audit` and `message` alone."""
    _cycle(tmp_path / "state", datetime.now(UTC) - timedelta(days=3))
    (tmp_path / "w.yaml").write_text("language: en\nchannels: [{name: telephone, address_from: 'env:X'}]\n")
    words = ("service", "check", "--now", "--config", str(tmp_path / "w.yaml"), "--state", str(tmp_path / "state"))
    done = _run(tmp_path, *words)
    assert (done.returncode, done.stdout) == (
        0,
        "The watch needs to be started again: watchdog-sante service install\n",
    )


def test_a_dead_watch_is_told_once_and_started_each_time(tmp_path: Path) -> None:
    _cycle(tmp_path, NOW - timedelta(days=3))
    where = _where(tmp_path, "telephone")
    first = check(where, lambda: NOW, lambda _: None)
    again = check(where, lambda: NOW + timedelta(hours=1), lambda _: None)
    assert first.data == Look((Fault.STALE,), (Told(first.data.told[0].text, 1),))
    assert again.data == Look((Fault.STALE,), (Told(first.data.told[0].text, already=True),))
    assert (first.exit_code, again.exit_code) == (ExitCode.DONE, ExitCode.DONE)
    assert first.data.calls_for_a_start
    assert again.data.calls_for_a_start


def test_a_damaged_store_is_told_and_not_restarted(tmp_path: Path) -> None:
    (tmp_path / "watcher.db").write_bytes(os.urandom(4096))
    looked = check(_where(tmp_path, "telephone"), lambda: NOW, lambda _: None)
    assert (looked.data.faults, looked.exit_code) == ((Fault.UNREADABLE,), ExitCode.DONE)
    assert not looked.data.calls_for_a_start
    assert [channel for _, channel, _ in _queued(tmp_path)] == ["telephone"]
    again = check(_where(tmp_path, "telephone"), lambda: NOW + timedelta(hours=1), lambda _: None)
    assert (again.data.told[0].already, again.exit_code) == (True, ExitCode.DONE)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_alarm_fits_in_one_message_whole(tmp_path: Path, language: str) -> None:
    where = Where(tmp_path, ("telephone",), phrasebook(language))
    texts = [alarm(unit, where, NOW).data.text for unit in ("a", "watchdog-sante-messenger", "watchdog-sante-once")]
    texts += [where.words.wording[f"service.check.{fault}"] for fault in Fault]
    assert [text for text in texts if text.endswith("...") or len(text) > 140] == []
    assert max(septets(text) for text in texts[:3]) <= 140
