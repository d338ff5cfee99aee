"""A database of each past version opens, keeps every row and ends up in today's form."""

import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from kept import LATER, LINES, NOW, a_finding, a_message, details_source, insurer_source, some_events, source

from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.model.messages import DeliveryState
from watchdog_sante.model.sentences import say
from watchdog_sante.store import Database, alert_log, coverage, findings, health, inbox_ledger, outbox
from watchdog_sante.store.errors import Damaged
from watchdog_sante.store.facts import load_sources
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.opening import MESSENGER, WATCHER, Kind, open_kind, version_of

GOLDEN = Path(__file__).parent / "golden"
KINDS = {kind.name: kind for kind in (WATCHER, MESSENGER)}
PAST = sorted(GOLDEN.glob("*.sql"))


def _open_golden(dump: Path, folder: Path) -> Database:
    name = dump.stem.partition("_")[0]
    path = folder / f"{name}.db"
    written = sqlite3.connect(path)
    written.executescript(dump.read_text("utf-8"))
    written.close()
    return open_kind(path, KINDS[name])


def _form(db: Database) -> list[tuple[str, str]]:
    found = db.rows("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    return [(name, re.sub(r"\s+", " ", sql)) for name, sql in found]


def test_every_version_has_its_golden_file_and_every_file_its_migration() -> None:
    expected = {f"{kind.name}_v{n}" for kind in KINDS.values() for n in range(1, len(kind.migrations) + 1)}
    assert {dump.stem for dump in PAST} == expected


@pytest.mark.parametrize("name", KINDS)
def test_the_list_of_migrations_is_the_folder_in_order(name: str) -> None:
    kind = KINDS[name]
    folder = Path(__file__).parents[2] / "watchdog_sante" / "store" / "migrations" / name
    files = sorted(path.stem for path in folder.glob("m*.py"))
    assert [migration.__module__.rpartition(".")[2] for migration in kind.migrations] == files
    assert [int(file[1:5]) for file in files] == list(range(1, len(files) + 1))


@pytest.mark.parametrize("dump", PAST, ids=lambda dump: dump.stem)
def test_a_past_version_ends_up_in_the_form_of_a_new_one(dump: Path, tmp_path: Path) -> None:
    kind = KINDS[dump.stem.partition("_")[0]]
    with _open_golden(dump, tmp_path) as db, open_kind(tmp_path / "new.db", kind) as new:
        assert version_of(db) == len(kind.migrations)
        assert _form(db) == _form(new)
        assert db.problems(thorough=True) == ()


@pytest.mark.parametrize("dump", [one for one in PAST if one.stem.startswith("watcher")], ids=lambda dump: dump.stem)
def test_the_watchers_rows_are_all_kept(dump: Path, tmp_path: Path) -> None:
    version = int(dump.stem[-1])
    with _open_golden(dump, tmp_path) as db:
        assert load_sources(db) == (source(), insurer_source(), details_source())
        if version >= 2:
            assert alert_log.load(db) == some_events()
            assert findings.current(db) == (a_finding(),)
            assert outbox.to_relay(db) == (a_message(),)
            assert outbox.last_bulletin(db) == (1, date(2026, 3, 1))
        if version >= 3:
            refused = InboxEntry("in/a.ofx", 120, 5, InboxState.REFUSED, NOW, "a" * 64, say("refused.x", row=3))
            assert inbox_ledger.entries(db) == (refused,)
            assert health.last_success(db) == NOW
        if version >= 5:
            assert coverage.get(db, "one") == LINES


@pytest.mark.parametrize("dump", [one for one in PAST if one.stem.startswith("messenger")], ids=lambda dump: dump.stem)
def test_the_messengers_rows_are_all_kept(dump: Path, tmp_path: Path) -> None:
    with _open_golden(dump, tmp_path) as db:
        queue = MessageQueue(db)
        assert {
            one.message.key: (one.state, one.tries, one.maybe_received, one.code) for one in queue.everything()
        } == {
            "one": (DeliveryState.PENDING, 0, False, ""),
            "two": (DeliveryState.SENDING, 0, False, ""),
            "three": (DeliveryState.SENT, 1, False, ""),
            "four": (DeliveryState.AMBIGUOUS, 1, True, "timeout"),
            "five": (DeliveryState.TO_CORRECT, 2, False, "http-401"),
        }
        assert {one.message.text for one in queue.everything()} == {
            a_message(key).text for key in ("one", "two", "three", "four", "five")
        }
        assert queue.recover(LATER) == 1


def _breaks(db: Database) -> None:
    db.run("CREATE TABLE half_done (x TEXT) STRICT")
    raise RuntimeError("a migration with a bug")


def test_a_migration_that_fails_changes_nothing_and_the_copy_made_before_is_kept(tmp_path: Path) -> None:
    with _open_golden(GOLDEN / "watcher_v6.sql", tmp_path) as db:
        form = _form(db)
    path = tmp_path / "watcher.db"
    future = Kind(WATCHER.name, WATCHER.application_id, (*WATCHER.migrations, _breaks))
    with pytest.raises(RuntimeError):
        open_kind(path, future)
    with open_kind(path, WATCHER) as db:
        assert (_form(db), version_of(db)) == (form, 6)
    with open_kind(tmp_path / "watcher.db.before-7", WATCHER) as copy:
        assert load_sources(copy) == (source(), insurer_source(), details_source())


def test_a_file_whose_form_is_not_what_its_number_says_is_damaged(tmp_path: Path) -> None:
    _open_golden(GOLDEN / "watcher_v6.sql", tmp_path).close()
    with sqlite3.connect(tmp_path / "watcher.db") as raw:
        raw.execute("PRAGMA user_version = 3")
    raw.close()
    with pytest.raises(Damaged):
        open_kind(tmp_path / "watcher.db", WATCHER)


def _widens(db: Database) -> None:
    db.run("ALTER TABLE inbox ADD COLUMN note TEXT NOT NULL DEFAULT ''")


def test_a_new_migration_runs_once(tmp_path: Path) -> None:
    _open_golden(GOLDEN / "watcher_v6.sql", tmp_path).close()
    future = Kind(WATCHER.name, WATCHER.application_id, (*WATCHER.migrations, _widens))
    for _ in range(2):
        with open_kind(tmp_path / "watcher.db", future) as db:
            assert version_of(db) == 7
