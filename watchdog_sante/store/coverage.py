"""The ledger of what was verified, as it was last concluded: no fact, it may be thought again from the facts.

It stands with a mark of all that it rests on. Under any other mark it is not shown: a calm of yesterday is false calm.
"""

import json
from collections.abc import Sequence
from typing import Any

from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.store.codec import dumps, optional_day, pack_sentence, unpack_sentence
from watchdog_sante.store.db import Database

_CONTENT = """SELECT (SELECT count(*) FROM readings), (SELECT ifnull(max(id), 0) FROM readings),
    (SELECT count(*) FROM bank_rows), (SELECT count(*) FROM benefit_rows)"""


def content(db: Database) -> str:
    """What changes whenever the facts do: readings only append, `purge` deletes rows, refused files come and go."""
    refused = db.rows("SELECT path, reason FROM inbox WHERE state = 'refused' ORDER BY path")
    return dumps([list(db.rows(_CONTENT)[0]), [list(row) for row in refused]])


def put(db: Database, mark: str, lines: Sequence[CoverageLine]) -> None:
    """Keep the ledger in the place of the one before; nothing is written when it is the same."""
    row = (mark, dumps([_pack(line) for line in lines]))
    if db.rows("SELECT mark, lines FROM coverage") == [row]:
        return
    with db.writing():
        db.run("DELETE FROM coverage")
        db.run("INSERT INTO coverage (only, mark, lines) VALUES (1, ?, ?)", row)


def get(db: Database, mark: str) -> tuple[CoverageLine, ...] | None:
    """The ledger kept under this mark, None when another one or none is kept."""
    found = db.rows("SELECT lines FROM coverage WHERE mark = ?", (mark,))
    return tuple(map(_unpack, json.loads(found[0][0]))) if found else None


def _pack(line: CoverageLine) -> list[Any]:
    reason = line.reason and pack_sentence(line.reason)
    days = (day and day.isoformat() for day in (line.start, line.end))
    return [pack_sentence(line.subject), *days, line.state, reason]


def _unpack(packed: list[Any]) -> CoverageLine:
    subject, start, end, state, reason = packed
    return CoverageLine(
        unpack_sentence(subject),
        optional_day(start),
        optional_day(end),
        CoverageState(state),
        reason and unpack_sentence(reason),
    )
