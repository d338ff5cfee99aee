"""What the lines of an insurer's printed statement are, one after the other: acts, sums, where a new part begins."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.readers.profile import Role


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in a column."""

    role: Role
    cents: int


@dataclass(frozen=True, slots=True)
class Act:
    """A line of care or a deduction, with what the headings above it said."""

    row: int
    care_date: date | None
    paid_on: date | None  # only where the line itself says it
    beneficiary: str
    label: str
    provider: str
    rate: str
    figures: tuple[Figure, ...]
    paid_to: PaidTo
    reference: str
    deduction: bool = False
    unread_payee: bool = False  # a cell says to whom the line was paid, in words that are not known

    def cents(self, role: Role) -> int | None:
        """The amount in a column, None when the line has none."""
        return next((figure.cents for figure in self.figures if figure.role is role), None)


@dataclass(frozen=True, slots=True)
class Sum:
    """A stated sum of lines. `payment`: of the lines of one payment; else of any part (page, beneficiary, whole)."""

    row: int
    figures: tuple[Figure, ...]  # of several, REIMBURSED is always among them
    payment: bool
    day: date | None = None
    reference: str = ""
    only: PaidTo | None = None  # a sum of what was paid to these alone
    paid_to: PaidTo | None = None  # to whom the payment went, where its own line says so
    provider: str = ""

    @property
    def proves(self) -> bool:
        """Whether it is a sum of what was reimbursed: one of another insurer's part proves no line."""
        return any(figure.role is Role.REIMBURSED for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part of the statement begins: a payment (with its day where told), else a page, a beneficiary ..."""

    row: int
    payment: bool = False
    day: date | None = None
    reference: str = ""


Entry: TypeAlias = Act | Sum | Part


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A line with an amount that was understood as nothing."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Entries:
    """The whole statement as entries; what is kept back for later; lines that nothing claims; its own days."""

    entries: tuple[Entry, ...]
    deferred: tuple[Act, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    start: date | None = None
    end: date | None = None
