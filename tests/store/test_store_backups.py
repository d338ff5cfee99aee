"""Copies are whole, private, rotated and can be put back; forgetting leaves nothing to find."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import LATER, NOW, a_finding, a_message, insurer_source, some_events, source

from watchdog_sante.store import Database, alert_log, ballast, findings, open_messenger, open_watcher, outbox
from watchdog_sante.store.backups import back_up, copy_verified, restore, to_keep
from watchdog_sante.store.errors import Damaged, ForeignDatabase, Unwritable
from watchdog_sante.store.facts import add_source, load_sources, readings
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.opening import WATCHER
from watchdog_sante.store.purge import forget_alerts, purge_everything, purge_rows


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_watcher(tmp_path) as found:
        add_source(found, source(), "0.1", NOW)
        yield found


def test_the_days_copy_is_whole_and_private(db: Database, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        target = back_up(db, tmp_path / "backups", date(2026, 3, 2))
    finally:
        os.umask(before)
    assert target.name == "watcher-2026-03-02.db"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    with Database(target) as copy:
        assert load_sources(copy) == (source(),)
    assert {path.name for path in target.parent.iterdir()} == {"watcher-2026-03-02.db"}


def test_a_copy_that_lacks_rows_is_not_kept(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "copy.db"
    copy_verified(db, target)
    good = target.read_bytes()

    def empty(self: Database, path: Path) -> None:
        with open_watcher(tmp_path / "elsewhere") as elsewhere:
            elsewhere.copy_to_really(path)  # type: ignore[attr-defined]

    monkeypatch.setattr(Database, "copy_to_really", Database.copy_to, raising=False)
    monkeypatch.setattr(Database, "copy_to", empty)
    with pytest.raises(Damaged):
        copy_verified(db, target)
    assert target.read_bytes() == good
    assert not (tmp_path / "copy.db.part").exists()


def test_rotation_over_two_years_keeps_seven_days_four_weeks_twelve_months(db: Database, tmp_path: Path) -> None:
    first = date(2024, 1, 1)
    kept: set[date] = set()
    for offset in range(730):
        kept = set(to_keep(kept | {first + timedelta(days=offset)}))
    last = first + timedelta(days=729)
    assert {last - timedelta(days=n) for n in range(7)} <= kept
    assert len({day.isocalendar()[:2] for day in kept if day > last - timedelta(days=28)}) >= 4
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len(kept) <= 7 + 4 + 12

    folder = tmp_path / "backups"
    back_up(db, folder, date(2026, 3, 2))
    (folder / "watcher-notes.txt").write_text("the person's own")
    (folder / "watcher-2026-99-99.db").write_text("the person's own")
    for offset in range(1, 9):
        back_up(db, folder, date(2026, 3, 2) + timedelta(days=offset))
    assert {path.name for path in folder.iterdir()} == {
        "watcher-notes.txt",
        "watcher-2026-99-99.db",
        *(f"watcher-2026-03-{day:02d}.db" for day in (*range(4, 11), 8)),
    }


@settings(deadline=None)
@given(st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 31)), min_size=1, max_size=60))
def test_rotation_keeps_the_newest_and_is_stable(days: set[date]) -> None:
    kept = to_keep(days)
    assert max(days) in kept
    assert kept <= days
    assert to_keep(kept) == kept


def test_restore_puts_the_copy_back_and_keeps_what_was_there_aside(db: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy_verified(db, copy)
    add_source(db, insurer_source(), "0.1", NOW)
    db.close()
    aside = restore(copy, tmp_path / "watcher.db", WATCHER, NOW)
    assert aside is not None
    with open_watcher(tmp_path) as restored, Database(aside) as former:
        assert load_sources(restored) == (source(),)
        assert load_sources(former) == (source(), insurer_source())


def test_a_journal_left_by_a_crash_is_not_played_into_the_restored_file(db: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy_verified(db, copy)
    with db.transaction():
        for count in range(300):
            db.run("INSERT INTO health (job, code) VALUES (?, ?)", (f"later {count}", "y" * 400))
    db.close()
    path = tmp_path / "watcher.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA cache_size = 1")
    other.execute("BEGIN IMMEDIATE")
    for n in range(2000):
        other.execute("INSERT INTO health (job, code) VALUES (?, ?)", (f"job {n}", "x" * 400))
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in (path, tmp_path / "watcher.db-journal"):
        (crashed / file.name).write_bytes(file.read_bytes())
    other.execute("ROLLBACK")
    other.close()
    assert (crashed / "watcher.db-journal").stat().st_size > 4096
    restore(copy, crashed / "watcher.db", WATCHER, NOW)
    with open_watcher(crashed) as restored:
        assert restored.problems(thorough=True) == ()
        assert load_sources(restored) == (source(),)
        assert restored.number("SELECT count(*) FROM health") == 0


def test_what_is_no_sound_copy_is_refused_and_nothing_is_touched(db: Database, tmp_path: Path) -> None:
    db.close()
    path = tmp_path / "watcher.db"
    before = path.read_bytes()
    (tmp_path / "junk.db").write_bytes(b"junk" * 3000)
    with open_messenger(tmp_path / "m") as messenger:
        messenger_path = messenger.path
    for candidate, error in [
        (tmp_path / "junk.db", Damaged),
        (messenger_path, ForeignDatabase),
        (tmp_path / "none.db", Unwritable),
    ]:
        with pytest.raises(error):
            restore(candidate, path, WATCHER, NOW)
        assert path.read_bytes() == before


def test_a_purge_leaves_no_trace_of_old_rows_and_their_file_stays_known(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db:
        add_source(db, source(label="VIR CABINET DENTAIRE DU PORT"), "0.1", NOW)
        add_source(db, insurer_source(), "0.1", NOW)
        assert b"CABINET DENTAIRE" in db.path.read_bytes()
        purged = purge_rows(db, operations_before=date(2026, 3, 2), benefits_before=date(2026, 3, 1))
        assert (purged.operations, purged.benefit_lines) == (1, 0)
        assert b"CABINET DENTAIRE" not in db.path.read_bytes()
        assert len(readings(db)) == 2
        assert [len(one.statement.rows) for one in load_sources(db)] == [0, 1]
        with pytest.raises(sqlite3.IntegrityError):
            db.run("DELETE FROM benefit_rows")


def test_forgetting_an_alert_forgets_its_events_findings_and_messages(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db:
        alert_log.append(db, some_events())
        findings.put(db, [a_finding()], NOW)
        findings.put(db, [], NOW)
        outbox.queue(db, [a_message()])
        outbox.mark_relayed(db, [a_message().key], NOW)
        forget_alerts(db, ["A-26-0001"])
        assert alert_log.load(db) == ()
        assert findings.get(db, a_finding().id) is None
        assert b"MUTUELLE DU LAC" not in db.path.read_bytes()
        assert b"Watchdog Sant" not in db.path.read_bytes()


def test_purge_everything_empties_both_databases(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as watcher, open_messenger(tmp_path) as messenger:
        add_source(watcher, source(), "0.1", NOW)
        alert_log.append(watcher, some_events())
        findings.put(watcher, [a_finding()], NOW)
        MessageQueue(messenger).take_over([a_message()])
        for db in (watcher, messenger):
            purge_everything(db)
            tables = [row[0] for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            assert sum(db.number(f"SELECT count(*) FROM {table}") for table in tables) == 0
            assert b"MUTUELLE" not in db.path.read_bytes()
            assert b"A-26-0001" not in db.path.read_bytes()
        add_source(watcher, source(), "0.1", LATER)
        assert load_sources(watcher) == (source(),)


def test_the_ballast_is_kept_and_given_up(tmp_path: Path) -> None:
    ballast.keep(tmp_path)
    ballast.keep(tmp_path)
    (file,) = tmp_path.iterdir()
    assert (file.stat().st_size, stat.S_IMODE(file.stat().st_mode)) == (ballast.SIZE, 0o600)
    assert (ballast.give_up(tmp_path), ballast.give_up(tmp_path)) == (True, False)
    assert list(tmp_path.iterdir()) == []
