"""The daemon's life under APScheduler, whose only door this is.

One job on one worker thread: look, start a child when one is needed. It is a one-shot date trigger, armed again after
each run, because interval triggers build millions of run times or none at all when the clock is set. The main loop
wakes the scheduler (its waits are monotonic: a sleeping laptop would run late), notices clock steps and sleep, sees to
it that the job and the scheduler's thread live, and only then tells systemd that all is well.
"""

import os
import select
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from watchdog_sante.daemon.child import LONGEST
from watchdog_sante.daemon.sd_notify import Notifier
from watchdog_sante.daemon.supervision import FAILED, Supervisor

_STEP = 60.0  # seconds by which the wall clock leaves the monotonic one when it was set or the machine slept
_LATE = 120.0  # seconds after which a job that did not run is dead


@dataclass(frozen=True)
class Rhythm:
    """How often to look, and how often to make sure that looking still happens; in seconds."""

    look: float = 30.0
    beat: float = 15.0
    longest: float = LONGEST + 120.0  # a job that takes longer hangs


class Daemon:
    """A supervisor under APScheduler, with a main loop of its own. `beside` is done at each turn of that loop."""

    def __init__(
        self,
        watch: Supervisor,
        stop: threading.Event,
        rhythm: Rhythm,
        notifier: Notifier,
        beside: Callable[[], None] = lambda: None,
    ) -> None:
        self.watch = watch
        self.beside = beside
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
        self._was_lost = False
        self._arming = threading.Lock()
        self._offset = _offset()

    def run(self, wakeup: int) -> int:
        """Until the file descriptor `wakeup` can be read (a signal came) or something is wrong; the exit code."""
        self.scheduler.start()
        self.arm()
        verdict: int | None = None
        while verdict is None and not readable(wakeup, self._beat()):
            verdict = self.pulse()
        self._end(wait=verdict != FAILED or not self._hangs())
        self.notifier.tell(STOPPING="1")
        return verdict or 0

    def pulse(self) -> int | None:
        """One turn of the main loop: the exit code when the daemon must end."""
        self.beside()
        self._notice_clock()
        self.scheduler.wakeup()
        if (verdict := self._verdict()) is not None:
            return verdict
        self._find_lost()
        self._tell()
        return None

    def arm(self, after: float = 0.0) -> None:
        """One look, `after` seconds from now; none once the end has begun."""
        at = datetime.now(UTC) + timedelta(seconds=after)
        with self._arming:
            if not self.stop.is_set():
                self.scheduler.add_job(self._job, "date", run_date=at, id="look", replace_existing=True)

    def _job(self) -> None:
        self._began = time.monotonic()
        try:
            self.watch.tick(datetime.now(UTC))
            self.arm(self.rhythm.look)  # before it counts as ended: nobody finds it neither running nor armed
        finally:
            self._ended, self._began = time.monotonic(), None

    def _find_lost(self) -> None:
        """Arm a job that is neither running nor armed. For a moment that is so of one just handed to the worker, too:

        only at a second turn is it lost.
        """
        lost = self._began is None and self.scheduler.get_job("look") is None
        if lost and self._was_lost:
            log(4, "lost")
            self.arm()
        self._was_lost = lost

    def _end(self, wait: bool) -> None:
        """Stop the job, and the scheduler unless what runs hangs.

        APScheduler calls itself stopped before it takes its own lock: its thread, about to take away a job that it has
        just started, would not find it (JobLookupError), and a job that arms itself would wait for the lock while
        `shutdown` waits for the job. So nothing may be armed any more, and nothing be due, before it is shut down.
        """
        with self._arming:
            self.stop.set()
        if wait:
            self.scheduler.pause()
            self.scheduler.remove_all_jobs()
            self.scheduler.shutdown(wait=True)

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


def log(priority: int, what: str, **values: object) -> None:
    """One line for the journal (`<3>` is an error), for machines and for who looks after one: no private word."""
    mark = f"<{priority}>" if "JOURNAL_STREAM" in os.environ else ""
    sys.stderr.write(f"{mark}watchdog-sante {what} {' '.join(f'{key}={value}' for key, value in values.items())}\n")


def _offset() -> float:
    return time.time() - time.monotonic()


def readable(descriptor: int, patience: float) -> bool:
    """True once something can be read; waits at most `patience` seconds."""
    return bool(select.select([descriptor], [], [], patience)[0])
