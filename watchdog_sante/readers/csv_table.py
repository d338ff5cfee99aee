"""From a layout to a statement: every row of every table is read, or kept as rejected with its line and its reason.

What counts as a row: each record below a header that holds anything but delimiters and is no line known beside the
table (a closing balance, an account's preamble). So rows and rejected rows together are all that the table holds.
A file cut exactly between two rows looks whole: only the bank's own count of rows, a running balance or a stated
period can show it, and each is kept where the form has one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import RejectedRow, Row, StatedBalance, StatedPeriod, Statement
from watchdog_sante.readers.csv_bank import BankRows
from watchdog_sante.readers.csv_cells import RowProblem, bare
from watchdog_sante.readers.csv_end import shows_its_end, without_end
from watchdog_sante.readers.csv_facts import Facts, facts_of, line_matches, names_account, whole_line_matches
from watchdog_sante.readers.csv_headings import last_heading, pending_below
from watchdog_sante.readers.csv_health import BenefitRows, DetailRows
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import LONGEST_CELL, Lines, Record, is_blank, records, without_entities
from watchdog_sante.readers.csv_sections import Section, is_row_like, sections_of
from watchdog_sante.readers.csv_totals import is_total, why_wrong
from watchdog_sante.readers.profile import Role

_SAMPLE = 300  # records by which a file shows how it writes
_LOOKED_AT = 10  # times as many are looked at to find them


class RowReader(Protocol):
    """What reads one kind of row."""

    def row(self, record: Record, account: str) -> Row:
        """The row; raises `RowProblem`."""


def tabulate(lines: Lines, layout: Layout) -> Statement:
    """The whole file as a statement."""
    lines = without_entities(lines) if layout.profile.html else lines
    sections = sections_of(lines.texts, layout)
    first = _wide(lines, layout, sections, _SAMPLE)
    # A cell that may be cut must not decide how the file writes: 1.234,50 cut to 1.23 shows another decimal mark.
    gathering = _Gathering(
        lines, layout, [without_end(record) if may_be_cut(record, lines) else record for record in first]
    )
    for section in sections:
        gathering.gather(section)
    return gathering.statement()


def wide_records(lines: Lines, layout: Layout, most: int) -> list[Record]:
    """The first records of the right width, `most` at most."""
    return _wide(lines, layout, sections_of(lines.texts, layout), most)


def _wide(lines: Lines, layout: Layout, sections: Sequence[Section], most: int) -> list[Record]:
    """Those of the first records that have the right width: a file of broken ones is not searched to its end."""
    found = (record for section in sections for record in _records(lines, layout, section))
    wide = (record for record in islice(found, _LOOKED_AT * most) if record.fit(layout.names))
    return list(islice(wide, most))


def may_be_cut(record: Record, lines: Lines) -> bool:
    """Whether the file stops on this record without an end of line."""
    return not lines.ended and record.row + record.height > len(lines.texts)


def _records(lines: Lines, layout: Layout, section: Section) -> Iterator[Record]:
    return records(lines.texts, section.first, section.stop, layout.delimiter, layout.profile.multiline)


def row_reader(layout: Layout, sample: Sequence[Record]) -> RowReader:
    """What reads this kind of row, having seen the first records of the right width."""
    match layout.profile.kind:
        case SourceKind.BANK:
            return BankRows(layout, sample)
        case SourceKind.INSURER_DETAILS:
            return DetailRows(layout, sample)
        case _:
            return BenefitRows(layout, sample)


@dataclass(slots=True)
class _Gathering:
    """Takes the tables of one file in turn; `sample` are its first records of the right width."""

    lines: Lines
    layout: Layout
    sample: Sequence[Record]
    rows: list[Row] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    periods: list[StatedPeriod] = field(default_factory=list)
    balances: list[StatedBalance] = field(default_factory=list)
    reader: RowReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = row_reader(self.layout, self.sample)

    def statement(self) -> Statement:
        """All that was gathered."""
        stated = self.reader.balances() if isinstance(self.reader, BankRows) else ()
        return Statement(
            kind=self.layout.profile.kind,
            profile=self.layout.profile.name,
            rows=tuple(self.rows),
            rejected=tuple(self.rejected),
            periods=tuple(self.periods),
            balances=(*self.balances, *stated),
        )

    def gather(self, section: Section) -> None:
        """Read one table with the lines that belong to it."""
        profile = self.layout.profile
        account = facts_of(profile, [*section.before, *section.edges]).account
        beside: list[str] = []
        totals: list[Record] = []
        pending = last_heading(section.before, self.layout.delimiter)
        before = len(self.rows), len(self.rejected)
        orphan = False  # past the line of an account whose table is missing: the file was cut there
        day = max(self.layout.first(Role.DAY), self.layout.first(Role.PAID_ON))
        names, headed = self.layout.names, not profile.fields
        details = isinstance(self.reader, DetailRows)
        for record in _records(self.lines, self.layout, section):
            wide = record.fit(names)
            # The first condition holds for nearly every row and is the quick one.
            if not (headed and wide and record.cells[day][:1].isdigit()) and not self._is_row(record, wide, day):
                heading = pending_below(record.cells)
                if heading is not None and not may_be_cut(record, self.lines):
                    pending = heading
                    continue
                if is_total(record.text, record.cells) and not may_be_cut(record, self.lines):
                    totals.append(record)
                    continue
                orphan = orphan or (not profile.fields and names_account(profile, record.text))
                if self._is_beside(record) and not orphan:
                    beside.append(record.text)
                    continue
            if not (details and wide and self._is_unfilled(record)):
                self._read(record, wide, account, pending)
        self._check_last_line(section)
        if len(self.rejected) == before[1]:
            self._check_totals(totals, self.rows[before[0] :])
        facts = facts_of(profile, [*section.before, *beside, *section.after])
        self._check_complete(facts, len(self.rows) + len(self.rejected) - sum(before), section.stop)
        self.periods += facts.periods()
        if not profile.ends_with_balance:
            self.balances += facts.balances()
        elif self._ends_with_balance(section):
            self.balances += facts.balances()[-1:]
        else:
            self.rejected.append(RejectedRow(section.stop + 1, say("csv.no_closing")))

    def _is_row(self, record: Record, wide: bool, day: int) -> bool:
        """Whether the record is a row, good or broken, whatever its label says: it has a day where rows have one.

        Without a header a known line may begin with a day too (LCL's balances), so there the cells decide nothing.
        """
        if self.layout.profile.fields:
            return False
        return (wide and bare(record.cells[day])[:1].isdigit()) or is_row_like(record.cells)

    def _is_unfilled(self, record: Record) -> bool:
        details = self.reader if isinstance(self.reader, DetailRows) else None
        return details is not None and details.is_unfilled(record) and not may_be_cut(record, self.lines)

    def _is_beside(self, record: Record) -> bool:
        """A known line beside the table; one that may be cut only where its form ends with an account's number."""
        profile = self.layout.profile
        may_be_known = profile.ends_with_balance or not may_be_cut(record, self.lines)
        return may_be_known and whole_line_matches(profile, record.text)

    def _read(self, record: Record, wide: bool, account: str, pending: bool) -> None:
        try:
            if pending:
                raise RowProblem(say("csv.pending"))
            if not wide:
                raise RowProblem(self._why_not_wide(record))
            if self.layout.profile.ends_with_balance and not account:
                raise RowProblem(say("csv.no_closing"))
            self._check(record)
            self.rows.append(self.reader.row(record, account))
        except RowProblem as problem:
            self.rejected.append(RejectedRow(record.row, problem.reason))

    def _why_not_wide(self, record: Record) -> Sentence:
        found, expected = len(record.cells), len(self.layout.roles)
        if found < expected and may_be_cut(record, self.lines):
            return say("csv.cut")
        return record.problem or say("csv.width", count=found, expected=expected)

    def _check(self, record: Record) -> None:
        if len(record.text) > LONGEST_CELL and max(map(len, record.cells)) > LONGEST_CELL:
            raise RowProblem(say("csv.long_cell", most=LONGEST_CELL))
        ended = self.lines.ended or not may_be_cut(record, self.lines)
        if not ended and not shows_its_end(record, self.layout, self.sample):
            raise RowProblem(say("csv.cut"))

    def _check_last_line(self, section: Section) -> None:
        """A last line of delimiters or quotes alone, without its end, is the beginning of a row."""
        last = self.lines.texts[-1]
        if not self.lines.ended and section.stop == len(self.lines.texts) and is_blank(last) and last.strip():
            self.rejected.append(RejectedRow(section.stop, say("csv.cut")))

    def _check_complete(self, facts: Facts, found: int, stop: int) -> None:
        """Rows that the bank announces and the file does not hold count as one rejected row, after the last line."""
        if facts.count > found:
            missing = say("csv.rows_missing", announced=facts.count, found=found, count=facts.count - found)
            self.rejected.append(RejectedRow(stop + 1, missing))

    def _check_totals(self, totals: Sequence[Record], rows: Sequence[Row]) -> None:
        wrong = ((record.row, why_wrong(record.cells, rows)) for record in totals)
        self.rejected += [RejectedRow(row, reason) for row, reason in wrong if reason]

    def _ends_with_balance(self, section: Section) -> bool:
        """Whether the last line that is not blank, and not the first (an opening balance), is one beside the table."""
        filled = [line for line in self.lines.texts[section.first : section.stop] if not is_blank(line)]
        return len(filled) > 1 and line_matches(self.layout.profile, filled[-1])
