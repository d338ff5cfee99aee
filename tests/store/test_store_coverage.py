"""The ledger as last concluded: kept whole, found under its own mark only, gone with a purge."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from kept import LINES, NOW, source

from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.model.sentences import say
from watchdog_sante.store import Database, coverage, inbox_ledger, open_watcher
from watchdog_sante.store.facts import add_source
from watchdog_sante.store.purge import purge_everything, purge_rows


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_watcher(tmp_path) as opened:
        yield opened


def test_a_ledger_comes_back_whole_and_only_under_its_mark(db: Database) -> None:
    coverage.put(db, "one", LINES)
    assert coverage.get(db, "one") == LINES
    assert coverage.get(db, "two") is None
    coverage.put(db, "two", LINES[:1])
    assert (coverage.get(db, "one"), coverage.get(db, "two")) == (None, LINES[:1])


def test_the_same_ledger_is_not_written_again(db: Database) -> None:
    coverage.put(db, "one", LINES)
    before = db.rows("PRAGMA data_version"), db.rows("SELECT total_changes()")
    coverage.put(db, "one", LINES)
    assert (db.rows("PRAGMA data_version"), db.rows("SELECT total_changes()")) == before


def test_what_it_rests_on_changes_with_every_fact(db: Database) -> None:
    marks = [coverage.content(db)]
    add_source(db, source(), "0.1", NOW)
    marks.append(coverage.content(db))
    for state, reason in ((InboxState.REFUSED, say("refused.x")), (InboxState.REFUSED, say("refused.y"))):
        inbox_ledger.put(db, InboxEntry("in/b.ofx", 1, 1, state, NOW, "", reason))
        marks.append(coverage.content(db))
    purge_rows(db, date(2030, 1, 1), date(2030, 1, 1))
    marks.append(coverage.content(db))
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("everything", [False, True])
def test_a_purge_forgets_it(db: Database, everything: bool) -> None:
    coverage.put(db, "one", LINES)
    if everything:
        purge_everything(db)
    else:
        purge_rows(db, date(2020, 1, 1), date(2020, 1, 1))
    assert db.rows("SELECT * FROM coverage") == []
