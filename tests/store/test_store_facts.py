"""Facts come back as the very values the readers made, and nothing rewrites them."""

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept import NOW, STATEMENTS, details_source, insurer_source, source
from stdnum.fr import nir

from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, Statement
from watchdog_sante.store import open_watcher
from watchdog_sante.store.db import Database
from watchdog_sante.store.facts import Reading, add_source, load_sources, readings


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_watcher(tmp_path) as opened:
        yield opened


def test_sources_come_back_in_the_order_they_came(db: Database) -> None:
    kept = (source(), insurer_source(), details_source())
    assert [add_source(db, one, "0.1", NOW) for one in kept] == [True, True, True]
    assert load_sources(db) == kept
    assert readings(db) == {Reading(one.sha256, one.folder, "0.1") for one in kept}


def test_the_same_reading_twice_is_one(db: Database) -> None:
    add_source(db, source(), "0.1", NOW)
    assert add_source(db, source("again.ofx"), "0.1", NOW) is False
    assert load_sources(db) == (source(),)


def test_a_better_reader_or_the_right_folder_rules_from_then_on(db: Database) -> None:
    add_source(db, source(), "0.1", NOW)
    add_source(db, insurer_source(), "0.1", NOW)
    better = source(label="PRLV SEPA MUTUELLE DU LAC RUM 42")
    assert add_source(db, better, "0.2", NOW)
    assert load_sources(db) == (better, insurer_source())
    moved = Source(better.file, "compte-joint", better.sha256, better.statement)
    assert add_source(db, moved, "0.2", NOW)
    assert load_sources(db) == (moved, insurer_source())
    assert add_source(db, source(), "0.1", NOW) is False


@pytest.mark.parametrize(
    "table",
    ["readings", "bank_rows", "benefit_rows", "detail_rows", "rejected_rows", "stated_periods", "stated_balances"],
)
def test_a_fact_is_neither_changed_nor_deleted(db: Database, table: str) -> None:
    for one in (source(), insurer_source(), details_source()):
        add_source(db, one, "0.1", NOW)
    column = "file" if table == "readings" else "position"
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="facts are never"):
            db.run(statement)


def test_a_nir_is_not_stored_whoever_forgot_it(db: Database, tmp_path: Path) -> None:
    body = "2" + "85057800608".ljust(12, "4")
    number = body + nir.calc_check_digits(body)
    add_source(db, source(name=f"releve {number}.ofx", label=f"VIR CPAM {number} X"), "0.1", NOW)
    db.close()
    assert number.encode() not in (tmp_path / "watcher.db").read_bytes()


def test_a_row_that_makes_no_sense_is_refused_and_nothing_of_its_file_stays(db: Database) -> None:
    good = source()
    row = good.statement.rows[0]
    assert isinstance(row, BankRow)
    bad = BankRow(2, row.account, row.booked, 2**63, row.label)  # no amount of cents
    broken = Source("x.ofx", "", "d" * 64, Statement(good.statement.kind, "ofx", (row, bad)))
    with pytest.raises(OverflowError):
        add_source(db, broken, "0.1", NOW)
    assert (load_sources(db), readings(db)) == ((), frozenset())


_COUNT = itertools.count()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=st.lists(STATEMENTS, min_size=1, max_size=3))
def test_any_statement_comes_back_whole(statements: list[Statement], db: Database) -> None:
    kept = tuple(Source("x.csv", "f", f"{next(_COUNT):064d}", one) for one in statements)
    with db.transaction():
        for one in kept:
            add_source(db, one, "0.1", NOW)
    assert load_sources(db)[-len(kept) :] == kept
