"""A copied table whose cells came one under the other, put back into lines: browsers copy some tables so.

Three forms are known by what the lines hold. Bare cells: a day, words, then amounts, each on a line of its own, under
the headings that came the same way; the words may come before the day. Named cells: `Nature : consultation`, one line
for each column. Cards: words, then a heading above each figure. Only this room knows them; the lines that it makes go
on to the layouts and their sums, which say whether they were put together right.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from watchdog_sante.readers.folding import same_length
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import tokens_of
from watchdog_sante.readers.profile import Role

_DAY, _WORDS, _FIGURE, _HEADING, _OTHER = "d", "w", "f", "h", "o"
_ROW = re.compile(r"h{3,}|d{1,2}w{0,3}f{1,8}|w{1,3}d{1,2}f{1,8}|[ow]f{1,8}")  # headings; rows; a sum and its words
_CARD = re.compile(r"(?P<words>[odw][hw]{0,3}?)(?:hf){3,8}")
_EMPTY = frozenset("-–—")
_GAP = "  "


def joined(lines: Sequence[PrintedLine], layout: PrintedLayout) -> tuple[PrintedLine, ...]:
    """The same lines, cells of one row on one line, which has the number of its first cell."""
    full = [line for line in _named(lines, layout) if line.text.strip()]
    return _together(_together(full, layout, _CARD), layout, _ROW)


def _together(lines: Sequence[PrintedLine], layout: PrintedLayout, form: re.Pattern[str]) -> tuple[PrintedLine, ...]:
    """The lines, with each run of this form (in letters of `_kind`) on one line, its headings on one before."""
    kinds = "".join(_kind(line, layout) for line in lines)
    made: list[PrintedLine] = []
    at = 0
    for found in form.finditer(kinds):
        cells = lines[found.start() : found.end()]
        made += lines[at : found.start()]
        if form is _CARD:
            named = cells[len(found["words"]) :]
            made.append(_line_of([line.text for line in named[::2]], cells[0]))
            cells = [_day_alone(cells[0], layout), *cells[1 : len(found["words"])], *named[1::2]]
        made.append(_line_of([line.text for line in cells], cells[0]))
        at = found.end()
    return (*made, *lines[at:])


def _line_of(texts: Iterable[str], first: PrintedLine) -> PrintedLine:
    return replace(first, text=_GAP.join(text.strip() for text in texts))


def _day_alone(line: PrintedLine, layout: PrintedLayout) -> PrintedLine:
    """`Soins du 06/03/2024` without the heading that names the day."""
    days = tokens_of(line.text).days
    named = days and _heading(same_length(line.text[: days[0].start]), layout)
    return replace(line, text=line.text[days[0].start :]) if named else line


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
