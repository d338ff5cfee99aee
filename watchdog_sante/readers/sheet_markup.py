"""What banks call .xls and is none: a web page's table, or Excel's XML of 2003. Read as what it is.

A login page saved in the place of a workbook has no table of operations; it is told to be a web page.
"""

import html
import re
from collections.abc import Iterator

from watchdog_sante.model.sentences import say
from watchdog_sante.readers.sheet_cells import Cells, Fault, Number, Sheet, SheetProblem, Value, cell_name, iso_day
from watchdog_sante.readers.text_encoding import decode
from watchdog_sante.readers.xml_nodes import Node, nodes

_HEAD = 4096
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S
)
_EXCEL_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_MOST_ROWS = 1_048_576
_MOST_SPAN = 100
_PIECES = re.compile(r"<(/?)(tr|td|th|br|script|style)\b([^<>]*)>|<[^<>]*>|([^<]+)|<", re.I | re.S)
_SPAN = re.compile(r"""colspan\s*=\s*["']?(\d{1,3})""", re.I)


def claims(head: bytes, named: bool) -> bool:
    """Whether this is Excel's XML of 2003, or a web page under the name of a workbook (`named`)."""
    decoded = decode(head[:_HEAD])
    if decoded is None:
        return False
    return _EXCEL_XML in decoded.text or (named and _PAGE.match(decoded.text) is not None)


def sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets of Excel's XML; the tables of a web page as one sheet. Raises `SheetProblem` or `XmlProblem`."""
    decoded = decode(data)
    if decoded is None:
        raise SheetProblem(say("refused.binary"))
    if _EXCEL_XML in decoded.text[:_HEAD]:
        yield from _excel_xml(data)
        return
    rows = _rows(decoded.text)
    if not any(_has_day(cells) for cells in rows.values()):
        raise SheetProblem(say("refused.web_page"))
    yield Sheet("", rows)


def _has_day(cells: Cells) -> bool:
    return any(
        isinstance(value, str) and re.match(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}$", value) for value in cells.values()
    )


def _rows(page: str) -> dict[int, Cells]:
    """The rows of every table of the page, one below the other."""
    rows: dict[int, Cells] = {}
    current = _Row()
    number = 0
    aside = ""  # the script or style that is open: its text is none
    for closing, name, inside, text in _PIECES.findall(_without_comments(page)):
        tag = name.lower()
        if aside:
            aside = "" if closing and tag == aside else aside
        elif tag in ("script", "style"):
            aside = "" if closing else tag
        elif text or tag == "br":
            current.text(text or " ")
        elif tag == "tr":
            if cells := current.cells():
                number += 1
                rows[number] = cells
            current = _Row()
        elif tag:
            current.cell("" if closing else inside, bool(closing))
    if len(rows) > _MOST_ROWS:
        raise SheetProblem(say("refused.sheet_too_large"))
    return rows


def _without_comments(page: str) -> str:
    kept, *others = page.split("<!--")
    return kept + "".join(piece.partition("-->")[2] for piece in others)


class _Row:
    """One row of a table while its cells come in."""

    def __init__(self) -> None:
        self._cells: dict[int, Value] = {}
        self._texts: list[str] | None = None
        self._at, self._span = 0, 1

    def text(self, text: str) -> None:
        """Text of the page: of the open cell, or of none."""
        if self._texts is not None:
            self._texts.append(text)

    def cell(self, attributes: str, closing: bool) -> None:
        """A cell begins or ends; one that begins ends the one before."""
        if self._texts is not None:
            self._cells[self._at] = " ".join(html.unescape("".join(self._texts)).split())
            self._at += self._span
            self._texts = None
        if not closing:
            span = _SPAN.search(attributes)
            self._span = min(max(int(span[1]), 1), _MOST_SPAN) if span else 1
            self._texts = []

    def cells(self) -> Cells:
        """The filled cells of the row."""
        self.cell("", True)
        return {at: value for at, value in self._cells.items() if value}


def _excel_xml(data: bytes) -> Iterator[Sheet]:
    name, rows, last = "", dict[int, Cells](), 0
    begun = False
    for node in nodes([data], frozenset({"Row"}), opened=frozenset({"Worksheet"})):
        if node.name == "Worksheet":
            if begun:
                yield Sheet(name, rows)
            name, rows, last, begun = node.attributes.get("Name", ""), {}, 0, True
            continue
        last = _index(node, last)
        if last > _MOST_ROWS:
            raise SheetProblem(say("refused.sheet_too_large"))
        if cells := _cells(node, last):
            rows[last] = cells
    if begun:
        yield Sheet(name, rows)


def _index(node: Node, last: int) -> int:
    written = node.attributes.get("Index", "")
    if not written.isdecimal():
        return last + 1
    if int(written) <= last:
        raise SheetProblem(say("refused.sheet_damaged"))
    return int(written)


def _cells(row: Node, number: int) -> Cells:
    cells: dict[int, Value] = {}
    at = 0
    for cell in row.all("Cell"):
        at = _index(cell, at)
        value = _value(cell, cell_name(number, at - 1))
        if value != "":
            cells[at - 1] = value
        across = cell.attributes.get("MergeAcross", "")
        at += min(int(across), _MOST_SPAN) if across.isdecimal() else 0
    return cells


def _value(cell: Node, name: str) -> Value:
    data = cell.first("Data")
    text = _text(data) if data else ""
    if not text:
        return Fault("=", say("sheet.formula", cell=name)) if "Formula" in cell.attributes and data is None else ""
    match data.attributes.get("Type", "") if data else "":
        case "Number":
            return _number(text)
        case "DateTime":
            return iso_day(text) or text
        case "Error":
            return Fault(text, say("sheet.error", cell=name, text=text))
        case _:
            return text


def _number(text: str) -> Value:
    try:
        value = float(text)
    except ValueError:
        return text
    return Number(value) if abs(value) < 1e18 else text


def _text(node: Node) -> str:
    return "".join(one if isinstance(one, str) else _text(one) for one in node.inside).strip()
