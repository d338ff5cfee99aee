"""When a child is needed, and what its end means: a supervisor's whole thought, without scheduler or clock.

A child is started when something changed (a file, the settings, the messenger's database), when the last child said
that something is due, after the clock was set, and after a failure. Otherwise nothing is opened and nothing written.
"""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchdog_sante.daemon.child import Ended, Orders, Report, Role, mark_of
from watchdog_sante.drop_folder import folder_mark
from watchdog_sante.model.inbox import InboxState
from watchdog_sante.places import messenger_settings_file, settings_file, watcher_folder
from watchdog_sante.store import health, inbox_ledger, open_watcher
from watchdog_sante.store.errors import StoreError

CHILD = "child"  # the job whose failures are children that ended badly
SETTINGS, LOCKED, HOPELESS = 2, 5, 74  # exit codes of a child
FAILED = 70  # exit code of a daemon that judges itself unwell
_MOST_FAILURES = 3  # in a row, then the service manager is to know
_SETTINGS_AGAIN = timedelta(hours=1)
_LONGEST_WAIT = 7  # doublings between two looks at a file that waits: 2 ** 7 looks, about an hour

Starter = Callable[[bool], Ended]


@dataclass
class Supervisor:
    """One role's supervisor. `tick` is called twice a minute; `verdict` is the exit code when it must end."""

    orders: Orders
    settings: Path
    start: Starter
    report: Report | None = None
    verdict: int | None = None
    ready: bool = False
    _worked_on: str = ""  # what the last child that ended well had before it
    _last_seen: str = ""
    _failures: int = 0
    _failed: bool = False
    _retry_at: datetime | None = None
    _forgotten: bool = False
    _looks: int = 0  # since the last child
    _waits: int = 0  # children in a row that left a file waiting
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def forget(self) -> None:
        """The clock was set, or the machine slept: what was due at which instant means nothing any more."""
        with self._lock:
            self._forgotten = True

    def tick(self, now: datetime) -> bool:
        """Look, and start a child when one is needed; True when one was."""
        seen = self._look()
        self._looks += 1
        if not self._is_due(seen, now):
            self._last_seen = seen
            return False
        with self._lock:
            self._forgotten = False
        self._looks = 0
        self._judge(self.start(not self.ready), seen, now)
        self._last_seen = seen
        return True

    def tick_now(self) -> None:
        """Start a child whatever there is to see."""
        self.forget()
        self.tick(datetime.now(UTC))

    def _look(self) -> str:
        """What there is to see: the settings, and the folders or the messenger's database."""
        watched = [Path(one) for one in self.report.watched] if self.report else []
        there = folder_mark(watched) if self.orders.role is Role.WATCHER else "".join(map(mark_of, watched))
        return f"{mark_of(self.settings)} {there}"

    def _is_due(self, seen: str, now: datetime) -> bool:
        if self._retry_at is not None and now < self._retry_at and seen == self._last_seen and not self._forgotten:
            return False
        if self.report is None or self._failed or self._forgotten:
            return True
        due = self.report.next_instant
        if due is not None and due <= now:
            return True
        if self.report.waiting and self._looks >= 2 ** min(self._waits, _LONGEST_WAIT):
            return True
        # A folder in which something still moves is left until it is the same at two looks.
        settled = self.orders.role is Role.MESSENGER or seen == self._last_seen
        return seen != self._worked_on and settled

    def _judge(self, ended: Ended, seen: str, now: datetime) -> None:
        recovers = self._failed or not self.ready
        self._failed, self._retry_at = ended.report is None, None
        if ended.report is not None:
            if recovers:
                self._note(0, now)
            self._waits = self._waits + 1 if ended.report.waiting else 0
            self.report, self.ready, self._failures = ended.report, True, 0
            # What the child itself saw, not what is there now: a change that came meanwhile calls for another child.
            self._worked_on = f"{seen.partition(' ')[0]} {ended.report.mark}"
            return
        self._note(ended.code, now)
        if ended.code == SETTINGS and self.ready:
            self._retry_at = now + _SETTINGS_AGAIN  # somebody is editing them: what was understood still holds
        elif ended.code in (SETTINGS, LOCKED):
            self.verdict = ended.code
        elif ended.code == HOPELESS:
            self.verdict = SETTINGS  # a damaged database: another start would not mend it, a command does
        elif not self._died_reading(ended.code):
            self._failures += 1
            self.verdict = FAILED if self._failures >= _MOST_FAILURES else None

    def _died_reading(self, code: int) -> bool:
        """True when a file is to blame: the next child refuses it, so that this cannot go on for ever."""
        if self.orders.role is Role.MESSENGER or code in (SETTINGS, LOCKED, HOPELESS):
            return False
        try:
            with open_watcher(watcher_folder(self.orders.state)) as db:
                return any(entry.state is InboxState.READING for entry in inbox_ledger.entries(db))
        except StoreError:
            return False

    def _note(self, code: int, now: datetime) -> None:
        """Left for `status`, a recovery too; a store that cannot be opened is what the child has said already, and

        nothing more is written into one that is damaged.
        """
        if self.orders.role is Role.MESSENGER or code == HOPELESS:
            return
        try:
            with open_watcher(watcher_folder(self.orders.state)) as db:
                if code:
                    health.failed(db, CHILD, now, f"exit-{code}")
                elif any(one.job == CHILD and one.code for one in health.jobs(db)):
                    health.succeeded(db, CHILD, now)
        except StoreError:
            return


def supervisor(orders: Orders, start: Starter) -> Supervisor:
    """A supervisor for these orders, `start` being how its children are started."""
    whole = orders.config or settings_file(os.environ)
    return Supervisor(orders, messenger_settings_file(orders.state) if orders.role is Role.MESSENGER else whole, start)
