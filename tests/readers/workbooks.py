"""Invented workbooks for tests: one table as .xlsx (openpyxl writes it) and as .ods (written here, part by part)."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Cell: TypeAlias = "str | float | date | None"
Grid: TypeAlias = "Sequence[Sequence[Cell]]"

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(sheets: Mapping[str, Grid], change: Callable[[openpyxl.Workbook], None] = lambda _: None) -> bytes:
    """A workbook with these sheets, changed before it is saved."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, grid in sheets.items():
        sheet: Worksheet = workbook.create_sheet(name)
        for row in grid:
            sheet.append(list(row))
    change(workbook)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def ods(sheets: Mapping[str, Grid]) -> bytes:
    """The same as LibreOffice's format."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_ods_row, grid))}</table:table>"
        for name, grid in sheets.items()
    )
    return ods_of(tables)


def ods_of(tables: str) -> bytes:
    """An .ods of the tables given as XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_OFFICE}"'
        f' xmlns:table="{_TABLE}" xmlns:text="{_TEXT}"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": _MIME, "content.xml": content})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def patched(workbook: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {part: change(parts[part])})


def _ods_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case str():
            return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        case date():
            kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
            return f"<table:table-cell {kind}><text:p>{cell:%d/%m/%y}</text:p></table:table-cell>"
        case _:
            kind = f'office:value-type="float" office:value="{cell!r}"'
            return f"<table:table-cell {kind}><text:p>{cell:.0f}</text:p></table:table-cell>"


def grid_of(text: str) -> Grid:
    """The table of a CSV as a bank's spreadsheet holds it: days as days, amounts as numbers, all else as text."""
    delimiter = max(";\t,", key=text.count)
    return [[_typed(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]


_AMOUNT = re.compile(r"[-+]?\d[\d \u00a0\u202f]*[.,]\d{1,2}")


def _typed(cell: str) -> Cell:
    bare = cell.strip()
    if bare.startswith('="'):
        return bare[2:-1]
    if found := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", bare):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", bare):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if _AMOUNT.fullmatch(bare):
        return float(re.sub(r"[ \u00a0\u202f]", "", bare).replace(",", "."))
    return cell or None
