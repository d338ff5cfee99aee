"""Rows after identity: each operation, benefit line and detail once, however many files tell of it."""

from dataclasses import dataclass
from datetime import date

from watchdog_sante.model.kinds import OperationKind, PaidTo, SourceKind


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a row was read: file, row number (from 1)."""

    file: str
    row: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """A bank operation, once. `key` is its identity and never changes with the grammar of labels."""

    key: str
    account: str
    booked: date
    cents: int
    label: str
    rank: int  # n-th among identical (account, day, cents, normalised label), from 1: legitimate twins
    origins: tuple[Origin, ...]
    value_day: date | None = None
    balance_cents: int | None = None
    type_hint: str = ""
    currency: str = "EUR"
    payee: str = ""  # as the export names the other party in a column of its own


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """A line of an insurer's statement, once; fields as in `BenefitRow`."""

    key: str
    insurer: SourceKind
    paid_on: date
    care_date: date | None
    beneficiary: str
    act: str
    care_provider: str
    expense_cents: int | None
    base_cents: int | None
    rate: str
    basic_cents: int | None
    reimbursed_cents: int
    paid_to: PaidTo
    reference: str
    rank: int
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One field of the insurer's card or member area as it read on `day`."""

    key: str
    day: date
    field: str
    value: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class LabelReading:
    """What a label says. `payee` is for people, `payee_key` for comparing: one payee of many spellings, one key."""

    kind: OperationKind
    payee: str
    payee_key: str
    instant: bool = False
    card_date: date | None = None
    creditor_id: str = ""  # ICS as written, spaces removed; may be cut at the end of a short label
    creditor_id_cut: bool = False
    mandate_reference: str = ""  # RUM
    town: str = ""
    reference: str = ""  # MOTIF, REF, payment number
    permanent: bool = False  # standing order (VIR PERM)
    intermediary: str = ""  # who took the payment for the payee (SUMUP, PAYPAL ...)
    mandate_reference_cut: bool = False


@dataclass(frozen=True, slots=True)
class Movement:
    """An operation with what its label was read to mean: the unit in which detectors think."""

    operation: Operation
    reading: LabelReading

    @property
    def booked(self) -> date:
        """The bank's booking day."""
        return self.operation.booked

    @property
    def cents(self) -> int:
        """Integer cents, negative when money leaves."""
        return self.operation.cents
