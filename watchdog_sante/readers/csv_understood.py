"""What a profile made of a CSV or of a sheet, to be shown: each column with its role and three cells, and the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers import sheet
from watchdog_sante.readers.csv import layout_of, text_lines
from watchdog_sante.readers.csv_cells import shown
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import Lines, Record
from watchdog_sante.readers.csv_table import tabulate, wide_records
from watchdog_sante.readers.profile import Profile

_SAMPLES = 3
_HEAD = 8192  # bytes that a reader claims a file by


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """A column: its name in the file (`#2` without a header), its role (`ignored` when unused), its first cells."""

    name: str
    role: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a file is understood. `header` is the line of the names, 0 without; `statement` is the file as read."""

    profile: Profile
    header: int
    delimiter: str
    columns: tuple[UnderstoodColumn, ...]
    statement: Statement


def understand(data: bytes, profiles: Sequence[Profile], name: str = "", table: str = "") -> Understanding | Rejection:
    """How the file is read and by which profile, or why it is refused. NIR in the cells are masked.

    `name` of the file tells a workbook from a text; `table` is the one sheet meant of several.
    """
    if table or sheet.claims(data[:_HEAD], name):
        found = sheet.table(data, profiles, table)
        return found if isinstance(found, Rejection) else _understood(found.lines, found.layout, found.statement())
    lines = text_lines(data)
    if isinstance(lines, Rejection):
        return lines
    layout = layout_of(lines, profiles)
    return layout if isinstance(layout, Rejection) else _understood(lines, layout, tabulate(lines, layout))


def _understood(lines: Lines, layout: Layout, statement: Statement) -> Understanding:
    records = wide_records(lines, layout, _SAMPLES)
    named = zip(layout.names, layout.roles, strict=True)
    columns = tuple(UnderstoodColumn(name, role, _cells(records, at)) for at, (name, role) in enumerate(named))
    header = 0 if layout.profile.fields else layout.header + 1
    return Understanding(layout.profile, header, layout.delimiter, columns, statement)


def _cells(records: Sequence[Record], at: int) -> tuple[str, ...]:
    return tuple(shown(record.cells[at]) for record in records)
