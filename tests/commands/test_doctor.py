"""`doctor` on sound and unsound folders, and its trials of the sandbox in a process that has none."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from watchdog_sante import places
from watchdog_sante.commands import ExitCode
from watchdog_sante.commands.doctor import Patient, examine
from watchdog_sante.model.doctor import Check, Verdict
from watchdog_sante.model.sentences import say
from watchdog_sante.package_data import phrasebook, units
from watchdog_sante.service import sandbox_trial
from watchdog_sante.service.sandbox_trial import Ground, Role
from watchdog_sante.service.unit_files import Scope
from watchdog_sante.store import health, open_messenger, open_watcher

ROOT = Path(__file__).resolve().parents[2]
SECRET = "json://localhost/hidden-topic"


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Patient:
    """A household in order; systemd is out of reach."""
    monkeypatch.setenv("PATH", "/nowhere")
    settings = tmp_path / "conf" / "watchdog.yaml"
    inbox = tmp_path / "releves"
    for folder in (settings.parent, inbox):
        folder.mkdir()
    address = settings.parent / "telephone.address"
    address.write_text(SECRET)
    address.chmod(0o600)
    settings.write_text(f"inbox: [{inbox}]\nchannels:\n  - name: telephone\n    address_from: file:{address}\n")
    state = tmp_path / "state"
    open_watcher(places.watcher_folder(state)).close()
    open_messenger(places.messenger_folder(state)).close()
    return Patient(settings, state, Scope.USER, {}, datetime.now(UTC))


def _by_name(patient: Patient) -> dict[str, Verdict]:
    return {check.name: check.verdict for check in examine(patient).data}


def test_a_sound_household_holds_and_what_was_not_tried_is_told(sound: Patient) -> None:
    found = examine(sound)
    assert found.exit_code is ExitCode.DONE
    assert _by_name(sound) == {
        "settings": Verdict.HOLDS,
        "sqlite": Verdict.HOLDS,
        "disk": Verdict.HOLDS,
        "clock": Verdict.HOLDS,
        "state.rights": Verdict.HOLDS,
        "inbox": Verdict.HOLDS,
        "channel": Verdict.HOLDS,
        "service": Verdict.NOT_TRIED,
        "watcher.sandbox": Verdict.NOT_TRIED,
        "messenger.sandbox": Verdict.NOT_TRIED,
    }


def _open_state(patient: Patient) -> None:
    patient.state.chmod(0o755)


def _open_database(patient: Patient) -> None:
    (patient.state / "watcher.db").chmod(0o644)


def _open_address(patient: Patient) -> None:
    (patient.settings.parent / "telephone.address").chmod(0o640)


def _no_address(patient: Patient) -> None:
    (patient.settings.parent / "telephone.address").unlink()


def _bad_address(patient: Patient) -> None:
    (patient.settings.parent / "telephone.address").write_text("no-such-service://x")


def _no_inbox(patient: Patient) -> None:
    (patient.settings.parent.parent / "releves").rmdir()


def _bad_settings(patient: Patient) -> None:
    patient.settings.write_text("inboxes: []\n")


def _exposed_settings(patient: Patient) -> None:
    patient.settings.write_text(f"channels:\n  - name: telephone\n    address: {SECRET}\n")
    patient.settings.chmod(0o644)


def _damaged(patient: Patient) -> None:
    (patient.state / "watcher.db").write_bytes(b"no database" * 100)


def _cycle_tomorrow(patient: Patient) -> None:
    with open_watcher(patient.state) as watcher:
        health.succeeded(watcher, health.CYCLE, patient.now + timedelta(days=1))


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        (_open_state, "state.rights"),
        (_open_database, "state.rights"),
        (_open_address, "channel"),
        (_no_address, "channel"),
        (_bad_address, "channel"),
        (_no_inbox, "inbox"),
        (_bad_settings, "settings"),
        (_exposed_settings, "settings.rights"),
        (_damaged, "store"),
        (_cycle_tomorrow, "clock"),
    ],
)
def test_each_harm_is_named_and_nothing_else_is(sound: Patient, harm: object, name: str) -> None:
    assert callable(harm)
    harm(sound)
    found = examine(sound)
    assert found.exit_code is ExitCode.USAGE
    assert {check.name for check in found.data if check.verdict is Verdict.FAILS} == {name}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_line_shows_an_address(sound: Patient, language: str) -> None:
    _exposed_settings(sound)
    book = phrasebook(language)
    assert "hidden-topic" not in "\n".join(book.text(check.told) for check in examine(sound).data)


def test_doctor_changes_nothing(sound: Patient) -> None:
    def seen() -> dict[str, tuple[int, int]]:
        files = sound.settings.parent.parent.rglob("*")
        return {str(file): (file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file()}

    before = seen()
    examine(sound)
    assert seen() == before


def _ground(folder: Path) -> Ground:
    inbox = folder / "releves"
    inbox.mkdir()
    (inbox / "mai.csv").write_text("x")
    (folder / "watchdog.yaml").write_text("inbox: []")
    open_watcher(places.watcher_folder(folder / "state")).close()
    open_messenger(places.messenger_folder(folder / "state")).close()
    return Ground(folder / "watchdog.yaml", folder / "state", (inbox,))


def test_without_a_sandbox_every_promise_is_seen_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trials can fail: run by this process, which is under no sandbox at all."""
    ground = _ground(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "id").write_text("x")
    failed = {
        check.name for role in Role for check in sandbox_trial.trials(role, ground) if check.verdict is Verdict.FAILS
    } - {"watcher.shadow", "messenger.shadow"}  # these depend on who runs the tests
    assert failed == {
        "watcher.internet",
        "watcher.private_folders",
        "watcher.read_only",
        "messenger.store",
        "messenger.settings",
        "messenger.statements",
    }


def test_what_is_hidden_is_seen_to_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    own = places.messenger_folder(tmp_path)
    own.mkdir()
    verdicts = {
        check.name: check.verdict
        for check in sandbox_trial.trials(Role.MESSENGER, Ground(tmp_path / "w.yaml", tmp_path, (tmp_path / "none",)))
    }
    assert verdicts.pop("messenger.shadow") in (Verdict.HOLDS, Verdict.FAILS)
    assert set(verdicts.values()) == {Verdict.HOLDS}


def test_answers_from_inside_come_back_whole(tmp_path: Path) -> None:
    checks = sandbox_trial.trials(Role.MESSENGER, _ground(tmp_path))
    assert sandbox_trial.decoded(sandbox_trial.encoded(checks)) == checks


@pytest.mark.parametrize(
    "text", ["", "{}x", '[["a", "holds", "bug.sentence", {}]]', '[["a", "perhaps", "doctor.x", {}]]']
)
def test_anything_else_from_inside_is_no_answer(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        sandbox_trial.decoded(text)


@pytest.mark.parametrize("scope", ["system", "user"])
def test_the_trial_is_made_under_every_line_that_closes(scope: str) -> None:
    text = dict(units(scope))["watchdog-sante.service"]
    lines = sandbox_trial.sandbox_lines(text, Path("/somewhere"))
    assert {"RestrictAddressFamilies=AF_UNIX", "PrivateUsers=yes", "ProtectSystem=strict"} <= set(lines)
    assert not [line for line in lines if line.startswith(("ExecStart", "Type", "#")) or "%h" in line]


def test_a_trial_that_was_not_run_is_not_counted_as_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    (check,) = sandbox_trial.by_systemd(Role.WATCHER, Scope.USER, Ground(tmp_path / "w.yaml", tmp_path, ()))
    assert check == Check(
        "watcher.sandbox", Verdict.NOT_TRIED, say("doctor.watcher.not_tried", problem="systemd-run: not found")
    )


def test_the_command_prints_one_document(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", "doctor", "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/nowhere", "HOME": str(tmp_path), "PYTHONWARNINGS": "error"},
    )
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr, document["schema"]) == (0, "", "watchdog-sante/doctor/1")
    assert {row["state"] for row in document["checks"]} <= {"holds", "not_tried"}
    assert list(tmp_path.iterdir()) == []


def _program(folder: Path, name: str, script: str) -> None:
    """A stand-in for one of systemd's programs."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_each_units_state_is_told(sound: Patient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path / "bin", "systemctl", "echo active; echo failed; echo activating")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    told = [(check.verdict, check.told.key) for check in examine(sound).data if check.name == "service"]
    assert told == [
        (Verdict.HOLDS, "doctor.service.holds"),
        (Verdict.FAILS, "doctor.service.fails"),
        (Verdict.NOT_TRIED, "doctor.service.activating"),
    ]


def test_the_trial_inside_is_really_run(sound: Patient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A systemd that forgets to close anything: doctor says what does not hold, and ends with 2."""
    _program(tmp_path / "bin", "systemd-run", 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (sound.settings.parent.parent / "releves" / "mai.csv").write_text("x")
    found = examine(sound)
    verdicts = {check.name: check.verdict for check in found.data}
    assert found.exit_code is ExitCode.USAGE
    closed = ("watcher.internet", "messenger.store", "messenger.settings", "messenger.statements")
    assert {verdicts[name] for name in closed} == {Verdict.FAILS}
    assert {verdicts[name] for name in ("watcher.state", "messenger.internet")} == {Verdict.HOLDS}
