"""From the text of a CSV to records with the line on which each begins. Only this room knows quotes and line ends.

The standard library's csv module reads one line at a time here, not pandas: a statement's reader must say on which line
a row begins, keep a line with a stray quote from swallowing the next ones, and keep rows of a wrong width apart. pandas
tells none of that, shifts or drops fields, and costs 0.4 s to import. 100,000 rows become operations in 1.2 s here;
pandas with days, one amount and the label parsed took 0.3 to 0.4 s, before masking and before any row is a value.
"""

import csv
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchdog_sante.model.sentences import Sentence, say

MOST_COLUMNS = 100
LONGEST_CELL = 2_000  # characters: the longest real label seen has a few hundred
LONGEST_LINE = MOST_COLUMNS * LONGEST_CELL
_MOST_JOINED = 40  # lines of one label: Crédit Agricole pads its labels to about six
_BEGINS_WITH_DAY = re.compile(r'[\s"=]*\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}[" ]*[;,\t]')
_ENTITY = re.compile(r"&(?:amp;)*(#?\w{2,8};)")  # BNP Paribas was seen to encode accents three times over
_EMPTY = ' \t;,"\u00a0\u202f'


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file without their ends; `ended` is false when the last one stops without an end of line."""

    texts: Sequence[str]
    ended: bool

    @property
    def longest(self) -> int:
        """Characters of the longest line."""
        return max(map(len, self.texts), default=0)


@dataclass(slots=True)
class Record:
    """One row of the table: the line on which it begins (from 1), its cells, that line, and what is wrong with it."""

    row: int
    cells: list[str]
    text: str
    problem: Sentence | None = None
    height: int = 1  # lines it stands on
    written: int = 0  # cells that the file has, before it was brought to the width of the header

    def fit(self, names: Sequence[str]) -> bool:
        """Whether it is as wide as the header, empty cells too many or missing under nameless columns put right."""
        width, cells = len(names), self.cells
        self.written = len(cells)
        if len(cells) != width:
            if len(cells) > width and not any(map(str.strip, cells[width:])):
                del cells[width:]
            elif len(cells) < width and not any(names[len(cells) :]):
                cells.extend([""] * (width - len(cells)))
        return len(cells) == width


def lines_of(text: str) -> Lines:
    """Split at CRLF, LF or CR only: a form feed or a Unicode line separator may stand in a label."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    texts = text.split("\n")
    ended = texts[-1] == ""
    return Lines(texts[:-1] if ended else texts, ended)


def without_entities(lines: Lines) -> Lines:
    """The lines with HTML entities as letters: their semicolons are no delimiters. A quotation mark becomes `'`."""
    texts = [_ENTITY.sub(_letter, text) if "&" in text else text for text in lines.texts]
    return Lines(texts, lines.ended)


def _letter(found: re.Match[str]) -> str:
    return html.unescape(f"&{found.group(1)}").replace('"', "'").replace(";", ",")


def is_blank(line: str) -> bool:
    """True for a line without content: empty, or delimiters only."""
    return not line.strip(_EMPTY)


def begins_with_day(line: str) -> bool:
    """True when the line starts like a row whose first column is a day."""
    return _BEGINS_WITH_DAY.match(line) is not None


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line. A quote that is not closed is an ordinary character: it never reaches past its line."""
    if '"' not in line:
        return line.split(delimiter)
    try:
        return _strictly(line, delimiter)
    except csv.Error:
        return [_unquoted(cell) for cell in line.split(delimiter)]


def column(records: Sequence[Record], at: int) -> list[str]:
    """The cells of one column; none when `at` is -1, a column that the file does not have."""
    return [record.cells[at] for record in records] if at >= 0 else []


def records(lines: Sequence[str], first: int, stop: int, delimiter: str, multiline: bool) -> Iterator[Record]:
    """The records of `lines[first:stop]`, blank lines left out; with `multiline` a quoted label may go on."""
    at = first
    while at < stop:
        line, begin = lines[at], at
        at += 1
        if is_blank(line):
            continue
        if multiline and line.count('"') % 2 and _opens_cell(line, delimiter):
            joined = _joined(lines, begin, stop, delimiter)
            if joined:
                at = begin + joined.lines
                yield Record(begin + 1, joined.cells, line, height=joined.lines)
                continue
        yield _record(begin + 1, line, delimiter)


@dataclass(frozen=True, slots=True)
class _Joined:
    lines: int
    cells: list[str]


def _record(row: int, line: str, delimiter: str) -> Record:
    if '"' not in line:
        return Record(row, line.split(delimiter), line)
    problem = say("csv.open_quote") if line.count('"') % 2 else None
    return Record(row, cells_of(line, delimiter), line, problem)


def _opens_cell(line: str, delimiter: str) -> bool:
    """Whether the last quote stands where a cell may begin, or behind a quote: elsewhere it opens nothing."""
    before = line[: line.rindex('"')].rstrip(" ")
    return not before or before[-1] in (delimiter, '"', "=")


def _joined(lines: Sequence[str], begin: int, stop: int, delimiter: str) -> _Joined | None:
    """The record that begins at an open quote and ends where it is closed; None when another row begins before."""
    quotes = lines[begin].count('"')
    for end in range(begin + 1, min(stop, begin + _MOST_JOINED)):
        if begins_with_day(lines[end]):
            return None
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            try:
                return _Joined(end + 1 - begin, _strictly("\n".join(lines[begin : end + 1]), delimiter))
            except csv.Error:
                return None
    return None


def _strictly(text: str, delimiter: str) -> list[str]:
    rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    if len(rows) != 1:
        raise csv.Error("more than one row")
    return rows[0]


def _unquoted(cell: str) -> str:
    bare = cell.strip()
    return bare[1:-1].replace('""', '"') if len(bare) > 1 and bare[0] == bare[-1] == '"' else cell
