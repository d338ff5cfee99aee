"""The daemon's process: `python -m watchdog_sante.daemon.serving [watcher|messenger] --state DIR`.

Its arguments, its lock (one instance at a time), its signals, a clock that may be right, and the messenger that a
watcher without a service manager starts beside it.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from watchdog_sante.daemon.child import Ended, Orders, Role, run_child
from watchdog_sante.daemon.scheduler import Daemon, Rhythm, log, readable
from watchdog_sante.daemon.sd_notify import Notifier
from watchdog_sante.daemon.supervision import LOCKED, supervisor
from watchdog_sante.locks import Held, Lock, instance_lock
from watchdog_sante.places import messenger_folder, watcher_folder
from watchdog_sante.store import open_messenger
from watchdog_sante.store.errors import StoreError
from watchdog_sante.store.message_queue import MessageQueue

_EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)  # before that the clock is wrong: no battery, no network yet
_LAST_WORDS = 60.0  # seconds for an alarm to leave before a daemon that fails ends
_COUNTS = {
    Role.WATCHER: ("read", "refused", "waiting", "queued"),
    Role.MESSENGER: ("failed", "undelivered"),
}  # of a child's report
_COMPANION_REST = 15.0  # seconds before a messenger that ended is started again


class Companion:
    """The messenger beside a watcher that was started without a service manager; nobody when `arguments` are empty."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = arguments
        self._started = -_COMPANION_REST
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, when it does not run and has rested."""
        if not self._arguments or (self._process is not None and self._process.poll() is None):
            return
        if time.monotonic() - self._started < _COMPANION_REST:
            return
        self._started = time.monotonic()
        # Its standard input closes when we die, so that it ends too.
        self._process = subprocess.Popen(self._arguments, stdin=subprocess.PIPE)

    def end(self) -> None:
        """Ask it to end and wait."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


def _listen() -> int:
    """A descriptor that can be read once SIGTERM or SIGINT came: no lock is touched inside a signal handler."""
    reading, writing = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)

    def heard(*_: object) -> None:
        os.write(writing, b"x")

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, heard)
    return reading


def _end_with_parent() -> None:
    def watch() -> None:
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def _await_clock(wakeup: int, notifier: Notifier) -> bool:
    """True once the clock may be right; False when asked to stop before."""
    while datetime.now(UTC) < _EARLIEST:
        notifier.tell(EXTEND_TIMEOUT_USEC=str(10**8))
        if readable(wakeup, 5.0):
            return False
    return True


def _let_alarms_leave(folder: Path) -> None:
    """The messenger beside us ends with us: what says why we end is tried before."""
    until = time.monotonic() + _LAST_WORDS
    while time.monotonic() < until:
        with suppress(StoreError), open_messenger(folder) as messenger:
            if all(one.tries for one in MessageQueue(messenger).waiting() if one.message.urgent):
                return
        threading.Event().wait(0.5)


def _silent(ended: Ended) -> Ended:
    return ended


def _told(role: Role, ended: Ended) -> Ended:
    """The end of a child, said in numbers for who asked with `-v`: no name of a file, a payee or a channel."""
    counts = asdict(ended.report) if ended.report else {}
    shown = {name: counts[name] for name in _COUNTS[role] if name in counts}
    log(7, "child", role=role, code=ended.code, **shown, next_look=counts.get("next_look") or "never")
    return ended


def serve(orders: Orders, rhythm: Rhythm, with_messenger: Sequence[str] = (), *, verbose: bool = False) -> int:
    """Hold the role's lock and live; the exit code, 5 when another instance lives."""
    os.umask(0o077)
    wakeup, stop, notifier = _listen(), threading.Event(), Notifier(os.environ)
    folder = (messenger_folder if orders.role is Role.MESSENGER else watcher_folder)(orders.state)
    try:
        with Lock(instance_lock(folder)):
            if not _await_clock(wakeup, notifier):
                return 0
            tell = partial(_told, orders.role) if verbose else _silent
            watch = supervisor(orders, lambda started: tell(run_child(orders, stop, started=started)))
            companion = Companion(with_messenger)
            code = Daemon(watch, stop, rhythm, notifier, companion.start).run(wakeup)
            if code and with_messenger:
                _let_alarms_leave(folder=messenger_folder(orders.state))
            companion.end()
    except Held:
        log(3, "locked", role=orders.role)
        return LOCKED
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse and serve; without a role the watcher starts a messenger beside it."""
    parser = argparse.ArgumentParser(prog="watchdog-sante-daemon")
    parser.add_argument("role", type=Role, nargs="?")
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--lang", default="")
    parser.add_argument("--look", type=float, default=Rhythm.look)
    parser.add_argument("--companion", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args(arguments)
    orders = Orders(asked.role or Role.WATCHER, asked.state, asked.config, asked.lang)
    if asked.companion:
        _end_with_parent()
    beside: list[str] = []
    if asked.role is None:
        words = Orders(Role.MESSENGER, asked.state, asked.config, asked.lang).arguments(started=False)
        words += ["--companion", "--look", str(asked.look), *(["--verbose"] if asked.verbose else [])]
        beside = [sys.executable, "-P", "-m", "watchdog_sante.daemon.serving", *words]
    return serve(orders, Rhythm(look=asked.look, beat=min(Rhythm.beat, asked.look)), beside, verbose=asked.verbose)


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # a job that hangs must not keep a daemon that has judged itself dead
