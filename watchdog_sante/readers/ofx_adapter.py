"""What ofxparse is fed with: nodes that offer the three things its parsing methods ask of a tag.

Only this room knows that ofxparse asks a tag for nothing but `find`, `findAll` and `contents`. The nodes hold values
that were already put in its one safe form (`20240105000000`, `-12.34`), so that none of its guesses is ever taken.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from watchdog_sante.readers.ofx_checks import CheckedRow, StatementChecks


class Node(NamedTuple):
    """A tag with its text, or with tags inside."""

    contents: tuple[str, ...]
    inside: "Mapping[str, Node | None]"

    def find(self, tag: str) -> "Node | None":
        """The tag of this (lower-case) name inside, or None."""
        return self.inside.get(tag)

    def findAll(self, tag: str) -> "tuple[Node, ...]":
        """No tag: rows, the only ones that ofxparse asks for in number, are handed over one by one."""
        return ()


_ACCOUNT_TAGS = ("curdef", "bankid", "branchid", "acctid", "accttype")
_NOTHING: "Mapping[str, Node | None]" = {}


def row_node(row: CheckedRow) -> Node:
    """A `STMTTRN`. The whole label stands in MEMO, which ofxparse leaves alone, and every row has a FITID."""
    return Node(
        (),
        {
            "trntype": _leaf(row.kind),
            "dtposted": _day(row.booked),
            "trnamt": _amount(row.cents),
            "memo": _leaf(row.label),
            "fitid": _leaf(row.reference),
        },
    )


def account_node(checks: StatementChecks) -> Node:
    """A `STMTRS` or `CCSTMTRS` without its rows."""
    return Node(
        (),
        {
            **{tag: _leaf(checks.scanned.value(tag.upper())) for tag in _ACCOUNT_TAGS},
            "dtstart": _day(checks.start) if checks.start else None,
            "dtend": _day(checks.end) if checks.end else None,
            "ledgerbal": _balance(checks.balance_day, checks.balance_cents),
        },
    )


def _balance(day: date | None, cents: int | None) -> Node | None:
    if day is None or cents is None:
        return None
    return Node((), {"balamt": _amount(cents), "dtasof": _day(day)})


def _leaf(text: str) -> Node:
    return Node((text,), _NOTHING)


@lru_cache(maxsize=1024)  # a statement has many rows a day
def _day(day: date) -> Node:
    return _leaf(day.isoformat().replace("-", "") + "000000")


def _amount(cents: int) -> Node:
    return _leaf(f"{'-' * (cents < 0)}{abs(cents) // 100}.{abs(cents) % 100:02d}")
