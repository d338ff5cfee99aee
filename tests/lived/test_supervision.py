"""When a child is started and what its end means, told with children that only answer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from watchdog_sante.daemon.child import Ended, Orders, Report, Role, mark_of
from watchdog_sante.daemon.supervision import CHILD, Supervisor
from watchdog_sante.drop_folder import folder_mark
from watchdog_sante.model.alerts import NoticePolicy
from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.rounds.due_messages import next_look
from watchdog_sante.store import health, inbox_ledger, open_watcher

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
HALF_MINUTE = timedelta(seconds=30)


class Home:
    """A watcher's supervisor over a folder, its children's answers and the time they ran."""

    def __init__(self, place: Path) -> None:
        self.inbox = place / "inbox"
        self.inbox.mkdir()
        self.settings = place / "watchdog.yaml"
        self.settings.write_text("language: fr")
        self.now = NOW
        self.started: list[bool] = []
        self.answer: Callable[[], Ended] = self.well
        self.watch = Supervisor(Orders(Role.WATCHER, place / "state"), self.settings, self._start)

    def _start(self, started: bool) -> Ended:
        self.started.append(started)
        return self.answer()

    def well(self, waiting: int = 0) -> Ended:
        """A child that ended well and says that something is due in a day."""
        mark = folder_mark([self.inbox])
        due = (self.now + timedelta(days=1)).isoformat()
        return Ended(0, Report(due, (str(self.inbox),), mark, waiting=waiting))

    def ticks(self, count: int) -> int:
        """So many looks; how many children they started."""
        before = len(self.started)
        for _ in range(count):
            self.now += HALF_MINUTE
            self.watch.tick(self.now)
        return len(self.started) - before


def test_an_idle_folder_starts_no_child_and_a_new_file_starts_one(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert (home.ticks(1), home.started, home.watch.ready) == (1, [True], True)
    assert home.ticks(100) == 0
    (home.inbox / "a.csv").write_text("x")
    assert [home.ticks(1), home.ticks(1), home.ticks(20)] == [0, 1, 0]  # the same at two looks
    assert home.started == [True, False]
    (home.inbox / "b.csv.part").write_text("x")
    assert home.ticks(5) == 0
    home.settings.write_text("language: en")
    assert home.ticks(3) == 1


def test_a_file_that_grows_is_left_until_it_rests(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.ticks(1)
    for size in range(1, 10):
        (home.inbox / "a.csv").write_text("x" * size)
        assert home.ticks(1) == 0
    assert home.ticks(2) == 1


def test_what_changes_while_a_child_works_calls_for_another(tmp_path: Path) -> None:
    home = Home(tmp_path)

    def busy() -> Ended:
        ended = home.well()
        (home.inbox / "late.csv").write_text("x")  # dropped after the child's own look
        home.answer = home.well
        return ended

    home.answer = busy
    assert [home.ticks(1), home.ticks(2), home.ticks(10)] == [1, 1, 0]


def test_what_is_due_is_due_and_a_clock_that_was_set_asks_anew(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.ticks(1)
    home.now += timedelta(days=1)
    assert [home.ticks(1), home.ticks(10)] == [1, 0]
    home.now -= timedelta(days=400)  # the instant that was due lies more than a year ahead
    assert home.ticks(10) == 0
    home.watch.forget()
    assert [home.ticks(1), home.ticks(10)] == [1, 0]


def test_a_waiting_file_is_looked_at_less_and_less(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.answer = lambda: home.well(waiting=1)
    assert home.ticks(120) < 10  # an hour


def test_three_failures_in_a_row_are_for_the_service_manager(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.ticks(1)
    home.watch.forget()
    home.answer = lambda: Ended(70)
    assert (home.ticks(2), home.watch.verdict) == (2, None)
    home.answer = home.well
    assert (home.ticks(1), home.watch.verdict) == (1, None)
    with open_watcher(tmp_path / "state") as watcher:
        assert [one.code for one in health.jobs(watcher) if one.job == CHILD] == [""]
    home.watch.forget()
    home.answer = lambda: Ended(-9)
    assert (home.ticks(3), home.watch.verdict) == (3, 70)
    with open_watcher(tmp_path / "state") as watcher:
        assert [one.code for one in health.jobs(watcher) if one.job == CHILD] == ["exit--9"]


def test_a_death_with_a_file_in_hand_is_the_files(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with open_watcher(tmp_path / "state") as watcher:
        inbox_ledger.put(watcher, InboxEntry("x", 1, 1, InboxState.READING, NOW))
    home.answer = lambda: Ended(-9)
    assert (home.ticks(6), home.watch.verdict) == (6, None)


def test_bad_settings_end_a_start_but_not_a_watch(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.answer = lambda: Ended(2)
    home.ticks(1)
    assert home.watch.verdict == 2

    (tmp_path / "b").mkdir()
    other = Home(tmp_path / "b")
    other.ticks(1)
    other.answer = lambda: Ended(2)
    other.settings.write_text("langage: fr")
    assert other.ticks(3) == 1
    assert (other.ticks(60), other.watch.verdict) == (0, None)
    other.answer = other.well
    other.settings.write_text("language: fr")
    assert other.ticks(3) == 1


def test_the_messenger_works_when_its_database_changes(tmp_path: Path) -> None:
    database = tmp_path / "messenger.db"
    database.write_text("1")
    started: list[bool] = []

    def start(first: bool) -> Ended:
        started.append(first)
        return Ended(0, Report(watched=(str(database),), mark=mark_of(database)))

    watch = Supervisor(Orders(Role.MESSENGER, tmp_path), tmp_path / "watchdog.yaml", start)
    assert [watch.tick(NOW) for _ in range(3)] == [True, False, False]
    database.write_text("22")
    assert [watch.tick(NOW) for _ in range(3)] == [True, False, False]


def test_the_morning_comes_once_a_day_on_the_days_the_clocks_change() -> None:
    paris = ZoneInfo("Europe/Paris")
    policy = NoticePolicy(paris)
    for start in (datetime(2026, 3, 27, 12, 0, tzinfo=paris), datetime(2026, 10, 23, 12, 0, tzinfo=paris)):
        at, looks = start, []
        for _ in range(4):
            at = next_look((), (), policy, at)
            looks.append(at.astimezone(paris).strftime("%d %H:%M"))
        days = [(start + timedelta(days=count)).day for count in range(1, 5)]
        assert looks == [f"{day:02d} 08:00" for day in days]
