"""A line of a printed or pasted statement, whoever took it from its page: text, and where its words stand.

One space parts words, two or more part cells; that is all a pasted text tells, and a page keeps to it. On a page every
word also has its place in points from the left edge. A row's number is `page * 10,000 + line` on a page
(`model/row_places.py`), and simply the line in a text without pages.
"""

from bisect import bisect_right
from dataclasses import dataclass

from watchdog_sante.model.row_places import PAGE


@dataclass(frozen=True, slots=True)
class Span:
    """One word: where it begins in the line's text, and its edges in points."""

    start: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line. `page` counts from 1, 0 for a text without pages; `number` counts the lines of the page from 1."""

    page: int
    number: int
    text: str
    spans: tuple[Span, ...] = ()  # none for pasted text
    gap: float = 0.0  # white above it, in heights of the line; 0 when unknown

    @property
    def row(self) -> int:
        """The row number of what is read from this line."""
        return self.page * PAGE + self.number

    def edges(self, start: int, end: int) -> tuple[float, float]:
        """Left and right edge of the part `text[start:end]`, in points; of a pasted text in characters."""
        if not self.spans:
            return float(start), float(end)
        starts = [span.start for span in self.spans]
        first = self.spans[max(bisect_right(starts, start) - 1, 0)]
        last = self.spans[max(bisect_right(starts, max(end - 1, start)) - 1, 0)]
        return first.left, last.right


def lines_of_text(text: str) -> tuple[PrintedLine, ...]:
    """The lines of a pasted text: a tab parts cells, as it does where a table is copied from a web page."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\t", "  ")
    lines = plain.splitlines()
    return tuple(PrintedLine(0, number, line.rstrip()) for number, line in enumerate(lines, start=1))
