"""What an invented household is made of while it is being written: events, benefit lines, snapshots, labels.

Money is in integer cents, negative when it leaves. An event is what happened at the bank before any bank words it;
`banks/` alone knows how each bank would print it.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from watchdog_sante.model.kinds import PaidTo, SourceKind


class EventKind(StrEnum):
    """What the bank did."""

    CARD = "card"
    CARD_REFUND = "card_refund"
    DEBIT = "debit"
    DEBIT_RETURN = "debit_return"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"
    CASH = "cash"
    CHEQUE = "cheque"
    DEPOSIT = "deposit"
    LOAN = "loan"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class BankEvent:
    """One operation of one account. `done`: day of a card purchase. `tag`: what of the story it belongs to."""

    account: str
    day: date  # booked
    cents: int
    kind: EventKind
    payee: str = ""
    town: str = ""
    done: date | None = None
    creditor_id: str = ""
    mandate: str = ""
    motive: str = ""
    reference: str = ""
    instant: bool = False
    permanent: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class CareLine:
    """One row of an insurer's statement. Rows of one payment share `payment`; `account` is where it is credited."""

    insurer: SourceKind
    paid_on: date
    care_day: date
    beneficiary: str
    act: str
    provider: str
    expense: int | None
    base: int | None
    rate: str
    basic: int | None  # on a top-up statement: the basic insurer's part
    reimbursed: int
    paid_to: PaidTo
    reference: str
    payment: str
    account: str
    second: bool = False  # told by the second top-up insurer's statements


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the insurer's card or member area showed on one day, field by field in the order shown."""

    day: date
    fields: tuple[tuple[str, str], ...]

    def changed(self, name: str, value: str) -> Self:
        """The same snapshot with one field written otherwise; the field must be there."""
        if name not in dict(self.fields):
            raise KeyError(name)
        return replace(self, fields=tuple((key, value if key == name else old) for key, old in self.fields))


@dataclass(frozen=True, slots=True)
class PlantedRow:
    """A row that a label accuses or excuses: `cents` for a bank's or insurer's row, `field` for a snapshot's."""

    source: SourceKind
    day: date
    cents: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class PlantedEvent:
    """Something planted on purpose. `acceptable`: innocent, and a person would not mind being asked about it."""

    kind: str
    acceptable: bool
    evidence: tuple[PlantedRow, ...]


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """A file as a person would have downloaded it. `name` may begin with a folder."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class GeneratedHousehold:
    """A whole invented household.

    `labels`: frauds, and innocent events one may be asked about. `silent`: innocent twins that no alert may accuse.
    """

    name: str
    months: int
    files: tuple[GeneratedFile, ...]
    settings_yaml: str
    labels: tuple[PlantedEvent, ...]
    silent: tuple[PlantedEvent, ...] = ()
