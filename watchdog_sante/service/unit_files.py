"""The units of systemd with this machine's places in them.

The units that come with the package name one place for the program, the settings and the state; only those names are
replaced. What systemd would read otherwise than meant is refused.
"""

import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_config_path

from watchdog_sante import package_data, places
from watchdog_sante.model.sentences import Sentence, say

_PROGRAM = "/opt/watchdog-sante"
_COMMAND = f"{_PROGRAM}/bin/watchdog-sante"
_USER_SETTINGS = "%h/.config/watchdog-sante"
_USER_STATE = "%h/.local/state/watchdog-sante"
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
