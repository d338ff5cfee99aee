"""One child process that does one role's work once: what it is asked, what it answers, how long it may take.

The child holds what is heavy (pandas, readers, Apprise) and may die; the process that starts it stays small. Its
standard input is a pipe that nobody writes to: when it closes, the parent is dead and the child ends too.
"""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import watchdog_sante

LONGEST = 15 * 60.0  # seconds a child may take
_PACE = 0.05  # seconds between two looks at a child
_NEVER = threading.Event()  # waiting for it is a sleep that no clock that is set disturbs
_GRACE = {"watcher": 0.0, "messenger": 45.0}  # seconds to finish when asked to stop: a send is not cut if possible


class Role(StrEnum):
    """The watcher reads statements and has no network; the messenger has the network and reads none."""

    WATCHER = "watcher"
    MESSENGER = "messenger"


@dataclass(frozen=True, slots=True)
class Orders:
    """What to work on. `lang` is what the person asked for on the command line, "" for nothing."""

    role: Role
    state: Path
    config: Path | None = None
    lang: str = ""

    def arguments(self, started: bool) -> list[str]:
        """The orders as a command line of `worker.py`."""
        words = [self.role.value, "--state", str(self.state)]
        words += ["--config", str(self.config)] if self.config else []
        words += ["--lang", self.lang] if self.lang else []
        return [*words, "--started"] if started else words


@dataclass(frozen=True, slots=True)
class Report:
    """What the child did, and what the next one depends on. Paths and instants are text: it travels as JSON."""

    next_look: str = ""  # when something may be due without any change, "" for never
    watched: tuple[str, ...] = ()  # folders (watcher) or files (messenger) whose change calls for another child
    mark: str = ""  # what was watched as the child saw it, its own writing included
    status: str = ""  # a sentence in the person's language
    read: int = 0
    refused: int = 0
    waiting: int = 0
    queued: int = 0
    failed: int = 0  # attempts to send that failed
    undelivered: int = 0  # messages that still wait

    @property
    def next_instant(self) -> datetime | None:
        """`next_look` as an instant."""
        return datetime.fromisoformat(self.next_look) if self.next_look else None

    def to_text(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit code (negative: killed by that signal), and its report when all went well."""

    code: int
    report: Report | None = None


def mark_of(path: Path) -> str:
    """A file's state, to tell whether it changed."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return ""
    return f"{status.st_ino}:{status.st_size}:{status.st_mtime_ns}"


def run_child(orders: Orders, stop: threading.Event, *, started: bool = False, longest: float = LONGEST) -> Ended:
    """Start a child and wait. It is killed after `longest` seconds, or when `stop` is set and its grace is over."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "watchdog_sante.daemon.worker", *orders.arguments(started)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
    ) as child:
        _wait(child, stop, longest, _GRACE[orders.role])
        said = child.stdout.read() if child.stdout else b""
        code = child.wait()
    return Ended(code, _report(said) if code == 0 else None)


def _wait(child: "subprocess.Popen[bytes]", stop: threading.Event, longest: float, grace: float) -> None:
    until = time.monotonic() + longest
    while child.poll() is None:
        if stop.is_set():
            until = min(until, time.monotonic() + grace)
            grace = float("inf")
        if time.monotonic() >= until:
            child.kill()
            return
        _NEVER.wait(_PACE)


def _environment() -> dict[str, str]:
    """Ours, without what is for us alone; the package is found where we were, and libraries start no threads."""
    mine = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
    kept = {name: value for name, value in os.environ.items() if name not in mine}
    package = str(Path(watchdog_sante.__file__).parents[1])
    return kept | {"PYTHONPATH": package, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _report(said: bytes) -> Report:
    values: dict[str, Any] = json.loads(said)
    return Report(**{**values, "watched": tuple(values["watched"])})
