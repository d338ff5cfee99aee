"""The letters of a page with their places, and the lines that they make.

Letters that stand upright on the page count, each once: a bold word may be drawn twice. A gap makes a space, a wide gap
parts cells. A letter whose font does not say what it means is `UNKNOWN`, to be counted and told.
"""

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, Rect

from watchdog_sante.readers.pdf_streams import TooLarge
from watchdog_sante.readers.printed_lines import PrintedLine, Span

UNKNOWN = "\ufffd"
MOST_LETTERS = 1_500_000  # of a file
MOST_FIGURES = 5_000  # drawings inside drawings, each of which may hold others
_WORD_GAP, _CELL_GAP = 0.13, 0.95  # in heights of the letters
_SAME_LINE = 0.45


@dataclass(frozen=True, slots=True)
class Letter:
    """A character: edges and base line in points, `size` its height."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Counts:
    """What a whole file has shown so far."""

    letters: int = 0
    unknown: int = 0
    figures: int = 0
    images: int = 0


@dataclass(slots=True, eq=False)
class _Page:
    letters: list[Letter] = field(default_factory=list)
    box: Rect = (0, 0, 0, 0)


class LetterDevice(PDFTextDevice):
    """Gathers the letters of one page after the other. Raises `TooLarge` beyond what a statement holds."""

    def __init__(self, manager: Any) -> None:
        super().__init__(manager)
        self.counts = Counts()
        self._page = _Page()

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """A new page."""
        width = abs(page.mediabox[2] - page.mediabox[0])
        height = abs(page.mediabox[3] - page.mediabox[1])
        if page.rotate in (90, 270):
            width, height = height, width
        self._page = _Page(box=(0, 0, width, height))

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """A drawing inside the page."""
        self.counts.figures += 1
        if self.counts.figures > MOST_FIGURES:
            raise TooLarge

    def render_image(self, name: str, stream: Any) -> None:
        """An image is counted, never looked at."""
        self.counts.images += 1

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, *rest: Any
    ) -> float:
        """Keep the letter; how far to go on."""
        advance = font.char_width(cid) * fontsize * scaling
        self.counts.letters += 1
        if self.counts.letters > MOST_LETTERS:
            raise TooLarge
        a, b, _, d, left, base = matrix
        if a <= 0 or abs(b) > 0.01 * abs(a):
            return advance
        text = self._text(font, cid)
        if text:
            self._keep(text, left, left + advance * a, base + rise * d, abs(fontsize * d))
        return advance

    def _keep(self, text: str, left: float, right: float, base: float, size: float) -> None:
        width, height = self._page.box[2:]
        if right < 0 or left > width or base < 0 or base > height or size < 1:
            return
        share = (right - left) / len(text)
        for place, character in enumerate(text):
            self._page.letters.append(Letter(character, left + place * share, left + (place + 1) * share, base, size))

    def _text(self, font: PDFFont, cid: int) -> str:
        try:
            text = unicodedata.normalize("NFKC", font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        if not text or any(unicodedata.category(character) in ("Co", "Cc", "Cn", "Cs") for character in text):
            text = " " if text in ("\t", "\n", "\r") else UNKNOWN
        self.counts.unknown += text == UNKNOWN
        return text

    def lines(self, number: int) -> list[PrintedLine]:
        """The lines of the page just drawn, from top to bottom."""
        return _lines(self._page.letters, number)


def _lines(letters: list[Letter], page: int) -> list[PrintedLine]:
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: (-one.base, one.left)):
        if rows and abs(rows[-1][0].base - letter.base) <= _SAME_LINE * min(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    lines: list[PrintedLine] = []
    above: Letter | None = None
    for row in rows:
        first = row[0]
        gap = 99.0 if above is None else (above.base - first.base) / first.size - 1
        text, spans = _text_of(sorted(row, key=lambda one: one.left))
        if text:
            lines.append(PrintedLine(page, len(lines) + 1, text, spans, max(gap, 0.0)))
            above = first
    return lines


def _text_of(row: list[Letter]) -> tuple[str, tuple[Span, ...]]:
    """The text of a line and its words: the letters in their order, spaces by the gaps between them."""
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    last: Letter | None = None
    for letter in row:
        if letter.text == " " or (last and _is_again(letter, last)):
            continue
        gap = (letter.left - last.right) / letter.size if last else 0.0
        if last is None or gap > _WORD_GAP:
            space = "" if last is None else ("  " if gap > _CELL_GAP else " ")
            parts.append(space)
            length += len(space)
            spans.append(Span(length, letter.left, letter.right))
        else:
            spans[-1] = Span(spans[-1].start, spans[-1].left, letter.right)
        parts.append(letter.text)
        length += 1
        last = letter
    return "".join(parts), tuple(spans)


def _is_again(letter: Letter, last: Letter) -> bool:
    """The same letter drawn once more at the same place, as some printers do for bold."""
    return letter.text == last.text and abs(letter.left - last.left) < 0.3 * (last.right - last.left)
