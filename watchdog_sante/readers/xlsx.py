"""Workbooks of Excel since 2007 (.xlsx, .xlsm): what each sheet's cells hold, with the values last calculated.

A reader of our own, because no row may be lost without a word: read row by row, openpyxl 3.1 passes over a row whose
number stands twice, and one reading cannot tell a formula without a value from an empty cell; read whole, it takes
memory that a limited child does not have. python-calamine 0.9 reads errors and formulas without a value as empty cells,
and a single cell far away ends the process. Macros and links to other files are never looked at.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from watchdog_sante.model.sentences import say
from watchdog_sante.readers.sheet_archive import SheetArchive
from watchdog_sante.readers.sheet_cells import (
    Cells,
    Fault,
    Number,
    Sheet,
    SheetProblem,
    Value,
    cell_name,
    column_of,
    day_of,
    iso_day,
)
from watchdog_sante.readers.sheet_merged import spread_days
from watchdog_sante.readers.xml_nodes import Node, nodes

_WORKBOOK = "xl/workbook.xml"
_FIRST_DAY = date(1899, 12, 30)
_FIRST_DAY_MAC = date(1904, 1, 1)
_DAY_FORMATS = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_PERCENT_FORMATS = frozenset((9, 10))
_NO_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_DAY_CODE = re.compile(r"[dyj]|aa")  # jj/mm/aaaa is what French programs write that do not translate it
_TEXTS = frozenset({"r", "t"})


@dataclass(frozen=True, slots=True)
class _Styles:
    """Which cell styles show a day or a percentage, and the day that days are counted from."""

    days: frozenset[int]
    percents: frozenset[int]
    first_day: date


def is_workbook(archive: SheetArchive) -> bool:
    """Whether the archive is such a workbook."""
    return _WORKBOOK in archive.names


def count(archive: SheetArchive) -> int:
    """How many sheets of any kind the workbook has."""
    return sum(1 for _ in nodes(archive.chunks(_WORKBOOK), frozenset({"sheet"})))


def sheets(archive: SheetArchive) -> Iterator[Sheet]:
    """Every sheet of cells, in order. Raises `SheetProblem` or `XmlProblem`."""
    listed = list(nodes(archive.chunks(_WORKBOOK), frozenset({"workbookPr", "sheet"})))
    mac = any(node.attributes.get("date1904") in ("1", "true") for node in listed if node.name == "workbookPr")
    styles = _styles(archive, _FIRST_DAY_MAC if mac else _FIRST_DAY)
    strings = [_text(node) for node in nodes(archive.chunks("xl/sharedStrings.xml"), frozenset({"si"}))]
    places = _places(archive)
    for node in listed:
        place = places.get(node.attributes.get("id", "")) if node.name == "sheet" else None
        if place:
            yield _sheet(node.attributes.get("name", ""), archive, place, strings, styles)


def _places(archive: SheetArchive) -> dict[str, str]:
    """The part of each sheet of cells, by the identifier that the workbook gives it."""
    found = nodes(archive.chunks("xl/_rels/workbook.xml.rels"), frozenset({"Relationship"}))
    return {
        node.attributes.get("Id", ""): posixpath.normpath(posixpath.join("/xl", node.attributes.get("Target", "")))[1:]
        for node in found
        if node.attributes.get("Type", "").endswith("/worksheet") and node.attributes.get("TargetMode") != "External"
    }


def _styles(archive: SheetArchive, first_day: date) -> _Styles:
    codes: dict[str, str] = {}
    formats: list[str] = []
    for node in nodes(archive.chunks("xl/styles.xml"), frozenset({"numFmts", "cellXfs"})):
        for child in node.children:
            if node.name == "numFmts":
                codes[child.attributes.get("numFmtId", "")] = child.attributes.get("formatCode", "")
            else:
                formats.append(child.attributes.get("numFmtId", "0"))
    days = frozenset(at for at, name in enumerate(formats) if _is_day(name, codes))
    percents = frozenset(at for at, name in enumerate(formats) if _is_percent(name, codes))
    return _Styles(days, percents, first_day)


def _is_day(name: str, codes: Mapping[str, str]) -> bool:
    if name in codes:
        code = _NO_CODE.sub("", codes[name].casefold())
        return code != "general" and _DAY_CODE.search(code) is not None
    return name.isdigit() and int(name) in _DAY_FORMATS


def _is_percent(name: str, codes: Mapping[str, str]) -> bool:
    if name in codes:
        return "%" in _NO_CODE.sub("", codes[name])
    return name.isdigit() and int(name) in _PERCENT_FORMATS


def _sheet(name: str, archive: SheetArchive, place: str, strings: list[str], styles: _Styles) -> Sheet:
    rows: dict[int, Cells] = {}
    merged: list[str] = []
    last = 0
    if place not in archive.names:
        raise SheetProblem(say("refused.sheet_damaged"))
    for node in nodes(archive.chunks(place), frozenset({"row", "mergeCell"})):
        if node.name == "mergeCell":
            merged.append(node.attributes.get("ref", ""))
            continue
        number = _row_number(node, last)
        if number <= last:
            raise SheetProblem(say("refused.sheet_damaged"))
        last = number
        cells = _cells(node, number, strings, styles)
        if cells:
            rows[number] = cells
    return Sheet(name, spread_days(rows, merged))


def _row_number(node: Node, last: int) -> int:
    written = node.attributes.get("r", "")
    return int(written) if written.isdecimal() else last + 1


def _cells(row: Node, number: int, strings: list[str], styles: _Styles) -> Cells:
    cells: dict[int, Value] = {}
    at = -1
    for cell in row.inside:
        if isinstance(cell, str) or cell.name != "c":
            continue
        column = column_of(cell.attributes["r"]) if "r" in cell.attributes else at + 1
        if column <= at:
            raise SheetProblem(say("refused.sheet_damaged"))
        at = column
        if cell.inside and (value := _value(cell, (number, column), strings, styles)) != "":
            cells[column] = value
    return cells


def _value(cell: Node, place: tuple[int, int], strings: list[str], styles: _Styles) -> Value:
    kind = cell.attributes.get("t", "n")
    written, formula = "", False
    for child in cell.inside:
        if isinstance(child, str):
            continue
        if child.name == "v":
            written = "".join(one for one in child.inside if isinstance(one, str)).strip()
        elif child.name == "f":
            formula = True
        elif child.name == "is":
            written = _text(child)
    if kind == "n" and written:
        return _number(written, cell.attributes.get("s", ""), styles)
    if not written:
        return Fault("=", say("sheet.formula", cell=cell_name(*place))) if formula and kind != "str" else ""
    match kind:
        case "s":
            return _shared(written, strings)
        case "e":
            return Fault(written, say("sheet.error", cell=cell_name(*place), text=written))
        case "b":
            return "VRAI" if written == "1" else "FAUX"
        case "d":
            return iso_day(written) or written
        case _:
            return written


def _shared(written: str, strings: list[str]) -> str:
    if not written.isdecimal() or int(written) >= len(strings):
        raise SheetProblem(say("refused.sheet_damaged"))
    return strings[int(written)]


def _number(written: str, style: str, styles: _Styles) -> Value:
    try:
        value = float(written)
    except ValueError:
        return written
    if value != value or abs(value) > 1e18:
        return written
    at = int(style) if style.isdecimal() else 0
    if at in styles.days:
        return day_of(value, styles.first_day) or written
    return Number(value, at in styles.percents)


def _text(node: Node) -> str:
    """The text of a rich string; how it is pronounced is left out."""
    parts = []
    for child in node.children:
        if child.name in _TEXTS:
            parts.append("".join(one for one in child.inside if isinstance(one, str)) if child.name == "t" else "")
            parts.append(_text(child))
    return "".join(parts)
