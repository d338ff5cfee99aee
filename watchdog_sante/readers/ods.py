"""Workbooks of LibreOffice (.ods): what each sheet's cells hold, with the values that were last calculated.

A reader of our own: odfpy has had no release since 2020 and holds the whole tree of a file in memory, python-calamine
reads errors as empty cells and unfolds every repetition.
"""

from collections.abc import Iterator

from watchdog_sante.model.sentences import say
from watchdog_sante.readers.sheet_archive import SheetArchive
from watchdog_sante.readers.sheet_cells import Cells, Fault, Number, Sheet, SheetProblem, Value, cell_name, iso_day
from watchdog_sante.readers.sheet_merged import spread_days
from watchdog_sante.readers.xml_nodes import Node, nodes

_CONTENT = "content.xml"
_MOST_REPEATED = 1_000  # rows or cells that are filled and alike
_ERRORS = ("#", "Err:")
_ASIDE = frozenset({"annotation", "annotation-end", "note", "shapes"})
_BREAKS = {"s": " ", "tab": " ", "line-break": " "}


def is_workbook(archive: SheetArchive) -> bool:
    """Whether the archive is such a workbook; a text document or a presentation has no sheet."""
    return _CONTENT in archive.names and archive.holds(_CONTENT, b"spreadsheet")


def sheets(archive: SheetArchive) -> Iterator[Sheet]:
    """Every sheet, in order. Raises `SheetProblem` or `XmlProblem`."""
    if archive.holds("META-INF/manifest.xml", b"encryption-data"):
        raise SheetProblem(say("refused.sheet_encrypted"))
    table: _Table | None = None
    for node in nodes(archive.chunks(_CONTENT), frozenset({"table-row"}), opened=frozenset({"table"})):
        if node.name == "table":
            if table:
                yield table.sheet()
            table = _Table(node.attributes.get("name", ""))
        elif table:
            table.add(node)
    if table:
        yield table.sheet()


class _Table:
    """One sheet while its rows come in."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows: dict[int, Cells] = {}
        self._merged: list[str] = []
        self._next = 1

    def sheet(self) -> Sheet:
        """All rows so far."""
        return Sheet(self._name, spread_days(self._rows, self._merged))

    def add(self, node: Node) -> None:
        """One row, as often as it says that it repeats."""
        cells = self._cells(node)
        times = _count(node, "number-rows-repeated")
        if cells:
            if times > _MOST_REPEATED:
                raise SheetProblem(say("refused.sheet_too_large"))
            self._rows.update((number, cells) for number in range(self._next, self._next + times))
        self._next += times

    def _cells(self, row: Node) -> Cells:
        cells: dict[int, Value] = {}
        at = 0
        for cell in row.children:
            if cell.name not in ("table-cell", "covered-table-cell"):
                continue
            times = _count(cell, "number-columns-repeated")
            value = _value(cell, cell_name(self._next, at)) if cell.name == "table-cell" else ""
            if value != "":
                if times > _MOST_REPEATED:
                    raise SheetProblem(say("refused.sheet_too_large"))
                cells.update((column, value) for column in range(at, at + times))
            if (tall := _count(cell, "number-rows-spanned")) > 1:
                self._merged.append(f"{cell_name(self._next, at)}:{cell_name(self._next + tall - 1, at)}")
            at += times
        return cells


def _count(node: Node, name: str) -> int:
    written = node.attributes.get(name, "1")
    return max(int(written), 1) if written.isdecimal() and len(written) < 9 else 1


def _value(cell: Node, name: str) -> Value:
    shown = " ".join(filter(None, (_text(node) for node in cell.all("p"))))
    attributes = cell.attributes
    if shown.startswith(_ERRORS) and "formula" in attributes:
        return Fault(shown, say("sheet.error", cell=name, text=shown))
    match attributes.get("value-type", ""):
        case "float" | "currency" | "percentage" as kind:
            return _number(attributes.get("value", ""), kind == "percentage", shown)
        case "date":
            return iso_day(attributes.get("date-value", "")) or shown
        case "boolean":
            return "VRAI" if attributes.get("boolean-value") == "true" else "FAUX"
        case "":
            return Fault("=", say("sheet.formula", cell=name)) if "formula" in attributes and not shown else shown
        case _:
            return shown or attributes.get("string-value", "")


def _number(written: str, percent: bool, shown: str) -> Value:
    try:
        value = float(written)
    except ValueError:
        return shown
    return Number(value, percent) if abs(value) < 1e18 else shown


def _text(node: Node) -> str:
    parts = []
    for one in node.inside:
        if isinstance(one, str):
            parts.append(one)
        elif one.name in _BREAKS:
            parts.append(_BREAKS[one.name])
        elif one.name not in _ASIDE:
            parts.append(_text(one))
    return "".join(parts)
