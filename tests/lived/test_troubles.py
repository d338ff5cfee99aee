"""What a machine does to a household: full and closed disks, readers that hold on, files that change, copies put back.

Each trouble is a real one (a small disk, a lock, a thread that writes), met by whole cycles: nothing may be lost,
nothing stored twice, and what was in the way is said.
"""

import os
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from household import FIRST, bank_csv, desk, months, settings

from watchdog_sante import messenger_settings
from watchdog_sante.alerts import fold, pair
from watchdog_sante.daemon.child import Ended, Orders, Role, run_child
from watchdog_sante.drop_folder import StillWritten, look, take
from watchdog_sante.model.messages import DeliveryState
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.package_data import phrasebook
from watchdog_sante.rounds.lived_cycle import Desk, live
from watchdog_sante.rounds.messenger_round import deliver_round
from watchdog_sante.settings import Settings
from watchdog_sante.store import alert_log, db, open_messenger, open_watcher
from watchdog_sante.store.backups import copy_verified, restore
from watchdog_sante.store.errors import Busy
from watchdog_sante.store.facts import load_sources
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.opening import WATCHER

WORDS = phrasebook("fr")
CLUBS = {"rules": [{"name": "Clubs", "label": "*CLUB*", "severity": "critical"}], "daily_cap": 100}


def drop(home: Path, name: str, payee: str = "", day: date = date(2026, 3, 2)) -> None:
    """A statement: quiet months, or one payment to a club."""
    rows = [(day, f"CARTE 01/03 CLUB {payee}", "-9,90")] if payee else months(6, date(2026, 3, 1))
    (home / "inbox").mkdir(exist_ok=True)
    (home / "inbox" / name).write_text(bank_csv(rows))


def stored(home: Path) -> Counter[str]:
    """How often each file is in the store."""
    with open_watcher(home / "state") as watcher:
        assert watcher.problems(thorough=True) == ()
        return Counter(source.file for source in load_sources(watcher))


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own, so small that it is soon full."""
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(place: Path) -> None:
    """Write until the disk is full."""
    with place.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 512)


def work(home: Path, role: Role = Role.WATCHER) -> Ended:
    """One child, as the daemon starts it."""
    file = home / "watchdog.yaml"
    file.write_text(f"language: fr\ninbox: [{home}/inbox]\n")
    return run_child(Orders(role, home / "state", file), threading.Event())


def test_a_full_disk_is_said_and_costs_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    drop(tmp_path, "a.csv")
    with small_disk(tmp_path / "state", 400):
        assert work(tmp_path).code == 0
        drop(tmp_path, "b.csv", "ALPHA")
        filler = tmp_path / "state" / "filler"
        fill(filler)
        assert work(tmp_path).code == 75
        assert "Le disque est plein" in capfd.readouterr().err
        assert stored(tmp_path) == {"a.csv": 1}
        filler.unlink()
        assert work(tmp_path).code == 0
        assert stored(tmp_path) == {"a.csv": 1, "b.csv": 1}


def test_a_read_only_disk_is_said_and_costs_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    drop(tmp_path, "a.csv")
    with small_disk(tmp_path / "state", 4000) as disk:
        assert work(tmp_path).code == 0
        drop(tmp_path, "b.csv", "ALPHA")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert work(tmp_path).code == 75
        assert "Vérifiez le chemin et ses droits" in capfd.readouterr().err
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert work(tmp_path).code == 0
        assert stored(tmp_path) == {"a.csv": 1, "b.csv": 1}


def test_an_inbox_that_is_closed_for_a_while_forgets_nothing(tmp_path: Path) -> None:
    """A network folder that is away looks empty: what was read stays known, and is not read twice when it is back."""
    drop(tmp_path, "a.csv")
    with desk(tmp_path) as at:
        live(at, FIRST)
        (tmp_path / "inbox").rename(tmp_path / "away")
        assert len(live(at, FIRST + timedelta(hours=1)).audit.sources) == 1
        (tmp_path / "away").rename(tmp_path / "inbox")
        live(at, FIRST + timedelta(hours=2))
    assert stored(tmp_path) == {"a.csv": 1}


def test_a_reader_that_holds_on_delays_and_one_that_never_lets_go_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(tmp_path, "a.csv")
    with desk(tmp_path) as at:
        live(at, FIRST)
        drop(tmp_path, "b.csv", "ALPHA")
        reader = db.sqlite3.connect(tmp_path / "state" / "watcher.db", check_same_thread=False, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM bank_rows").fetchone()
        release = threading.Timer(1.0, reader.execute, ["COMMIT"])
        release.start()
        assert live(at, FIRST + timedelta(hours=1)).read == 1
        release.join()
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM bank_rows").fetchone()
    monkeypatch.setattr(db, "_PATIENCE", 0.2)
    drop(tmp_path, "c.csv", "BRAVO")
    with desk(tmp_path) as at, pytest.raises(Busy):
        live(at, FIRST + timedelta(hours=2))
    reader.close()
    with desk(tmp_path) as at:
        live(at, FIRST + timedelta(hours=3))
    assert stored(tmp_path) == {"a.csv": 1, "b.csv": 1, "c.csv": 1}


@pytest.mark.parametrize("by", ["rename", "rewriting"])
def test_a_file_replaced_while_it_is_read_is_read_whole_or_later(tmp_path: Path, by: str) -> None:
    """Two versions of one size, changed over and over: what is taken is one of them, never a mixture."""
    place = tmp_path / "a.csv"
    versions = [letter * 300_000 for letter in (b"a", b"b")]
    place.write_bytes(versions[0])
    done = threading.Event()

    def change() -> None:
        count = 0
        while not done.is_set():
            count += 1
            if by == "rename":
                (tmp_path / ".part").write_bytes(versions[count % 2])
                (tmp_path / ".part").rename(place)
            else:
                with place.open("r+b") as file:
                    file.write(versions[count % 2])

    writer = threading.Thread(target=change)
    writer.start()
    seen, waited = set(), 0
    try:
        for _ in range(300):
            (found,) = look([tmp_path])
            try:
                taken = take(found, "a.csv", sure=False)
            except StillWritten:
                waited += 1
                continue
            if isinstance(taken, StatementFile):
                seen.add(taken.data)
    finally:
        done.set()
        writer.join()
    assert seen <= set(versions)
    assert seen or waited


def _notified(at: Desk) -> dict[str, tuple[str, ...]]:
    """What each message ever handed over tells, by its key."""
    return {one.message.key: one.message.references for one in MessageQueue(at.messenger).everything()}


def test_copies_made_while_statements_come_are_whole_and_one_put_back_loses_nothing(tmp_path: Path) -> None:
    """The messages sent since the copy are known to the messenger; alerts found anew are told, known ones not again."""
    wanted = settings(tmp_path / "inbox", accounts=[{"name": "joint", "folder": "inbox"}], **CLUBS)
    with desk(tmp_path, wanted) as at:
        drop(tmp_path, "quiet.csv")
        live(at, FIRST)
        now = FIRST + timedelta(days=2)
        drop(tmp_path, "z.csv", "ZOULOU", date(2026, 3, 3))
        live(at, now)
        copy = tmp_path / "copy.db"
        copy_verified(at.watcher, copy)
        for count, name in enumerate(("YANKEE", "XRAY")):
            drop(tmp_path, f"{name}.csv", name, date(2026, 3, 12 - count))
            live(at, now + timedelta(hours=1 + count))
        told = _notified(at)
        assert len(told) == 5  # the first import, the month, and the three clubs
    restore(copy, tmp_path / "state" / "watcher.db", WATCHER, datetime.now(UTC))
    late = {"WHISKY", "VICTOR", "UNIFORM", "TANGO"}
    for name in late:
        drop(tmp_path, f"{name}.csv", name, date(2026, 3, 14))
    with desk(tmp_path, wanted) as at:
        found = live(at, now + timedelta(hours=5)).audit.findings
        by_payee = {
            finding.evidence[0].label.rpartition(" ")[2]: alert
            for alert, finding in pair(fold(alert_log.load(at.watcher)), found)
        }
        new = {name: {one.notice.message for one in alert.told} - set(told) for name, alert in by_payee.items()}
        assert {name for name, keys in new.items() if keys} == late
        assert set(_notified(at)) == set(told).union(*new.values())
        assert set(by_payee) == {"ZOULOU", "YANKEE", "XRAY", *late}
    files = ["quiet.csv", "z.csv", "YANKEE.csv", "XRAY.csv", *(f"{name}.csv" for name in late)]
    assert stored(tmp_path) == dict.fromkeys(files, 1)


def test_copies_taken_during_an_import_are_each_sound(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        drop(tmp_path, "quiet.csv")
        live(at, FIRST)
    done, bad = threading.Event(), []

    def copy() -> None:
        count = 0
        with open_watcher(tmp_path / "state") as watcher:
            while not done.is_set():
                target = tmp_path / f"copy-{count}.db"
                copy_verified(watcher, target)
                with db.Database(target) as taken:
                    bad.extend(taken.problems(thorough=True))
                count += 1

    copying = threading.Thread(target=copy)
    copying.start()
    with desk(tmp_path) as at:
        for count in range(6):
            drop(tmp_path, f"{count}.csv", "ABCDEF"[count] * 5)
            live(at, FIRST + timedelta(hours=count))
    done.set()
    copying.join()
    assert (bad, len(list(tmp_path.glob("copy-*.db"))) > 1) == ([], True)


def test_a_receiver_that_is_down_for_thirty_days_gets_everything_in_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One alert a day meets a telephone that does not answer; on the thirty-first day it answers."""
    monkeypatch.setenv("WATCHDOG_PHONE", "json://127.0.0.1:9/")
    wanted = settings(tmp_path / "inbox", **CLUBS)
    tries = 0
    with desk(tmp_path, wanted) as at:
        drop(tmp_path, "quiet.csv")
        live(at, FIRST)
        for day in range(1, 31):
            now = FIRST + timedelta(days=day)
            drop(tmp_path, f"{day}.csv", f"{chr(64 + (day - 1) % 26 + 1) * 4}{day}", now.date())
            if day % 3 == 0:
                live(at, now)
            tries += len(deliver_round(at.messenger, wanted, WORDS, now).attempts)
        waiting = MessageQueue(at.messenger).waiting()
        assert tries <= 40
        sent: list[str] = []
        _answer(monkeypatch, sent)
        end = FIRST + timedelta(days=31)
        while MessageQueue(at.messenger).waiting():
            deliver_round(at.messenger, wanted, WORDS, end)
            end += timedelta(hours=12)
        assert {one.state for one in MessageQueue(at.messenger).everything()} == {DeliveryState.SENT}
        loud = [one.number for one in fold(alert_log.load(at.watcher)) if not one.quiet]
        assert len(loud) == 30
        assert len(waiting) > 5
        bulletins = [text for text in sent if "bulletin no" in text]
        assert [text.partition(" :")[0].rpartition(" ")[2] for text in bulletins] == ["1", "2"]
        assert sent[1:] == bulletins
        assert f" {len(waiting) - 2} messages" in sent[0]


def _answer(monkeypatch: pytest.MonkeyPatch, sent: list[str]) -> None:
    from watchdog_sante.model.messages import Outcome, SendResult
    from watchdog_sante.notify.channels import Channel

    def take_it(self: Channel, text: str, title: str = "") -> SendResult:
        sent.append(text)
        return SendResult(Outcome.SENT)

    monkeypatch.setattr(Channel, "send", take_it)


def test_two_daemons_at_once_do_the_work_once(tmp_path: Path) -> None:
    """Two children of one role started together take turns; the second finds nothing left to do."""
    drop(tmp_path, "a.csv")
    ended: list[Ended] = []
    both = [threading.Thread(target=lambda: ended.append(work(tmp_path))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(one.report.read for one in ended if one.report) == [0, 1]
    assert stored(tmp_path) == {"a.csv": 1}


def test_settings_for_the_messenger_are_kept_when_the_disk_is_full(tmp_path: Path) -> None:
    """The file is replaced whole or not at all."""
    with small_disk(tmp_path / "state", 64) as disk:
        messenger_settings.put(disk, Settings(language="fr"))
        fill(disk / "filler")
        with pytest.raises(OSError, match="No space"):
            messenger_settings.put(disk, Settings(language="en"))
        known = messenger_settings.load(disk)
        assert known is not None
        assert known.language == "fr"
        open_messenger(tmp_path / "elsewhere").close()
