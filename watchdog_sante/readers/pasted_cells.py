"""A copied table whose cells came one under the other, put back into lines: browsers copy some tables so.

Two forms are known by what the lines hold. Bare cells: a day, words, then amounts, each on a line of its own, under
the headings that came the same way. Named cells: `Nature : consultation`, one line for each column. Only this room
knows them; the lines that it makes go on to the layouts and their sums, which say whether they were put together right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchdog_sante.readers.folding import same_length
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import tokens_of
from watchdog_sante.readers.profile import Role

_DAY, _WORDS, _FIGURE, _HEADING, _OTHER = "d", "w", "f", "h", "o"
_ROW = re.compile(r"h{3,}|d{1,2}w{0,3}f{1,8}|[ow]f{1,8}")  # headings; a row; words whose figures stand below
_EMPTY = frozenset("-–—")
_GAP = "  "


def joined(lines: Sequence[PrintedLine], layout: PrintedLayout) -> tuple[PrintedLine, ...]:
    """The same lines, cells of one row on one line, which has the number of its first cell."""
    return _bare(tuple(_named(lines, layout)), layout)


def _bare(lines: Sequence[PrintedLine], layout: PrintedLayout) -> tuple[PrintedLine, ...]:
    full = [line for line in lines if line.text.strip()]
    kinds = "".join(_kind(line, layout) for line in full)
    made: list[PrintedLine] = []
    at = 0
    for found in _ROW.finditer(kinds):
        made += full[at : found.start()]
        cells = full[found.start() : found.end()]
        made.append(replace(cells[0], text=_GAP.join(line.text.strip() for line in cells)))
        at = found.end()
    return (*made, *full[at:])


def _kind(line: PrintedLine, layout: PrintedLayout) -> str:
    """What a line is, as one letter: a day, a figure, a heading, words, or a line that holds more than one cell."""
    bare = line.text.strip()
    if bare in _EMPTY:
        return _FIGURE
    tokens = tokens_of(bare)
    words = any(char.isalnum() for char in tokens.rest)
    if _heading(same_length(bare), layout) is not None:
        return _HEADING
    if words:
        return _OTHER if tokens.amounts or tokens.days or layout.find("total", tokens.folded) else _WORDS
    return _FIGURE if tokens.amounts or tokens.rates else _DAY if tokens.days else _OTHER


def _heading(folded: str, layout: PrintedLayout) -> Role | None:
    """The role of a text that is one heading and nothing else."""
    bare = folded.strip(" :*")
    return next((role for pattern, role in layout.headings if pattern.fullmatch(bare)), None)


def _named(lines: Sequence[PrintedLine], layout: PrintedLayout) -> Iterator[PrintedLine]:
    """Rows of `heading : value` put together: the day of care begins one, a heading that comes again ends it."""
    row: list[tuple[PrintedLine, Role, str]] = []
    for line in lines:
        role, value = _name(line, layout)
        if role is Role.CARE_DATE or role is None or role in [cell[1] for cell in row]:
            yield from _as_line(row)
            row = []
        if role is not None and (row or role is Role.CARE_DATE):
            row.append((line, role, value))
        else:
            yield line
    yield from _as_line(row)


def _as_line(row: Sequence[tuple[PrintedLine, Role, str]]) -> Iterator[PrintedLine]:
    if row:
        yield replace(row[0][0], text=_GAP.join(value for _, _, value in row))


def _name(line: PrintedLine, layout: PrintedLayout) -> tuple[Role | None, str]:
    before, colon, value = line.text.partition(":")
    return (_heading(same_length(before), layout) if colon and value.strip() else None), value.strip()
