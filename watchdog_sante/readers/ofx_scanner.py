"""The linear scanner: from an OFX text to its statements and where each of their rows stands, in one pass.

Only this room knows how OFX nests. Closing tags of single values may be there or not (SGML or XML), and aggregates may
be closed by the wrong tag (`CCSTMTRS` by `</STMTRS>`) or by none: what opens next, or closes around them, decides. Each
part of the text is looked at once, whatever it holds; the stack is bounded because nothing in OFX nests in itself.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import NamedTuple

_ROW = re.compile(r"<stmttrn(p?)(?:\s[^<>]*)?>", re.IGNORECASE)
_ROW_CLOSED = re.compile(r"</stmttrnp?\s*>", re.IGNORECASE)
_ROW_END = re.compile(
    r"</(?:stmttrnp?|banktranlistp?|invbanktran|invtranlist|(?:cc|inv)?stmtrs|(?:cc|inv)?stmttrnrs|[a-z]*msgsrsv1|ofx)\s*>"
    r"|<(?:ledgerbal|availbal|(?:cc|inv)?stmtrs|(?:cc|inv)?stmttrnrs)\s*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9_.]*)(?:\s[^<>]*)?/?>([^<]*)", re.IGNORECASE)
_AMOUNT = re.compile(r"<trnamt>([^<]*)", re.IGNORECASE)
_AGGREGATES = frozenset(
    "OFX SIGNONMSGSRSV1 SONRS STATUS BANKMSGSRSV1 CREDITCARDMSGSRSV1 INVSTMTMSGSRSV1 STMTTRNRS CCSTMTTRNRS INVSTMTTRNRS"
    " STMTRS CCSTMTRS INVSTMTRS BANKACCTFROM CCACCTFROM INVACCTFROM BANKTRANLIST BANKTRANLISTP INVTRANLIST INVBANKTRAN"
    " LEDGERBAL AVAILBAL BALLIST BAL INVBAL".split()
)


class AccountKind(StrEnum):
    """What an OFX statement is about."""

    BANK = "STMTRS"
    CARD = "CCSTMTRS"
    INVESTMENT = "INVSTMTRS"


_STATEMENTS = frozenset(AccountKind)


class RowSpan(NamedTuple):
    """One `STMTTRN`: its number in the file from 1, where its inside stands, and whether it is a pending row."""

    number: int
    start: int
    end: int
    pending: bool


class Status(NamedTuple):
    """What the bank's server answered: "0" is success."""

    code: str
    message: str


@dataclass(slots=True)
class ScannedStatement:
    """One account's statement: its raw values by tag (first of each) and its rows."""

    kind: AccountKind
    _values: dict[str, str] = field(default_factory=dict)
    _places: "array[int]" = field(default_factory=lambda: array("q"))  # four numbers a row: half a million stay small

    @property
    def rows(self) -> Iterator[RowSpan]:
        """The rows in the order of the file."""
        places = iter(self._places)
        return (RowSpan(*place[:3], bool(place[3])) for place in zip(places, places, places, places, strict=True))

    def add(self, row: RowSpan) -> None:
        """Remember where a row stands."""
        self._places.extend(row)

    def value(self, tag: str) -> str:
        """The raw text of the statement's first `tag` ("" without one); those of balances are `LEDGERBAL.BALAMT` ..."""
        return self._values.get(tag, "")

    def keep(self, tag: str, text: str) -> None:
        """Remember the first text of each tag."""
        self._values.setdefault(tag, text)


@dataclass(frozen=True, slots=True)
class Scan:
    """What a document holds. `row_count` counts the rows of all its statements."""

    statements: tuple[ScannedStatement, ...]
    statuses: tuple[Status, ...]
    row_count: int


def count_rows(text: str) -> int:
    """How many rows the text holds, booked or pending, counted without reading it: what a scan must come to.

    Rows that end more often than they begin have lost an opening tag: the ends are counted then.
    """
    begun = sum(1 for _ in _ROW.finditer(text))
    ended = sum(1 for _ in _ROW_CLOSED.finditer(text))
    return max(begun, ended)


def plain(text: str) -> str:
    """The text with CDATA written as entities and comments left out."""
    if "<![CDATA[" in text:
        before, *sections = text.split("<![CDATA[")
        text = before + "".join(_section(section) for section in sections)
    if "<!--" in text:
        before, *comments = text.split("<!--")
        text = before + "".join(after if end else "<!--" + comment for comment, end, after in _parted(comments))
    return text


def _section(section: str) -> str:
    inside, end, after = section.partition("]]>")
    return escape(inside, quote=False) + after if end else "<![CDATA[" + section


def _parted(comments: list[str]) -> list[tuple[str, str, str]]:
    return [comment.partition("-->") for comment in comments]


def scan(text: str) -> Scan:
    """All statements of a `plain` text, with the place of every row."""
    scanner = _Scanner()
    position = 0
    row = _ROW.search(text)
    while row:
        scanner.between(text, position, row.start())
        following = _ROW.search(text, row.end())
        limit = following.start() if following else len(text)
        end = _ROW_END.search(text, row.end(), limit)
        position = end.start() if end else limit
        scanner.row(row.end(), position, bool(row[1]))
        row = following
    scanner.between(text, position, len(text))
    return Scan(tuple(scanner.statements), tuple(map(Status._make, scanner.statuses)), scanner.row_count)


class _Scanner:
    """The state of one pass: the aggregates that are open, and the statement that rows belong to."""

    def __init__(self) -> None:
        self.statements: list[ScannedStatement] = []
        self.statuses: list[list[str]] = []
        self.row_count = 0
        self._open: list[str] = []
        self._current: ScannedStatement | None = None

    def between(self, text: str, start: int, end: int) -> None:
        """Take in what stands outside of rows."""
        for tag in _TAG.finditer(text, start, end):
            name = tag[2].upper()
            if name not in _AGGREGATES:
                if not tag[1]:
                    self._value(name, tag[3].strip())
            elif tag[1]:
                self._closes(name)
            else:
                self._opens(name)

    def row(self, start: int, end: int, pending: bool) -> None:
        """Take in a row; one that stands in no statement belongs to an account without a number."""
        if self._current is None:
            self._current = ScannedStatement(AccountKind.BANK)
            self.statements.append(self._current)
        self.row_count += 1
        self._current.add(RowSpan(self.row_count, start, end, pending))

    def _opens(self, name: str) -> None:
        if name in self._open:
            self._leave(self._open.index(name))
        if name in _STATEMENTS:
            self._leave(next((at for at, opened in enumerate(self._open) if opened in _STATEMENTS), len(self._open)))
            self._current = ScannedStatement(AccountKind(name))
            self.statements.append(self._current)
        if name == "STATUS":
            self.statuses.append(["", ""])
        self._open.append(name)

    def _closes(self, name: str) -> None:
        if name in self._open:
            self._leave(self._open.index(name))

    def _leave(self, depth: int) -> None:
        if any(name in _STATEMENTS for name in self._open[depth:]):
            self._current = None
        del self._open[depth:]

    def _value(self, name: str, text: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "STATUS":
            if name in ("CODE", "MESSAGE"):
                self.statuses[-1][name == "MESSAGE"] = text
        elif self._current is not None:
            self._current.keep(f"{inside}.{name}" if inside in ("LEDGERBAL", "AVAILBAL", "BAL") else name, text)


def amounts_in(text: str) -> Iterator[str]:
    """The amounts of all rows of a text, as written."""
    return (found[1].strip() for found in _AMOUNT.finditer(text))
