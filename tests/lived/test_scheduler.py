"""The scheduler's pitfalls, each met on a real one: late jobs, swallowed errors, dead threads, hangs, clock steps."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pytest
from apscheduler.events import EVENT_JOB_MISSED

from watchdog_sante.daemon import scheduler as module
from watchdog_sante.daemon.child import Ended, Orders, Report, Role
from watchdog_sante.daemon.scheduler import Daemon, Rhythm
from watchdog_sante.daemon.sd_notify import Notifier
from watchdog_sante.daemon.supervision import Supervisor

QUICK = Rhythm(look=0.05, beat=0.05)


class Watch(Supervisor):
    """A supervisor that counts its looks, and may do worse."""

    looks: int = 0
    forgotten: int = 0
    does: Callable[[], object] = staticmethod(lambda: None)

    def tick(self, now: datetime) -> bool:
        """One look."""
        self.looks += 1
        self.does()
        self.ready = True
        self.report = Report(status="tout va bien")
        return True

    def forget(self) -> None:
        """The clock was set."""
        self.forgotten += 1


class Running:
    """A daemon in a thread, and what it returned."""

    def __init__(self, place: Path, rhythm: Rhythm, environment: dict[str, str]) -> None:
        orders = Orders(Role.WATCHER, place)
        self.watch = Watch(orders, place / "watchdog.yaml", lambda _: Ended(0))
        self.daemon = Daemon(self.watch, threading.Event(), rhythm, Notifier(environment))
        self.wakeup, self._writing = os.pipe()
        self.code: int | None = None
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        self.code = self.daemon.run(self.wakeup)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def signal(self) -> None:
        """What a signal's handler does."""
        os.write(self._writing, b"x")

    def ended(self) -> int | None:
        """The exit code, once it came."""
        self._thread.join(10)
        return self.code


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    made: list[Running] = []

    def make(rhythm: Rhythm = QUICK, **environment: str) -> Running:
        made.append(Running(tmp_path, rhythm, environment))
        return made[-1]

    yield make
    for one in made:
        one.signal()
        one.ended()


def until(true: Callable[[], bool]) -> None:
    """Wait for it."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_looks_again_and_again_and_ends_when_asked(running: Callable[..., Running]) -> None:
    one = running()
    one.start()
    until(lambda: one.watch.looks > 3)
    one.signal()
    assert one.ended() == 0


def test_a_job_an_hour_late_still_runs(running: Callable[..., Running]) -> None:
    one = running(Rhythm(look=3600, beat=0.05))
    one.start()
    until(lambda: one.watch.looks == 1)
    missed: list[object] = []
    one.daemon.scheduler.add_listener(missed.append, EVENT_JOB_MISSED)
    one.daemon.arm(after=-3600)
    until(lambda: one.watch.looks == 2)
    assert missed == []


@pytest.mark.parametrize("error", [ValueError, MemoryError, SystemExit, KeyboardInterrupt])
def test_what_a_job_raises_is_heard(running: Callable[..., Running], error: type[BaseException]) -> None:
    one = running()

    def raises() -> None:
        raise error

    one.watch.does = raises
    one.start()
    assert one.ended() == 70


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_dead_scheduler_thread_is_noticed(running: Callable[..., Running], monkeypatch: pytest.MonkeyPatch) -> None:
    one = running(Rhythm(look=3600, beat=0.05))
    one.start()
    until(lambda: one.watch.looks == 1)
    monkeypatch.setattr(one.daemon.scheduler, "_process_jobs", lambda: 1 / 0)
    assert one.ended() == 70


def test_a_job_that_hangs_is_noticed(running: Callable[..., Running]) -> None:
    one = running(Rhythm(look=0.05, beat=0.05, longest=0.2))
    released = threading.Event()
    one.watch.does = lambda: released.wait(5)
    one.start()
    assert one.ended() == 70
    released.set()


def test_a_lost_job_is_armed_again(running: Callable[..., Running]) -> None:
    one = running(Rhythm(look=3600, beat=0.05))
    one.start()
    until(lambda: one.watch.looks == 1 and one.daemon.scheduler.get_job("look") is not None)
    one.daemon.scheduler.remove_job("look")
    until(lambda: one.watch.looks == 2)


def test_a_stop_while_the_job_is_being_handed_over_ends_cleanly(
    running: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end comes when APScheduler has started a job and has not yet taken it from its list."""
    one = running(Rhythm(look=0.05, beat=0.05))
    scheduler = one.daemon.scheduler
    remove = scheduler.remove_job

    def slow(name: str, store: str | None = None) -> None:
        if one.watch.looks > 2:
            one.signal()
            time.sleep(0.3)
        remove(name, store)

    monkeypatch.setattr(scheduler, "remove_job", slow)
    one.start()
    assert one.ended() == 0


def test_a_stop_while_the_job_arms_itself_ends_at_once(
    running: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`shutdown` holds a lock that arming needs, and waits for the job that arms."""
    one = running(Rhythm(look=0.05, beat=0.05))
    add = one.daemon.scheduler.add_job

    def slow(*arguments: object, **named: object) -> object:
        if one.watch.looks == 2:
            one.signal()
            time.sleep(0.3)
        return add(*arguments, **named)

    monkeypatch.setattr(one.daemon.scheduler, "add_job", slow)
    one.start()
    began = time.monotonic()
    assert (one.ended(), time.monotonic() - began < 5) == (0, True)


@pytest.mark.parametrize("seconds", [7200, -365 * 86400, 50 * 365 * 86400])
def test_sleep_and_clock_steps_both_ways_lead_to_a_look_at_once(
    running: Callable[..., Running], monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    one = running(Rhythm(look=3600, beat=0.05))
    one.start()
    until(lambda: one.watch.looks == 1)
    before = module._offset()
    monkeypatch.setattr(module, "_offset", lambda: before + seconds)
    until(lambda: one.watch.looks == 2)
    time.sleep(0.3)
    assert (one.watch.forgotten, one.watch.looks) == (1, 2)


@contextmanager
def systemd(place: Path) -> Iterator[socket.socket]:
    """The socket on which systemd listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(place / "notify"))
        listening.settimeout(5)
        yield listening


def test_systemd_is_told_ready_alive_and_stopping(running: Callable[..., Running], tmp_path: Path) -> None:
    with systemd(tmp_path) as listening:
        one = running(NOTIFY_SOCKET=str(tmp_path / "notify"), WATCHDOG_USEC="600000")
        one.start()
        until(lambda: one.watch.ready)
        heard = []
        while not heard or "READY=1" not in heard[-1]:
            heard.append(listening.recv(4096).decode())
        assert all("EXTEND_TIMEOUT_USEC" in text for text in heard[:-1])
        assert heard[-1] == "READY=1\nWATCHDOG=1\nSTATUS=tout va bien"
        assert listening.recv(4096).decode() == "WATCHDOG=1\nSTATUS=tout va bien"
        one.signal()
        assert one.ended() == 0
        heard.append("")
        while heard[-1] != "STOPPING=1":
            heard.append(listening.recv(4096).decode())


def test_an_unwell_daemon_tells_no_life(running: Callable[..., Running], tmp_path: Path) -> None:
    with systemd(tmp_path) as listening:
        one = running(NOTIFY_SOCKET=str(tmp_path / "notify"))

        def raises() -> None:
            raise ValueError

        one.watch.does = raises
        one.start()
        assert one.ended() == 70
        listening.settimeout(0.1)
        heard = []
        with suppress(TimeoutError):
            while True:
                heard.append(listening.recv(4096).decode())
        assert not [text for text in heard if "READY" in text]
