"""Rows of the canonical health CSV: insurers' statements and insurer details. Only this room knows their columns.

Who was paid decides whether a bank credit is to be expected, so a word that the profile does not know is a reason to
reject the row, and only an empty cell is "unknown".
"""

from collections.abc import Sequence
from datetime import date

from watchdog_sante.model.canonical import meant
from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import BenefitRow, DetailRow
from watchdog_sante.readers.csv_cells import Amounts, Days, RowProblem, bare, shown, text_of
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import Record, column
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Role

_MONEY = (Role.EXPENSE, Role.BASE, Role.BASIC, Role.REIMBURSED)


class BenefitRows:
    """Reads the lines of an insurer's statement; `records` are the file's first ones."""

    def __init__(self, layout: Layout, records: Sequence[Record]) -> None:
        profile = layout.profile
        self._layout = layout
        self._days = Days(profile.days, column(records, layout.first(Role.PAID_ON)))
        self._care_days = Days(profile.days, column(records, layout.first(Role.CARE_DATE)))
        money = [cell for role in _MONEY for cell in column(records, layout.first(role))]
        self._amounts = Amounts(profile.decimal, money)
        words = (
            (PaidTo.INSURED, profile.insured),
            (PaidTo.CARE_PROVIDER, profile.care_provider),
            (PaidTo.EMPLOYER, profile.employer),
        )
        self._recipients = {fold_name(word): paid_to for paid_to, spellings in words for word in spellings}

    def row(self, record: Record, account: str) -> BenefitRow:
        """The line; an insurer's statement has no `account`. Raises `RowProblem`."""
        reimbursed = self._cents(record, Role.REIMBURSED)
        if reimbursed is None:
            raise RowProblem(say("csv.no_amount"))
        return BenefitRow(
            row=record.row,
            insurer=self._layout.profile.kind,
            paid_on=self._days.required(self._cell(record, Role.PAID_ON)),
            care_date=self._care_date(record),
            beneficiary=self._text(record, Role.BENEFICIARY),
            act=self._text(record, Role.ACT),
            care_provider=self._text(record, Role.CARE_PROVIDER),
            expense_cents=self._cents(record, Role.EXPENSE),
            base_cents=self._cents(record, Role.BASE),
            rate=self._text(record, Role.RATE),
            basic_cents=self._cents(record, Role.BASIC),
            reimbursed_cents=reimbursed,
            paid_to=self._paid_to(record),
            reference=self._text(record, Role.REFERENCE),
        )

    def _care_date(self, record: Record) -> date | None:
        cell = self._cell(record, Role.CARE_DATE)
        return self._care_days.required(cell) if bare(cell) else None

    def _paid_to(self, record: Record) -> PaidTo:
        word = self._text(record, Role.PAID_TO)
        if not word:
            return PaidTo.UNKNOWN
        if fold_name(word) not in self._recipients:
            raise RowProblem(say("csv.recipient", text=shown(word)))
        return self._recipients[fold_name(word)]

    def _cents(self, record: Record, role: Role) -> int | None:
        return self._amounts.read(self._cell(record, role))

    def _text(self, record: Record, role: Role) -> str:
        return text_of(self._cell(record, role))

    def _cell(self, record: Record, role: Role) -> str:
        at = self._layout.first(role)
        return record.cells[at] if at >= 0 else ""


class DetailRows:
    """Reads the fields of an insurer details snapshot; `records` are the file's first ones."""

    def __init__(self, layout: Layout, records: Sequence[Record]) -> None:
        self._day, self._field, self._value = (layout.first(role) for role in (Role.DAY, Role.FIELD, Role.VALUE))
        self._days = Days(layout.profile.days, column(records, self._day))

    def is_unfilled(self, record: Record) -> bool:
        """Whether the line is one of the form's that nobody filled in: a field with neither day nor value."""
        return not (bare(record.cells[self._day]) or bare(record.cells[self._value]))

    def row(self, record: Record, account: str) -> DetailRow:
        """The field as it read that day; details have no `account`. Raises `RowProblem`."""
        field = meant(text_of(record.cells[self._field]))
        if not field:
            raise RowProblem(say("csv.no_field"))
        day = self._days.required(record.cells[self._day])
        return DetailRow(record.row, day, field, meant(text_of(record.cells[self._value])))
