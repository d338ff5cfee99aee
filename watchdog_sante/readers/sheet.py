"""The reader of spreadsheets (.xlsx, .xlsm, .ods, and what banks call .xls): a sheet is the same table as its CSV.

Each sheet is written as the lines of a CSV and goes through the same profiles, so rows, preambles, balances and reasons
are those of the CSV reader, with the sheet's own row numbers. A cell without a value never counts as an empty one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import RejectedRow, Rejection, Statement
from watchdog_sante.readers import ods, sheet_markup, xlsx
from watchdog_sante.readers.csv import layout_of
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import MOST_COLUMNS, Lines
from watchdog_sante.readers.csv_sections import is_row_like
from watchdog_sante.readers.csv_table import tabulate
from watchdog_sante.readers.profile import Profile, Role
from watchdog_sante.readers.sheet_archive import SheetArchive
from watchdog_sante.readers.sheet_cells import (
    Cells,
    Fault,
    Sheet,
    SheetProblem,
    Writing,
    form_of_days,
    fractions_in,
)
from watchdog_sante.readers.xml_nodes import XmlProblem

EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".ods")
_DELIMITER = ";"
_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Excel before 2007, and of every encrypted workbook
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PARTS = (b"xl/", b"[Content_Types].xml", b"_rels/.rels", b"application/vnd.oasis.opendocument")
_READ_ALL_THE_SAME = (Role.IGNORED, Role.BALANCE, Role.BALANCE_NOW)  # a row without these is a row
_MOST_SHEETS = 60


def claims(head: bytes, name: str) -> bool:
    """Whether this is a workbook by its first bytes, or means to be by its name and is no table of plain text."""
    named = name.lower().endswith(EXTENSIONS)
    if head.startswith(_ZIP):
        return named or any(part in head for part in _PARTS)
    return head.startswith(_OLD) or sheet_markup.claims(head, named)


def read(data: bytes, profiles: Sequence[Profile], sheet: str = "") -> Statement | Rejection:
    """The statement of the sheet named, or of the workbook's one table; or why it is refused."""
    found = table(data, profiles, sheet)
    return found if isinstance(found, Rejection) else found.statement()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as lines, with the profile that reads it."""

    lines: Lines
    layout: Layout
    rows: Mapping[int, Cells]  # the sheet's own, by number

    def statement(self) -> Statement:
        """Every row read, or rejected with its reason: a cell without a value where the row needs one is a reason."""
        read = tabulate(self.lines, self.layout)
        told = {row: reason for row, cells in self.rows.items() if (reason := self._reason(cells))}
        wrong = {row.row for row in (*read.rows, *read.rejected)} & told.keys()
        rejected = [row for row in read.rejected if row.row not in wrong]
        rejected += [RejectedRow(row, told[row]) for row in wrong]
        return replace(
            read,
            rows=tuple(row for row in read.rows if row.row not in wrong),
            rejected=tuple(sorted(rejected, key=lambda row: row.row)),
        )

    def _reason(self, cells: Cells) -> Sentence | None:
        roles = self.layout.roles
        for at, value in sorted(cells.items()):
            if isinstance(value, Fault) and at < len(roles) and roles[at] not in _READ_ALL_THE_SAME:
                return value.reason
        return None


def table(data: bytes, profiles: Sequence[Profile], sheet: str = "") -> Table | Rejection:
    """The table of the sheet named, or the workbook's one table, laid out; or why there is none."""
    try:
        meant = list(_meant(data, profiles, sheet))
    except SheetProblem as problem:
        return Rejection(problem.reason)
    except XmlProblem:
        return Rejection(say("refused.sheet_damaged"))
    if not meant:
        return Rejection(say("refused.empty"))
    return _laid_out(meant[0], profiles)


def sheet_lines(data: bytes) -> Lines | Rejection:
    """The lines of the workbook's first sheet with rows of operations, for a profile to be drafted from."""
    try:
        filled = next(iter(sorted((sheet for sheet in _sheets(data) if sheet.rows), key=_has_no_row)), None)
    except SheetProblem as problem:
        return Rejection(problem.reason)
    except XmlProblem:
        return Rejection(say("refused.sheet_damaged"))
    if filled:
        writing = Writing(fractions=fractions_in(filled.rows.values()))
        return _lines(filled, writing, _widths(filled, writing)[-1])
    return Rejection(say("refused.empty"))


def tables_of(file: StatementFile, profiles: Sequence[Profile]) -> Iterator[StatementFile]:
    """The file itself; or, of a workbook with several tables, one file a table, named `workbook.xlsx/sheet`."""
    names: list[str] = []
    if claims(file.data[:8192], file.name):
        try:
            names = _names(file.data, profiles)
        except (SheetProblem, XmlProblem):
            names = []  # reading it tells why
    if len(names) < 2:
        yield file
        return
    for name in names:
        yield replace(file, name=f"{file.name}/{_visible(name)}", sheet=name)


def _names(data: bytes, profiles: Sequence[Profile]) -> list[str]:
    """The names of the workbook's tables; of a workbook of one sheet nothing is read to tell them."""
    if data.startswith(_ZIP) and xlsx.is_workbook(archive := SheetArchive(data)) and xlsx.count(archive) < 2:
        return []
    return [sheet.name for sheet in _meant(data, profiles, "")]


def _visible(name: str) -> str:
    return "".join(c if c.isprintable() and c != "/" else "?" for c in name)


def _meant(data: bytes, profiles: Sequence[Profile], wanted: str) -> list[Sheet]:
    """The sheets that are tables of a statement; where none is, the first that is filled: it will be refused."""
    filled = [sheet for sheet in _sheets(data) if sheet.rows and (not wanted or sheet.name == wanted)]
    if len(filled) < 2:
        return filled
    return [sheet for sheet in filled if _is_table(sheet, profiles)] or filled[:1]


def _is_table(sheet: Sheet, profiles: Sequence[Profile]) -> bool:
    """Whether a profile reads it, or some row has a day and an amount: a page of notes has neither."""
    return isinstance(_laid_out(sheet, profiles), Table) or not _has_no_row(sheet)


def _has_no_row(sheet: Sheet) -> bool:
    writing = Writing()
    rows = ([writing.write(cells[at], at) for at in sorted(cells)] for cells in sheet.rows.values())
    return not any(map(is_row_like, rows))


def _sheets(data: bytes) -> Iterator[Sheet]:
    for count, sheet in enumerate(_every_sheet(data)):
        if count >= _MOST_SHEETS:
            raise SheetProblem(say("refused.sheet_too_large"))
        yield sheet


def _every_sheet(data: bytes) -> Iterator[Sheet]:
    if data.startswith(_OLD):
        raise SheetProblem(say("refused.sheet_encrypted" if _ENCRYPTED in data else "refused.sheet_old"))
    if not data.startswith(_ZIP):
        return sheet_markup.sheets(data)
    archive = SheetArchive(data)
    if xlsx.is_workbook(archive):
        return xlsx.sheets(archive)
    if ods.is_workbook(archive):
        return ods.sheets(archive)
    raise SheetProblem(say("refused.sheet_unknown"))


def _laid_out(sheet: Sheet, profiles: Sequence[Profile]) -> Table | Rejection:
    if max(max(cells) for cells in sheet.rows.values()) >= MOST_COLUMNS:
        return Rejection(say("refused.sheet_too_wide", most=MOST_COLUMNS))
    any_delimiter = [profile.model_copy(update={"delimiters": (_DELIMITER,)}) for profile in profiles]
    writing = Writing(fractions=fractions_in(sheet.rows.values()))
    first: Rejection | None = None
    for width in _widths(sheet, writing):
        layout = layout_of(_lines(sheet, writing, width), any_delimiter)
        if not isinstance(layout, Rejection):
            texts = (value for cells in sheet.rows.values() for value in cells.values() if isinstance(value, str))
            days = form_of_days(texts, layout.profile.days)
            writing = replace(writing, days=days, decimal=layout.profile.decimal or ",")
            return Table(_lines(sheet, writing, width), layout, sheet.rows)
        first = first or layout
    return first or Rejection(say("refused.csv_unknown"))


def _widths(sheet: Sheet, writing: Writing) -> list[int]:
    """The sheet's width; and that of its rows alone, where a longer line stands above a table without a header."""
    whole = max(max(cells) for cells in sheet.rows.values()) + 1
    rows = (
        cells for cells in sheet.rows.values() if is_row_like([writing.write(cells[at], at) for at in sorted(cells)])
    )
    table = Counter(max(cells) + 1 for cells in rows).most_common(1)
    return [whole, table[0][0]] if table and table[0][0] < whole else [whole]


def _lines(sheet: Sheet, writing: Writing, width: int) -> Lines:
    texts = [""] * max(sheet.rows)
    for number, cells in sheet.rows.items():
        texts[number - 1] = _line(cells, width, writing)
    return Lines(texts, ended=True)


def _line(cells: Cells, width: int, writing: Writing) -> str:
    row = [""] * max(width, max(cells) + 1)
    unknown = all(isinstance(value, Fault) for value in cells.values())
    for at, value in cells.items():
        # What shows no value must not decide how the column is written; alone on its row it keeps it a row.
        text = "" if isinstance(value, Fault) and not unknown else writing.write(value, at)
        row[at] = '"' + text.replace('"', '""') + '"' if _DELIMITER in text or '"' in text else text
    return _DELIMITER.join(row)
