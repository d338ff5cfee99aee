"""Sheets become PDF files. The only door to reportlab.

Everything handed to a paragraph is escaped: no text from a statement is markup. A character that the fonts lack is
shown as its code, so that nothing disappears. The same sheet gives the same bytes (reportlab's `invariant`).
For readers of all kinds: title shown, language, bookmarks, text in reading order.
"""

import io
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from watchdog_sante.dossier.blanks import fill
from watchdog_sante.dossier.blocks import Block, Closing, Gap, Grid, Placed, Section, Sheet, Title, Words
from watchdog_sante.model.dossier import Fonts

_WIDTH, _HEIGHT = A4
_MARGIN, _BOTTOM = 20 * mm, 16 * mm
_INK, _SOFT, _LINE, _SHADE = (HexColor(one) for one in ("#1b2430", "#5a6675", "#c5ccd6", "#eef1f5"))
_DOTS = "." * 34
_REGULAR, _BOLD = "Dossier", "Dossier-Bold"


@cache
def _drawable(fonts: Fonts) -> frozenset[int]:
    """Make the fonts known to reportlab; the code points that both weights can draw."""
    faces = [TTFont(name, io.BytesIO(data)) for name, data in ((_REGULAR, fonts.regular), (_BOLD, fonts.bold))]
    for face in faces:
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(_REGULAR, _REGULAR, _BOLD, _REGULAR, _BOLD)
    return frozenset(faces[0].face.charToGlyph) & frozenset(faces[1].face.charToGlyph)


class _Heading(Paragraph):
    """A paragraph that stands in the bookmarks."""

    entry = ""
    level = 0


class _Pen:
    """Turns blocks into flowables, at one size of type."""

    def __init__(self, drawable: frozenset[int], size: float) -> None:
        self._drawable, self._size = drawable, size

    def visible(self, text: str) -> str:
        """The text, with the code of what cannot be drawn."""
        return "".join(c if ord(c) in self._drawable else f"[U+{ord(c):04X}]" for c in text)

    def _markup(self, text: str) -> str:
        """Blanks as dots with what to write in small; all else escaped."""
        small = f'<font size="{self._size * 0.72:.2f}" color="#5a6675">'
        return fill(
            text,
            lambda caption: f"{_DOTS} {small}({escape(self.visible(caption))})</font>",
            lambda around: escape(self.visible(around)),
        )

    def _style(self, **changes: Any) -> ParagraphStyle:
        body: dict[str, Any] = {"fontName": _REGULAR, "fontSize": self._size, "leading": self._size * 1.38}
        body["textColor"] = _INK
        rules = {"allowWidows": 0, "allowOrphans": 0, "spaceAfter": self._size * 0.6, "splitLongWords": 1}
        return ParagraphStyle("body", **(body | rules | changes))

    def words(self, text: str, **changes: Any) -> Paragraph:
        """One paragraph; an item hangs behind its dash."""
        if text.startswith("- "):
            item = {"leftIndent": 5 * mm, "bulletIndent": 1.5 * mm, "spaceAfter": self._size * 0.3}
            return Paragraph(self._markup(text[2:]), self._style(**(item | changes)), bulletText="–")
        return Paragraph(self._markup(text), self._style(**changes))

    def _heading(self, section: Section) -> _Heading:
        size = self._size * (1.25 if section.level == 0 else 1.05)
        style = self._style(fontName=_BOLD, fontSize=size, leading=size * 1.3, spaceBefore=size * 0.9, keepWithNext=1)
        heading = _Heading(self._markup(section.text), style)
        heading.entry, heading.level = self.visible(section.text), section.level
        return heading

    def _grid(self, grid: Grid) -> Table:
        def cell(text: str, column: int, **changes: Any) -> Paragraph:
            side = {"alignment": 2 if column in grid.right else 0, "spaceAfter": 0, "fontSize": self._size * 0.92}
            return self.words(text, **(side | {"leading": self._size * 1.22} | changes))

        rows = [[cell(text, column, fontName=_BOLD) for column, text in enumerate(grid.header)]]
        rows += [[cell(text, column) for column, text in enumerate(row)] for row in grid.rows]
        rules: list[Any] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ]
        widths = [width * mm for width in grid.widths]
        return Table(rows, widths, repeatRows=1, style=rules, hAlign="LEFT", spaceAfter=self._size * 0.8)

    def flowables(self, block: Block) -> list[Flowable]:
        """What platypus lays out."""
        match block:
            case Title():
                size = self._size * 1.7
                return [self.words(block.text, fontName=_BOLD, fontSize=size, leading=size * 1.25)]
            case Section():
                return [self._heading(block)]
            case Words():
                changes: dict[str, Any] = {"textColor": _SOFT} if block.soft else {}
                changes |= {"leftIndent": 85 * mm} if block.right else {}
                changes |= {"fontName": _BOLD, "keepWithNext": 1} if block.strong else {}
                return [self.words(block.text, **changes)]
            case Grid():
                return [self._grid(block)]
            case Gap():
                return [Spacer(1, block.height * mm)]
            case Closing():
                return [KeepTogether([one for part in block.blocks for one in self.flowables(part)])]


class _Pages(BaseDocTemplate):
    """Platypus with bookmarks, fixed parts on the first page, and words at each page's foot."""

    def __init__(self, out: io.BytesIO, sheet: Sheet, pages: int, pen: _Pen) -> None:
        super().__init__(
            out, pagesize=A4, title=sheet.title, subject=sheet.title, creator="watchdog-santé", author="",
            lang=sheet.language, displayDocTitle=True, invariant=1,
        )  # fmt: skip
        self._sheet, self._total, self._pen, self._entries = sheet, pages, pen, 0
        first, later = (
            Frame(_MARGIN, _BOTTOM, _WIDTH - 2 * _MARGIN, _HEIGHT - top - _BOTTOM, 0, 0, 0, 0)
            for top in (sheet.top * mm, _MARGIN)
        )
        opening = PageTemplate("first", [first], onPage=self._open, onPageEnd=self._foot, autoNextPageTemplate="later")
        self.addPageTemplates([opening, PageTemplate("later", [later], onPageEnd=self._foot)])

    def _open(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        stamp = f"D:{self._sheet.day:%Y%m%d}000000Z"
        canvas.setDateFormatter(lambda *_: stamp)
        for part in self._sheet.placed:
            self._place(canvas, part)
        canvas.setStrokeColor(_LINE)
        for third in (1, 2) if self._sheet.folds else ():
            canvas.line(4 * mm, _HEIGHT - third * 99 * mm, 9 * mm, _HEIGHT - third * 99 * mm)

    def _place(self, canvas: Canvas, part: Placed) -> None:
        lines: list[Flowable] = [self._pen.words(line, spaceAfter=1) for line in part.lines]
        height = _HEIGHT - part.top * mm - _MARGIN
        Frame(part.left * mm, _MARGIN, part.width * mm, height, 0, 0, 0, 0).addFromList(lines, canvas)

    def _foot(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(_REGULAR, 8)
        canvas.setFillColor(_SOFT)
        words = self._pen.visible(self._sheet.foot(document.page, self._total))
        canvas.drawCentredString(_WIDTH / 2, 9 * mm, words)

    def afterFlowable(self, flowable: Flowable) -> None:
        """Called by platypus for each flowable drawn."""
        if isinstance(flowable, _Heading):
            self._entries += 1
            key = f"section-{self._entries}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.entry, key, flowable.level)


def _spaced(blocks: tuple[Block, ...]) -> list[Block]:
    """Room after the last item of a list."""
    spaced: list[Block] = []
    for block in blocks:
        before = spaced[-1] if spaced else None
        listed = isinstance(before, Words) and before.text.startswith("- ")
        goes_on = isinstance(block, Words) and block.text.startswith("- ")
        spaced += [Gap(1), block] if listed and not goes_on else [block]
    return spaced


def draw(sheet: Sheet, fonts: Fonts) -> bytes:
    """The sheet as a PDF. Laid out twice: the first time to count its pages."""
    pen = _Pen(_drawable(fonts), sheet.size)
    pages, out = 0, io.BytesIO()
    for _ in range(2):
        out = io.BytesIO()
        document = _Pages(out, sheet, pages, pen)
        document.build([one for block in _spaced(sheet.blocks) for one in pen.flowables(block)])
        pages = document.page
    return out.getvalue()
