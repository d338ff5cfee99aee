"""From a layout to a statement: every row of every table is read, or kept as rejected with its line and its reason.

What counts as a row: each record below a header that holds anything but delimiters and is no line known beside the
table (a closing balance, an account's preamble). So rows and rejected rows together are all that the table holds.
A file cut exactly between two rows looks whole: only the bank's own count of rows, a running balance or a stated
period can show it, and each is kept where the form has one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import RejectedRow, Row, SourceKind, StatedBalance, StatedPeriod, Statement
from watchdog_sante.readers.csv_bank import BankRows
from watchdog_sante.readers.csv_cells import RowProblem, bare
from watchdog_sante.readers.csv_end import shows_its_end
from watchdog_sante.readers.csv_facts import Facts, facts_of, line_matches, names_account
from watchdog_sante.readers.csv_health import BenefitRows, DetailRows
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import LONGEST_CELL, Lines, Record, records
from watchdog_sante.readers.csv_sections import Section, sections_of
from watchdog_sante.readers.profile import Role


class RowReader(Protocol):
    """What reads one kind of row."""

    def row(self, record: Record, account: str) -> Row:
        """The row; raises `RowProblem`."""


def tabulate(lines: Lines, layout: Layout) -> Statement:
    """The whole file as a statement."""
    sections = sections_of(lines.texts, layout)
    tables = [
        list(records(lines.texts, section.first, section.stop, layout.delimiter, layout.profile.multiline))
        for section in sections
    ]
    gathering = _Gathering(lines, layout, [record for record in chain.from_iterable(tables) if fit(record, layout)])
    for section, table in zip(sections, tables, strict=True):
        gathering.gather(section, table)
    return gathering.statement()


def fit(record: Record, layout: Layout) -> bool:
    """Bring a record to the width of the header where only empty cells are too many or missing; False otherwise."""
    width, cells = len(layout.roles), record.cells
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        del cells[width:]
    elif len(cells) < width and not any(layout.names[len(cells) :]):
        cells.extend([""] * (width - len(cells)))
    return len(cells) == width


def row_reader(layout: Layout, good: Sequence[Record]) -> RowReader:
    """What reads this kind of row, having seen the records of the right width."""
    match layout.profile.kind:
        case SourceKind.BANK:
            return BankRows(layout, good)
        case SourceKind.INSURER_DETAILS:
            return DetailRows(layout, good)
        case _:
            return BenefitRows(layout, good)


@dataclass(slots=True)
class _Gathering:
    """Takes the tables of one file in turn; `good` are all its records of the right width."""

    lines: Lines
    layout: Layout
    good: Sequence[Record]
    rows: list[Row] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    periods: list[StatedPeriod] = field(default_factory=list)
    balances: list[StatedBalance] = field(default_factory=list)
    reader: RowReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = row_reader(self.layout, self.good)

    def statement(self) -> Statement:
        stated = self.reader.balances() if isinstance(self.reader, BankRows) else ()
        return Statement(
            kind=self.layout.profile.kind,
            profile=self.layout.profile.name,
            rows=tuple(self.rows),
            rejected=tuple(sorted(self.rejected, key=lambda rejected: rejected.row)),
            periods=tuple(self.periods),
            balances=(*self.balances, *stated),
        )

    def gather(self, section: Section, table: Sequence[Record]) -> None:
        """Read one table with the lines that belong to it."""
        before = len(self.rows) + len(self.rejected)
        beside = self._beside(table)
        facts = facts_of(self.layout.profile, [*section.before, *beside.values(), *section.after])
        for record in table:
            if record.row not in beside:
                self._read(record, facts.account)
        self._check_complete(facts, len(self.rows) + len(self.rejected) - before, section.stop)
        self.periods += facts.periods()
        self.balances += self._closing(facts, section)

    def _beside(self, table: Sequence[Record]) -> dict[int, str]:
        """Lines in the table that are no rows, by line number, up to an account without a table (a file cut there)."""
        profile = self.layout.profile
        day = max(self.layout.first(Role.DAY), self.layout.first(Role.PAID_ON))
        found: dict[int, str] = {}
        for record in table:
            like_a_row = fit(record, self.layout) and bare(record.cells[day])[:1].isdigit()
            if like_a_row or self._may_be_cut(record) or not line_matches(profile, record.text):
                continue
            if not profile.fields and names_account(profile, record.text):
                break
            found[record.row] = record.text
        return found

    def _read(self, record: Record, account: str) -> None:
        try:
            self._check(record)
            self.rows.append(self.reader.row(record, account))
        except RowProblem as problem:
            self._reject(record.row, problem.reason)

    def _check(self, record: Record) -> None:
        if not fit(record, self.layout):
            cut = self._may_be_cut(record) and len(record.cells) < len(self.layout.roles)
            width = say("csv.width", found=len(record.cells), expected=len(self.layout.roles))
            raise RowProblem(say("csv.cut") if cut else record.problem or width)
        if len(record.text) > LONGEST_CELL and max(map(len, record.cells)) > LONGEST_CELL:
            raise RowProblem(say("csv.long_cell", most=LONGEST_CELL))
        if self._may_be_cut(record) and not shows_its_end(record, self.layout, self.good):
            raise RowProblem(say("csv.cut"))

    def _may_be_cut(self, record: Record) -> bool:
        return not self.lines.ended and record.row + record.height > len(self.lines.texts)

    def _reject(self, row: int, reason: Sentence) -> None:
        self.rejected.append(RejectedRow(row, reason))

    def _check_complete(self, facts: Facts, found: int, stop: int) -> None:
        """Rows that the bank announces and the file does not hold count as one rejected row, after the last line."""
        if facts.count > found:
            missing = say("csv.rows_missing", announced=facts.count, found=found, count=facts.count - found)
            self._reject(stop + 1, missing)
        if self.layout.profile.ends_with_balance and not line_matches(self.layout.profile, self.lines.texts[-1]):
            self._reject(stop + 1, say("csv.no_closing"))

    def _closing(self, facts: Facts, section: Section) -> tuple[StatedBalance, ...]:
        return facts.balances()[-1:] if self.layout.profile.ends_with_balance else facts.balances()
