"""The daemon: `python -m watchdog_sante.daemon [watcher|messenger] --state DIR`, and the only door to APScheduler.

One job on one worker thread: look, start a child when one is needed. It is a one-shot date trigger, armed again after
each run, because interval triggers build millions of run times or none at all when the clock is set. The main loop
wakes the scheduler (its waits are monotonic: a sleeping laptop would run late), notices clock steps and sleep, sees to
it that the job and the scheduler's thread live, and only then tells systemd that all is well.
"""

import argparse
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from watchdog_sante.child import LONGEST, Orders, Role, run_child
from watchdog_sante.locks import Held, Lock, instance_lock
from watchdog_sante.places import messenger_folder, watcher_folder
from watchdog_sante.sd_notify import Notifier
from watchdog_sante.supervision import LOCKED, Supervisor, supervisor

FAILED = 1
_EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)  # before that the clock is wrong: no battery, no network yet
_STEP = 60.0  # seconds by which the wall clock leaves the monotonic one when it was set or the machine slept
_LATE = 120.0  # seconds after which a job that did not run is dead
_COMPANION_REST = 15.0  # seconds before a messenger that ended is started again


@dataclass(frozen=True)
class Rhythm:
    """How often to look, and how often to make sure that looking still happens; in seconds."""

    look: float = 30.0
    beat: float = 15.0
    longest: float = LONGEST + 120.0  # a job that takes longer hangs


class Daemon:
    """A supervisor under APScheduler, with a main loop of its own."""

    def __init__(self, watch: Supervisor, stop: threading.Event, rhythm: Rhythm, notifier: Notifier) -> None:
        self.watch = watch
        self.stop = stop
        self.rhythm = rhythm
        self.notifier = notifier
        self.scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self.scheduler.add_listener(self._on_event, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        self._began: float | None = None  # monotonic time at which the running job began, None between two
        self._ended = time.monotonic()
        self._broken = False
        self._told_ready = False
        self._offset = _offset()

    def run(self, wakeup: int) -> int:
        """Until the file descriptor `wakeup` can be read (a signal came) or something is wrong; the exit code."""
        self.scheduler.start()
        self.arm()
        verdict: int | None = None
        while verdict is None and not _readable(wakeup, self._beat()):
            verdict = self.pulse()
        self.stop.set()
        if verdict != FAILED or not self._hangs():
            self.scheduler.shutdown(wait=True)
        self.notifier.tell(STOPPING="1")
        return verdict or 0

    def pulse(self) -> int | None:
        """One turn of the main loop: the exit code when the daemon must end."""
        self._notice_clock()
        self.scheduler.wakeup()
        if (verdict := self._verdict()) is not None:
            return verdict
        if self._began is None and self.scheduler.get_job("look") is None:
            self.arm()
        self._tell()
        return None

    def arm(self, after: float = 0.0) -> None:
        """One look, `after` seconds from now."""
        at = datetime.now(UTC) + timedelta(seconds=after)
        self.scheduler.add_job(self._job, "date", run_date=at, id="look", replace_existing=True)

    def _job(self) -> None:
        self._began = time.monotonic()
        try:
            self.watch.tick(datetime.now(UTC))
        finally:
            self._ended, self._began = time.monotonic(), None
        if not self.stop.is_set():
            self.arm(self.rhythm.look)

    def _on_event(self, event: Any) -> None:
        """APScheduler swallows what a job raises, SystemExit included: here it is heard."""
        self._broken = self._broken or event.code == EVENT_JOB_ERROR
        log(3, "job", event=event.code, error=type(getattr(event, "exception", None)).__name__)

    def _notice_clock(self) -> None:
        offset = _offset()
        if abs(offset - self._offset) > _STEP:
            log(5, "clock", seconds=round(offset - self._offset))
            self._offset = offset
            self.watch.forget()
            if self._began is None:
                self.arm()

    def _verdict(self) -> int | None:
        if self.watch.verdict is not None:
            return self.watch.verdict
        alive = any(thread.name == "APScheduler" for thread in threading.enumerate())
        late = self._began is None and time.monotonic() - self._ended > self.rhythm.look + _LATE
        if self._broken or not alive or late or self._hangs():
            log(2, "unwell", broken=self._broken, alive=alive, late=late, hangs=self._hangs())
            return FAILED
        return None

    def _hangs(self) -> bool:
        began = self._began
        return began is not None and time.monotonic() - began > self.rhythm.longest

    def _beat(self) -> float:
        watched = self.notifier.watchdog
        return min(self.rhythm.beat, watched / 3) if watched else self.rhythm.beat

    def _tell(self) -> None:
        if not self.watch.ready:
            self.notifier.tell(EXTEND_TIMEOUT_USEC=str(round((self._beat() + 60) * 1e6)), WATCHDOG="1")
            return
        told = {} if self._told_ready else {"READY": "1"}
        self._told_ready = True
        status = self.watch.report.status if self.watch.report else ""
        self.notifier.tell(**told, WATCHDOG="1", STATUS=status)


class Companion:
    """The messenger beside a watcher that was started without a service manager."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = arguments
        self._started = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it, when it does not run and has rested."""
        if self._process is not None and self._process.poll() is None:
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


class WithCompanion(Daemon):
    """A watcher that keeps its messenger running."""

    companion: Companion

    def pulse(self) -> int | None:
        """One turn of the main loop, the companion's included."""
        self.companion.start()
        return super().pulse()


def log(priority: int, what: str, **values: object) -> None:
    """One line for the journal (`<3>` is an error), for machines and for who looks after one: no private word."""
    mark = f"<{priority}>" if "JOURNAL_STREAM" in os.environ else ""
    sys.stderr.write(f"{mark}watchdog-sante {what} {' '.join(f'{key}={value}' for key, value in values.items())}\n")


def _offset() -> float:
    return time.time() - time.monotonic()


def _readable(descriptor: int, patience: float) -> bool:
    return bool(select.select([descriptor], [], [], patience)[0])


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
        if _readable(wakeup, 5.0):
            return False
    return True


def serve(orders: Orders, rhythm: Rhythm, with_messenger: Sequence[str] = ()) -> int:
    """Hold the role's lock and live; the exit code, 5 when another instance lives."""
    os.umask(0o077)
    wakeup, stop, notifier = _listen(), threading.Event(), Notifier(os.environ)
    folder = (messenger_folder if orders.role is Role.MESSENGER else watcher_folder)(orders.state)
    try:
        with Lock(instance_lock(folder)):
            if not _await_clock(wakeup, notifier):
                return 0
            kind = WithCompanion if with_messenger else Daemon
            watch = supervisor(orders, lambda started: run_child(orders, stop, started=started))
            daemon = kind(watch, stop, rhythm, notifier)
            if isinstance(daemon, WithCompanion):
                daemon.companion = Companion(with_messenger)
            code = daemon.run(wakeup)
            if isinstance(daemon, WithCompanion):
                daemon.companion.end()
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
    asked = parser.parse_args(arguments)
    orders = Orders(asked.role or Role.WATCHER, asked.state, asked.config, asked.lang)
    if asked.companion:
        _end_with_parent()
    beside: list[str] = []
    if asked.role is None:
        words = Orders(Role.MESSENGER, asked.state, asked.config, asked.lang).arguments(started=False)
        beside = [sys.executable, "-P", "-m", "watchdog_sante.daemon", *words, "--companion", "--look", str(asked.look)]
    return serve(orders, Rhythm(look=asked.look, beat=min(Rhythm.beat, asked.look)), beside)


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # a job that hangs must not keep a daemon that has judged itself dead
