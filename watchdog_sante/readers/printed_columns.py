"""Which column of a printed table a cell or an amount stands in, once its headings were found (`printed_headings.py`).

On a page an amount belongs to the nearest money column; in a pasted text, where places say nothing, amounts and
headings are taken in their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from watchdog_sante.readers.printed_layout import MONEY
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.profile import Role

_UNDER = 3.0  # points beside the left edge of a heading


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading: role and edges (points on a page, characters in a pasted text)."""

    role: Role
    left: float
    right: float

    def distance(self, left: float, right: float) -> float:
        """How far a cell with these edges is from standing under the heading: by either edge or by its middle."""
        middles = abs((left + right) - (self.left + self.right)) / 2
        return min(abs(left - self.left), abs(right - self.right), middles)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, from left to right; `height` lines of headings; `others`: headings nobody knows."""

    columns: tuple[Column, ...] = ()
    placed: bool = False
    height: int = 1
    others: tuple[Column, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles from left to right."""
        return tuple(column.role for column in self.columns)

    @property
    def money(self) -> tuple[Column, ...]:
        """The columns that hold amounts."""
        return tuple(column for column in self.columns if column.role in MONEY)

    @property
    def figures(self) -> tuple[Column, ...]:
        """All columns that may hold something written like an amount: coefficients, sums that nobody knows."""
        ignored = (column for column in self.columns if column.role is Role.IGNORED)
        return (*self.money, *self.others, *(replace(column, role=Role.OTHER_AMOUNT) for column in ignored))

    def nearest(self, left: float, right: float, among: Sequence[Column]) -> Column | None:
        """The column of `among` that a cell with these edges stands in."""
        return min(among, key=lambda column: column.distance(left, right), default=None)


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line with its edges."""

    text: str
    left: float
    right: float


def cells_of(line: PrintedLine) -> list[Cell]:
    """The cells of a line: parts with two spaces or more between them."""
    return [Cell(line.text[start:end], *line.edges(start, end)) for start, end in cell_spans(line.text)]


def cell_spans(text: str) -> list[tuple[int, int]]:
    """Where the cells of a text begin and end."""
    spans: list[tuple[int, int]] = []
    at = 0
    for part in text.split("  "):
        bare = part.strip()
        if bare:
            start = at + part.index(bare)
            spans.append((start, start + len(bare)))
        at += len(part) + 2
    return spans


def parted(line: PrintedLine, spans: Sequence[tuple[int, int]], among: Sequence[Column]) -> list[tuple[int, int]]:
    """Cells parted once more where a word begins just under the left edge of a heading: columns may nearly touch."""
    edges = [column.left for column in among]
    found: list[tuple[int, int]] = []
    for start, end in spans:
        inside = [span for span in line.spans if start < span.start < end]
        cuts = [span.start for span in inside if any(abs(span.left - edge) <= _UNDER for edge in edges)]
        bounds = [start, *cuts, end]
        found += [(first, first + len(line.text[first:last].rstrip())) for first, last in pairwise(bounds)]
    return found


def amount_roles(line: PrintedLine, spans: Sequence[tuple[int, int]], columns: Columns) -> tuple[Role, ...] | None:
    """The role of each amount of a line by its place, None when two would stand in one column or nothing is placed.

    Where two would, one of them may stand under a heading that says nothing of money.
    """
    if not columns.placed or not line.spans or not columns.money:
        return None
    return _among(line, spans, columns, columns.money) or _among(line, spans, columns, columns.figures)


def _among(
    line: PrintedLine, spans: Sequence[tuple[int, int]], columns: Columns, money: Sequence[Column]
) -> tuple[Role, ...] | None:
    found = [columns.nearest(*line.edges(start, end), money) for start, end in spans]
    roles = tuple(column.role for column in found if column is not None)
    kept = [role for role in roles if role is not Role.OTHER_AMOUNT]
    return roles if len(set(kept)) == len(kept) else None
