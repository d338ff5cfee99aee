"""`service install|show|uninstall`: the units of systemd with this machine's places in them, written or removed.

The units that come with the package name one place for the program, the settings and the state; only those names are
replaced. Installing again is how an upgrade reaches the running services. Uninstalling leaves settings and state.
"""

import os
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_config_path

from watchdog_sante import package_data, places, service_manager
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.files import write_whole
from watchdog_sante.model.sentences import Sentence, say

STARTED = ("watchdog-sante.service", "watchdog-sante-messenger.service", "watchdog-sante-check.timer")
TIMED = ("watchdog-sante-once.timer",)  # the alternative to the daemon, never enabled by `install`
_PROGRAM = "/opt/watchdog-sante"
_COMMAND = f"{_PROGRAM}/bin/watchdog-sante"
_USER_SETTINGS = "%h/.config/watchdog-sante"
_USER_STATE = "%h/.local/state/watchdog-sante"
_SYSUSERS = Path("/etc/sysusers.d/watchdog-sante.conf")
_PLAIN = re.compile(r"[\w/.@+~=,-]+")  # nothing that systemd or a path list would read as a sign


class Scope(StrEnum):
    """Whose service it is."""

    USER = "user"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Program:
    """How the program is called, and the folders it is made of (its environment, its Python, its sources)."""

    command: tuple[str, ...]
    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What installing does: folders made with their rights, files written, commands run, in that order."""

    folders: tuple[tuple[Path, int], ...]
    files: tuple[tuple[Path, str], ...]
    commands: tuple[tuple[str, ...], ...]


class ServiceRefused(Exception):
    """It cannot be installed here; `sentence` says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence


def this_program() -> Program:
    """The program that is running now."""
    script = Path(sys.executable).parent / "watchdog-sante"
    command = (str(script),) if script.is_file() else (sys.executable, "-m", "watchdog_sante")
    source = Path(package_data.__file__).resolve().parents[1]
    folders = dict.fromkeys((Path(sys.prefix), Path(sys.base_prefix), source))
    return Program(command, tuple(folders))


def units_folder(scope: Scope) -> Path:
    """Where systemd looks for units that a person installed."""
    return user_config_path("systemd") / "user" if scope is Scope.USER else Path("/etc/systemd/system")


def rendered(scope: Scope, program: Program, settings: Path, state: Path) -> tuple[tuple[str, str], ...]:
    """Every unit (file name, text) with the real places. Raises `ServiceRefused` for a place systemd would misread."""
    for path in (*program.command, settings, state):
        if not _PLAIN.fullmatch(str(path)):
            raise ServiceRefused(say("service.refused.path", path=str(path)))
    if scope is Scope.SYSTEM and (hidden := _hidden(Path(program.command[0]))):
        raise ServiceRefused(say("service.refused.home", path=program.command[0], folder=str(hidden)))
    changes = _changes(scope, program, settings, state)
    return tuple((name, _replaced(text, changes)) for name, text in package_data.units(scope))


def _changes(scope: Scope, program: Program, settings: Path, state: Path) -> tuple[tuple[str, str], ...]:
    """What to replace, the longest text first. Folders outside the home are seen anyway and need no line."""
    shown = " ".join(f"-{folder}" for folder in program.folders if folder.is_relative_to(Path.home()))
    changes = [(_COMMAND, " ".join(program.command)), (f" -{_PROGRAM}", f" {shown}" if shown else "")]
    if scope is Scope.USER:
        home = Path.home()
        changes += [
            (f"{_USER_SETTINGS}/{places.SETTINGS}", _from_home(settings, home)),
            (_USER_SETTINGS, _from_home(settings.parent, home)),
            (_USER_STATE, _from_home(state, home)),
        ]
    return tuple(changes)


def _from_home(path: Path, home: Path) -> str:
    return f"%h/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _replaced(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    """Directives only: comments keep the names that they explain."""
    lines = text.splitlines(keepends=True)
    for old, new in changes:
        lines = [line if line.startswith("#") else line.replace(old, new) for line in lines]
    return "".join(lines)


def _hidden(path: Path) -> Path | None:
    """The folder that ProtectHome= empties, when the path lies in it."""
    return next((top for top in map(Path, ("/home", "/root", "/run/user")) if path.is_relative_to(top)), None)


def plan(scope: Scope, program: Program, settings: Path, state: Path) -> Plan:
    """What `install` would do. Raises `ServiceRefused`."""
    folder = units_folder(scope)
    user = scope is Scope.USER
    files = [(folder / name, text) for name, text in rendered(scope, program, settings, state)]
    folders = [(settings.parent, 0o700), (state, 0o700), (places.messenger_folder(state), 0o700)]
    commands: list[tuple[str, ...]] = []
    if not user:
        folders = [(settings.parent, 0o750), (settings.parent / "channels", 0o700)]  # systemd makes the state's
        files.insert(0, (_SYSUSERS, f'u watchdog-sante - "watchdog-sante" {places.SYSTEM_STATE}\n'))
        commands += [("systemd-sysusers", str(_SYSUSERS)), ("chgrp", "watchdog-sante", str(settings.parent))]
        if settings.is_file():
            commands += [("chgrp", "watchdog-sante", str(settings)), ("chmod", "0640", str(settings))]
    commands += [
        service_manager.systemctl("daemon-reload", user=user),
        service_manager.systemctl("enable", *STARTED, user=user),
        service_manager.systemctl("restart", *STARTED, user=user),
    ]
    if user:
        commands.append(("loginctl", "enable-linger"))  # else the watcher stops at logout
    return Plan(tuple(folders), tuple(files), tuple(commands))


def install(plan: Plan) -> Result[tuple[service_manager.Done, ...]]:
    """Do it; the commands that failed. Raises `OSError` when a file cannot be written."""
    for folder, mode in plan.folders:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
    for path, text in plan.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
        path.chmod(0o644)
    failed = tuple(done for done in map(service_manager.run, plan.commands) if done.code)
    return Result(failed, ExitCode.USAGE if failed else ExitCode.DONE)


def uninstall(scope: Scope, *, dry_run: bool = False) -> Result[tuple[Path, ...]]:
    """Stop and disable, then remove the units that are ours by name; the files removed. Raises `OSError`."""
    folder, user = units_folder(scope), scope is Scope.USER
    found = tuple(path for name, _ in package_data.units(scope) if (path := folder / name).is_file())
    found += tuple(path for path in (_SYSUSERS,) if not user and path.is_file())
    if not dry_run:
        stopped = (*STARTED, *TIMED, "watchdog-sante-check.service", "watchdog-sante-once.service")
        service_manager.run(service_manager.systemctl("disable", "--now", *stopped, user=user))
        for path in found:
            path.unlink()
        service_manager.run(service_manager.systemctl("daemon-reload", user=user))
    return Result(found, ExitCode.DONE)


def refuse_other_user(scope: Scope) -> None:
    """The system's units are root's. Raises `ServiceRefused`."""
    if scope is Scope.SYSTEM and os.geteuid() != 0:
        raise ServiceRefused(say("service.refused.not_root"))
