"""What one file says, row by row, as a reader hands it over: before identity, before meaning.

Row numbers count from 1. For a CSV, QIF or CFONB it is the line of the file where the row begins, for a workbook the
row of its sheet; for OFX the n-th `STMTTRN`, for CAMT the n-th entry; for a PDF `page * 10,000 + line`,
told to people as "page 2, line 14" (`model/row_places.py`).
`rows_in_file == len(rows) + len(rejected)` holds for every statement: no row is dropped without a word.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeAlias

from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.sentences import Sentence


class BankRow(NamedTuple):
    """One operation of a bank account as the file says it. `cents` is negative when money leaves.

    A named tuple and no frozen dataclass like its neighbours: there are hundreds of thousands, and each is made three
    to four times as fast.
    """

    row: int
    account: str  # the account's number as digits and letters without spaces; "" when the export has none
    booked: date
    cents: int
    label: str  # NAME and MEMO joined, or the label columns joined; white space folded; NIR masked
    value_day: date | None = None
    balance_cents: int | None = None  # running balance after this row, where the export has one
    bank_reference: str = ""  # hashed FITID: a fact kept, never the identity
    type_hint: str = ""  # TRNTYPE or the bank's own word for the kind of operation
    currency: str = "EUR"
    payee: str = ""  # the other party's name where the export has a column for it; it stands in the label too


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """One line of an insurer's statement (décompte). A deduction (franchise) has negative `reimbursed_cents`."""

    row: int
    insurer: SourceKind  # BASIC_INSURER or TOP_UP_INSURER
    paid_on: date
    care_date: date | None
    beneficiary: str
    act: str
    care_provider: str
    expense_cents: int | None  # what the care cost (Montant payé, Dépense)
    base_cents: int | None  # tariff the rate applies to (Base de remboursement)
    rate: str  # as written: "70 %", "" when the statement has none
    basic_cents: int | None  # on a top-up statement: the basic insurer's part
    reimbursed_cents: int
    paid_to: PaidTo
    reference: str = ""  # payment number; insurers renumber, so it is no identity


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One field of an insurer details snapshot: on `day`, `field` read `value`."""

    row: int
    day: date
    field: str
    value: str


Row: TypeAlias = BankRow | BenefitRow | DetailRow


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that is in the file and could not be read, with the reason to tell."""

    row: int
    reason: Sentence


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """The days a bank statement says it covers for one account (both included)."""

    account: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class StatedBalance:
    """A balance the file states: account, day, integer cents after that day's operations (LEDGERBAL, closing line)."""

    account: str
    day: date
    cents: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A file that was read whole: every row is in `rows` or in `rejected`."""

    kind: SourceKind
    profile: str
    rows: tuple[Row, ...]
    rejected: tuple[RejectedRow, ...] = ()
    periods: tuple[StatedPeriod, ...] = field(default=())
    balances: tuple[StatedBalance, ...] = field(default=())
    unverified: Sentence | None = None  # why nothing in the file proves that it was read whole and right

    @property
    def rows_in_file(self) -> int:
        """How many rows the file holds: read and rejected."""
        return len(self.rows) + len(self.rejected)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that is refused whole, with the sentence that says why and what to do."""

    reason: Sentence
