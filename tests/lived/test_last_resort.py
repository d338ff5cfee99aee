"""When every channel has failed for a day, the machine itself says so, where the person looks, and takes it back."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from household import FIRST, bank_csv, desk, months, settings

from watchdog_sante.alerts import Outage, outage
from watchdog_sante.model.alerts import ChannelWish, NoticePolicy
from watchdog_sante.model.messages import Delivery, DeliveryState, OutgoingMessage
from watchdog_sante.package_data import phrasebook
from watchdog_sante.rounds import last_resort
from watchdog_sante.rounds.last_resort import JOB, Around
from watchdog_sante.rounds.lived_cycle import live
from watchdog_sante.rounds.messenger_round import deliver_round
from watchdog_sante.store import health, open_watcher

WORDS = phrasebook("fr")
DAY = timedelta(days=1)
POLICY = NoticePolicy(settings(Path()).zone, (ChannelWish("a"), ChannelWish("b"), ChannelWish("soeur", relative=True)))


def waits(channel: str, hours: float, state: DeliveryState = DeliveryState.PENDING) -> Delivery:
    """A message on a channel, so many hours before `FIRST`."""
    at = FIRST - timedelta(hours=hours)
    return Delivery(OutgoingMessage(f"{channel}{hours}", channel, "x", True, at), state, 3, FIRST)


@pytest.mark.parametrize(
    ("deliveries", "found"),
    [
        ([], None),
        ([waits("a", 30)], None),  # b may work: it is told there
        ([waits("a", 30), waits("b", 30, DeliveryState.SENT)], None),
        ([waits("a", 30), waits("b", 23.9)], None),
        ([waits("a", 30), waits("b", 24)], Outage(FIRST - timedelta(hours=30), 1)),
        ([waits("a", 30), waits("b", 24), waits("b", 2)], Outage(FIRST - timedelta(hours=30), 2)),
        ([waits("a", 30), waits("b", 24, DeliveryState.TO_CORRECT)], Outage(FIRST - timedelta(hours=30), 1)),
        ([waits("soeur", 30)], None),
        ([waits("a", 30), waits("gone", 30)], None),
    ],
)
def test_only_when_no_channel_works(deliveries: list[Delivery], found: Outage | None) -> None:
    assert outage(POLICY, deliveries, FIRST) == found


def test_without_any_channel_there_is_nothing_that_fails() -> None:
    assert outage(NoticePolicy(POLICY.zone), [waits("a", 30)], FIRST) is None


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "XDG_DESKTOP_DIR", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "state").mkdir()
    return tmp_path


def _files(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in home.rglob("LISEZ-MOI-ALERTE.txt"))


def _mind(home: Path, found: Outage | None, *, days: float = 0, inbox: tuple[Path, ...] = ()) -> bool:
    with open_watcher(home / "state") as db:
        return last_resort.mind(db, found, Around(home / "state", inbox, WORDS), FIRST + days * DAY)


def test_the_file_says_what_to_do_and_nothing_private(home: Path) -> None:
    assert _mind(home, Outage(FIRST, 3))
    assert _files(home) == ["LISEZ-MOI-ALERTE.txt", "state/LISEZ-MOI-ALERTE.txt"]
    text = (home / "LISEZ-MOI-ALERTE.txt").read_text("utf-8")
    assert text.startswith("Watchdog Santé\u00a0: vos messages ne partent plus.\n\nDepuis le 2 mars 2026, aucun")
    assert "3 messages attendent" in text
    assert "watchdog-sante alerts list" in text
    assert (home / "LISEZ-MOI-ALERTE.txt").stat().st_mode & 0o777 == 0o600


def test_the_desktop_is_preferred_then_the_inbox_then_the_home(home: Path) -> None:
    (home / "releves").mkdir()
    assert _mind(home, Outage(FIRST, 3), inbox=(home / "nowhere", home / "releves"))
    assert _files(home) == ["releves/LISEZ-MOI-ALERTE.txt", "state/LISEZ-MOI-ALERTE.txt"]
    (home / "Bureau").mkdir()
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/Bureau"\n')
    _mind(home, Outage(FIRST, 4), inbox=(home / "releves",))
    assert "4 messages" in (home / "Bureau" / "LISEZ-MOI-ALERTE.txt").read_text("utf-8")
    assert not _mind(home, None, inbox=(home / "releves",))
    assert _files(home) == []


def test_the_journal_and_the_desktop_hear_it_once_a_day(home: Path) -> None:
    told = [_mind(home, Outage(FIRST, 3), days=days) for days in (0, 0.5, 0.9, 1, 1.5, 2)]
    assert told == [True, False, False, True, False, True]
    with open_watcher(home / "state") as db:
        assert [one.code for one in health.jobs(db) if one.job == JOB] == ["no-channel-works"]
    _mind(home, None, days=3)
    with open_watcher(home / "state") as db:
        assert [one.code for one in health.jobs(db) if one.job == JOB] == [""]


def test_a_file_of_the_same_name_that_is_not_ours_stays(home: Path) -> None:
    mine = home / "LISEZ-MOI-ALERTE.txt"
    mine.write_text("à moi")
    assert not _mind(home, None)
    assert mine.read_text() == "à moi"


def test_where_nothing_can_be_written_it_is_still_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_resort, "write_whole", _refuse)
    assert _mind(home, Outage(FIRST, 3))
    assert _files(home) == []


def _refuse(*_: object) -> None:
    raise PermissionError


def test_a_cycle_looks_again_when_the_day_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watcher asks for a child then, even when nothing else happens; a delivery then takes it back."""
    monkeypatch.setenv("WATCHDOG_PHONE", "json://127.0.0.1:9")
    with desk(tmp_path) as at:
        (tmp_path / "inbox" / "a.csv").write_text(bank_csv(months(6, date(2026, 3, 1))))
        live(at, FIRST)
        deliver_round(at.messenger, at.settings, WORDS, FIRST)
        looks, now = [], FIRST
        while now < FIRST + DAY:
            now = live(at, now).next_look
            looks.append(now)
        assert timedelta(0) <= now - (FIRST + DAY) < timedelta(seconds=5)
