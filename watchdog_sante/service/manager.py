"""The hands that speak with systemd: writing units, systemctl, a trial inside a sandbox, a word on the desktop.

Only this room runs other programs. Nothing is run through a shell.
"""

import getpass
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120.0  # seconds a program may take


@dataclass(frozen=True, slots=True)
class Done:
    """A program that was run: its words, and 127 when there is no such program."""

    command: tuple[str, ...]
    code: int
    output: str = ""
    complaint: str = ""


def run(command: Sequence[str], patience: float = PATIENCE) -> Done:
    """Run a program to its end and keep what it says. Never raises for what the program does."""
    try:
        done = subprocess.run(
            list(command), capture_output=True, text=True, errors="replace", check=False, timeout=patience,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError:
        return Done(tuple(command), 127, complaint=f"{command[0]}: not found")
    except subprocess.TimeoutExpired:
        return Done(tuple(command), 124, complaint=f"{command[0]}: no answer in {patience:.0f} s")
    return Done(tuple(command), done.returncode, done.stdout, done.stderr.strip())


def systemctl(*arguments: str, user: bool) -> tuple[str, ...]:
    """The command line of systemctl for the user's manager or the system's."""
    return ("systemctl", *(("--user",) if user else ()), *arguments)


def unit_states(units: Sequence[str], *, user: bool) -> tuple[str, ...]:
    """`active`, `failed`, `inactive` ... of each unit; empty when systemd does not answer."""
    done = run(systemctl("is-active", *units, user=user))
    states = tuple(done.output.split())
    return states if len(states) == len(units) else ()


def lingers() -> bool:
    """True when this user's services already go on after logout."""
    return Path("/var/lib/systemd/linger", getpass.getuser()).exists()


def try_inside(properties: Sequence[str], command: Sequence[str], *, user: bool) -> Done:
    """Run a command once under these unit properties (`Name=value`) and keep what it prints."""
    flags = [flag for one in properties for flag in ("-p", one)]
    where = ("--user",) if user else ()
    return run(("systemd-run", *where, "--quiet", "--pipe", "--wait", "--collect", *flags, "--", *command))


def show_on_desktop(title: str, text: str) -> bool:
    """A notification on the person's desktop, when there is one; False when nobody took it."""
    if shutil.which("notify-send") is None or not _has_session_bus():
        return False
    return run(("notify-send", "--urgency=critical", title, text), patience=10).code == 0


def _has_session_bus() -> bool:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or (bool(runtime) and (Path(runtime) / "bus").exists())
