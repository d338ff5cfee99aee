"""The daemon as real processes whose clock is set while time itself goes on (libfaketime): sleep, steps, DST."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from receivers import http_service, mail_service
from test_daemon import QUIET, Home, wait_for

from watchdog_sante.rounds.upkeep import UPKEEP
from watchdog_sante.store import health, open_watcher

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed (apt install faketime)")
PARIS = ZoneInfo("Europe/Paris")


class Clocked(Home):
    """A home whose clock a file sets: the offset from the real one, for every process, at once."""

    def set(self, clock: datetime) -> None:
        """From now on it is that time, and time goes on."""
        part = self.place / ".clock"
        part.write_text(f"{(clock - datetime.now(UTC)).total_seconds():+.0f}\n")
        part.replace(self.place / "clock")

    @property
    def environment(self) -> dict[str, str]:
        """What the processes know, and who tells them the time."""
        return super().environment | {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self.place / "clock"),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def last(self, job: str = health.CYCLE) -> datetime:
        """When a job last ended well, by the clock it had."""
        with open_watcher(self.state) as watcher:
            return health.last_success(watcher, job) or datetime.min.replace(tzinfo=UTC)

    def processor(self) -> float:
        """Seconds of processor that the supervisors have used."""
        ticks = 0
        for number, words in self.processes().items():
            if "serving" in words:
                fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Clocked]:
    with http_service() as phone, mail_service() as mail:
        place = Clocked(tmp_path, phone, mail)
        try:
            yield place
        finally:
            place.kill()


STEPS = {
    "a sleep of five days": timedelta(days=5),
    "back by a year": timedelta(days=-365),
    "a clock chip without battery, corrected by fifty years": timedelta(days=50 * 365),
}


def test_after_any_step_a_cycle_comes_at_once_and_the_processor_stays_idle(home: Clocked) -> None:
    clock = datetime(2026, 12, 9, 13, 0, tzinfo=UTC)
    home.set(clock)
    home.drop("a.csv", QUIET)
    home.start()
    wait_for(lambda: (home.state / "watcher.db").exists() and home.last() > clock)
    for name, step in STEPS.items():
        before = home.processor()
        clock = home.last() + step
        home.set(clock)
        wait_for(lambda at=clock: timedelta(0) <= home.last() - at < timedelta(minutes=5))
        assert home.processor() - before < 5, name
    assert home.daemon is not None
    assert home.daemon.poll() is None
    with open_watcher(home.state) as watcher:
        assert watcher.problems(thorough=True) == ()
        assert [one.code for one in health.jobs(watcher) if one.job == "child"] in ([], [""])


def test_on_the_day_that_has_25_hours_the_morning_comes_once(home: Clocked) -> None:
    """An hour before the morning of such a day nothing is due; then it is done, and only once."""
    morning = datetime(2027, 10, 31, 8, tzinfo=PARIS).astimezone(UTC)
    home.set(morning - timedelta(days=1) + timedelta(hours=1))
    home.drop("a.csv", QUIET)
    home.start()
    wait_for(lambda: (home.state / "watcher.db").exists() and home.last(UPKEEP) > datetime(2026, 1, 1, tzinfo=UTC))
    home.set(morning - timedelta(hours=1))
    wait_for(lambda: home.last() > morning - timedelta(hours=1))
    assert home.last(UPKEEP) < morning - timedelta(hours=1)
    home.set(morning + timedelta(seconds=2))
    wait_for(lambda: home.last(UPKEEP) >= morning)
    done = home.last(UPKEEP)
    home.set(morning + timedelta(hours=3))
    wait_for(lambda: home.last() >= morning + timedelta(hours=3))
    assert home.last(UPKEEP) == done
    assert len(list((home.state / "backups").glob("*.db"))) == 2
