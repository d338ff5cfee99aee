"""The units of systemd: sound for systemd, as closed as promised, and naming commands that exist."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer

from watchdog_sante.cli import app
from watchdog_sante.commands.service import STARTED, TIMED
from watchdog_sante.package_data import units

ROOT = Path(__file__).resolve().parents[2]
ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed: units are not verified")
SCOPES = ("system", "user")
# Exposure as systemd-analyze counts it, times ten (reliability notes, section 6).
CEILINGS = {
    ("system", "watchdog-sante.service"): 3,
    ("system", "watchdog-sante-once.service"): 3,
    ("system", "watchdog-sante-alarm@.service"): 3,
    ("system", "watchdog-sante-check.service"): 3,
    ("system", "watchdog-sante-messenger.service"): 12,
    ("user", "watchdog-sante.service"): 46,
    ("user", "watchdog-sante-once.service"): 46,
    ("user", "watchdog-sante-alarm@.service"): 46,
    ("user", "watchdog-sante-check.service"): 46,
    ("user", "watchdog-sante-messenger.service"): 46,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Both sets of units, naming a program that exists."""
    program = tmp_path / "bin" / "watchdog-sante"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for scope in SCOPES:
        (tmp_path / scope).mkdir()
        for name, text in units(scope):
            (tmp_path / scope / name).write_text(text.replace("/opt/watchdog-sante", str(tmp_path)), "utf-8")
    (tmp_path / "run").mkdir()
    return tmp_path


def _analyze(folder: Path, scope: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ANALYZE or "", f"--{scope}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder / scope,
        env={**os.environ, "XDG_RUNTIME_DIR": str(folder / "run"), "SYSTEMD_COLORS": "0"},
    )


@needs_systemd
@pytest.mark.parametrize("scope", SCOPES)
def test_systemd_finds_nothing_to_say(folder: Path, scope: str) -> None:
    done = _analyze(folder, scope, "verify", "--man=no", *(f"./{name}" for name, _ in units(scope)))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@needs_systemd
@pytest.mark.parametrize(("scope", "name"), CEILINGS)
def test_the_sandbox_is_as_closed_as_promised(folder: Path, scope: str, name: str) -> None:
    ceiling = CEILINGS[scope, name]
    done = _analyze(folder, scope, "security", "--offline=true", f"--threshold={ceiling}", "--no-pager", name)
    assert done.returncode == 0, f"{done.stdout.splitlines()[-1:]} {done.stderr}"


@needs_systemd
def test_the_gate_sees_an_open_sandbox(folder: Path) -> None:
    """Without the lines on capabilities and system calls, the messenger is above its ceiling."""
    file = folder / "system" / "watchdog-sante-messenger.service"
    lines = [line for line in file.read_text().splitlines() if not line.startswith(("Capability", "SystemCallFilter"))]
    file.write_text("\n".join(lines))
    done = _analyze(folder, "system", "security", "--offline=true", "--threshold=12", "--no-pager", file.name)
    assert done.returncode != 0


def test_every_service_has_a_ceiling() -> None:
    services = {(scope, name) for scope in SCOPES for name, _ in units(scope) if name.endswith(".service")}
    assert services == set(CEILINGS)


def test_the_folder_at_the_root_is_the_packages_own() -> None:
    assert (ROOT / "systemd").resolve() == ROOT / "watchdog_sante" / "systemd"


def test_both_scopes_hold_the_units_that_are_started() -> None:
    for scope in SCOPES:
        assert set(STARTED + TIMED) <= {name for name, _ in units(scope)}


def _called(scope: str) -> set[tuple[str, ...]]:
    """The words after the program's name in each ExecStart= line."""
    lines = [line for _, text in units(scope) for line in text.splitlines()]
    starts = [shlex.split(line.partition("=")[2]) for line in lines if line.startswith("ExecStart=")]
    assert all(words[0] == "/opt/watchdog-sante/bin/watchdog-sante" for words in starts)
    return {tuple(words[1:]) for words in starts}


@pytest.mark.parametrize("scope", SCOPES)
def test_the_units_call_commands_and_options_that_exist(scope: str) -> None:
    group = typer.main.get_command(app)
    called = _called(scope)
    assert {words[0] for words in called} == {"run", "once", "service"}
    for words in called:
        command, rest = group, list(words)
        while hasattr(command, "commands"):
            command = command.commands[rest.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= known, words


@pytest.mark.parametrize("scope", SCOPES)
def test_only_the_messenger_may_open_an_internet_socket(scope: str) -> None:
    families = {
        name: re.findall(r"^RestrictAddressFamilies=(.*)$", text, re.MULTILINE)
        for name, text in units(scope)
        if name.endswith(".service")
    }
    assert families.pop("watchdog-sante-messenger.service") == ["AF_UNIX AF_INET AF_INET6"]
    assert set(map(tuple, families.values())) == {("AF_UNIX",)}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("name", ["watchdog-sante.service", "watchdog-sante-messenger.service"])
def test_a_hang_or_a_crash_loop_is_told_within_five_minutes(scope: str, name: str) -> None:
    """The start limit is reached by the slowest failure (a hang each time) in less than 300 s, within its interval."""
    text = dict(units(scope))[name]
    value = {key: text.partition(f"\n{key}=")[2].partition("\n")[0] for key in ("WatchdogSec", "RestartSec")}
    burst = int(text.partition("\nStartLimitBurst=")[2].partition("\n")[0])
    assert "\nStartLimitIntervalSec=10min\n" in text
    assert burst * (int(value["WatchdogSec"]) + int(value["RestartSec"])) <= 180  # the rest is for three slow starts
    assert "\nOnFailure=watchdog-sante-alarm@%N.service\n" in text
