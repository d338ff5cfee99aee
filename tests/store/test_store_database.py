"""How a database is opened and written: private, durable, whole or not at all, and its troubles said in words."""

import os
import sqlite3
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from watchdog_sante.package_data import phrasebook
from watchdog_sante.store import open_messenger, open_watcher
from watchdog_sante.store.backups import back_up
from watchdog_sante.store.db import Database
from watchdog_sante.store.errors import Busy, Damaged, DiskFull, ForeignDatabase, NewerDatabase, StoreError, Unwritable
from watchdog_sante.store.opening import COPIES


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_everything_it_makes_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        folder = tmp_path / "state" / "watchdog-sante"
        with open_watcher(folder) as db, db.transaction():
            db.run("INSERT INTO health (job, code) VALUES ('cycle', '')")
            modes = {path.name: mode(path) for path in folder.iterdir()}
    finally:
        os.umask(before)
    assert modes == {"watcher.db": "0o600", "watcher.db-journal": "0o600"}
    assert mode(folder) == "0o700"


def test_the_settings_that_survive_a_power_cut_are_on(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout", "temp_store")
        assert {name: db.rows(f"PRAGMA {name}")[0][0] for name in asked} == {
            "journal_mode": "truncate",
            "synchronous": 3,
            "foreign_keys": 1,
            "secure_delete": 1,
            "busy_timeout": 10000,
            "temp_store": 2,
        }
        strict = db.rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
        assert [row[0] for row in strict if not row[0].startswith("sqlite_")] == []


def _write_then_stumble(db: Database) -> None:
    with db.transaction():
        with db.writing():
            db.run("INSERT INTO health (job, code) VALUES ('a', '')")
        raise RuntimeError


def _write_much(db: Database) -> None:
    with db.transaction():
        for count in range(100):
            db.run("INSERT INTO health (job, code) VALUES (?, ?)", (f"job {count}", "x" * 1000))


def test_a_transaction_is_whole_or_nothing_and_inner_writes_join_it(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db:
        with pytest.raises(RuntimeError):
            _write_then_stumble(db)
        assert db.number("SELECT count(*) FROM health") == 0
        with db.transaction(), db.writing():
            db.run("INSERT INTO health (job, code) VALUES ('a', '')")
        assert db.number("SELECT count(*) FROM health") == 1


def test_a_full_disk_is_named_and_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db:
        pages = db.number("PRAGMA page_count")
        db.rows(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DiskFull) as full:
            _write_much(db)
        assert "plein" in phrasebook("fr").text(full.value.sentence)
        assert db.number("SELECT count(*) FROM health") == 0
        db.rows(f"PRAGMA max_page_count = {pages + 1000}")
        with db.transaction():
            db.run("INSERT INTO health (job, code) VALUES ('after', '')")
        assert db.problems(thorough=True) == ()


def test_two_processes_take_turns_and_one_that_never_lets_go_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchdog_sante.store.db._PATIENCE", 0.05)
    with open_watcher(tmp_path) as one, open_watcher(tmp_path) as other:
        with one.transaction(), pytest.raises(Busy), other.transaction():
            pass
        with other.transaction():
            other.run("INSERT INTO health (job, code) VALUES ('a', '')")


@pytest.mark.parametrize(
    "content", [b"not a database, whatever its name says" * 40, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "watcher.db"
    path.write_bytes(content)
    with pytest.raises(Damaged):
        open_watcher(tmp_path)
    assert path.read_bytes() == content


def test_damage_inside_is_found_by_the_check(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db, db.transaction():
        db.run_many("INSERT INTO health (job, code) VALUES (?, ?)", ((f"job {n}", "x" * 200) for n in range(200)))
    path = tmp_path / "watcher.db"
    content = bytearray(path.read_bytes())
    start = len(content) - 4096 * 8
    content[start : start + 4096] = b"\x07" * 4096
    path.write_bytes(content)
    with open_watcher(tmp_path) as db:
        try:
            found = db.problems(thorough=True)
        except Damaged:
            found = ("damaged",)
    assert found


def test_a_database_of_another_program_or_of_the_other_process_is_refused_untouched(tmp_path: Path) -> None:
    foreign = sqlite3.connect(tmp_path / "watcher.db")
    foreign.execute("CREATE TABLE recipes (name)")
    foreign.commit()
    foreign.close()
    before = (tmp_path / "watcher.db").read_bytes()
    with pytest.raises(ForeignDatabase):
        open_watcher(tmp_path)
    assert (tmp_path / "watcher.db").read_bytes() == before
    with open_messenger(tmp_path) as db:
        (tmp_path / "watcher.db").write_bytes(db.path.read_bytes())
    with pytest.raises(ForeignDatabase):
        open_watcher(tmp_path)


def test_a_database_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db:
        db.run("PRAGMA user_version = 99")
    before = (tmp_path / "watcher.db").read_bytes()
    with pytest.raises(NewerDatabase):
        open_watcher(tmp_path)
    assert (tmp_path / "watcher.db").read_bytes() == before


def test_a_path_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "watcher.db").mkdir()
    with pytest.raises(Unwritable):
        open_watcher(tmp_path)


def test_every_error_has_words_in_both_languages(tmp_path: Path) -> None:
    keys = {key for key in phrasebook("fr").wording if key.startswith("store.")}
    assert keys == {key for key in phrasebook("en").wording if key.startswith("store.")}
    assert len(StoreError.__subclasses__()) == 7


def test_opening_twice_and_reading_writes_nothing(tmp_path: Path) -> None:
    open_watcher(tmp_path).close()
    path = tmp_path / "watcher.db"
    before = path.read_bytes(), path.stat().st_mtime_ns
    with open_watcher(tmp_path) as db:
        db.rows("SELECT * FROM readings")
        with db.transaction():
            pass
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_the_supervisors_can_afford_it() -> None:
    """The watcher's supervisor stays small: opening the store loads no pandas, no pydantic, no babel."""
    code = (
        "import sys, watchdog_sante.store, watchdog_sante.store.health, watchdog_sante.store.inbox_ledger\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'pandas', 'pydantic', 'babel', 'apprise'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_copy_is_consistent_while_others_write(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db:
        db.run("INSERT INTO health (job, code) VALUES ('a', '')")
        db.copy_to(tmp_path / "copy.db")
    with Database(tmp_path / "copy.db") as copy:
        assert copy.number("SELECT count(*) FROM health") == 1


def test_a_database_that_is_gone_is_not_begun_anew_while_copies_of_it_lie_there(tmp_path: Path) -> None:
    with open_watcher(tmp_path) as db:
        back_up(db, tmp_path / COPIES, date(2026, 3, 2))
    path = tmp_path / "watcher.db"
    whole = path.read_bytes()
    for harm in (path.unlink, lambda: path.write_bytes(b"")):
        harm()
        with pytest.raises(Damaged) as found:
            open_watcher(tmp_path)
        assert found.value.sentence.key == "store.vanished"
        assert not path.exists() or not path.stat().st_size
    path.write_bytes(whole)
    open_watcher(tmp_path).close()
