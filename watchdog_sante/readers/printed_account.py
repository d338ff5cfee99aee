"""What a bank's printed statement holds: accounts, each with its operations, balances and totals as they follow."""

from dataclasses import dataclass, field
from datetime import date

from watchdog_sante.readers.printed_dates import ShortDay
from watchdog_sante.readers.printed_entries import Unclaimed


@dataclass(frozen=True, slots=True)
class PrintedOperation:
    """An operation; `cents` is negative when money leaves. A day without its year keeps day and month alone."""

    row: int
    booked: date | ShortDay
    value_day: date | ShortDay | None
    label: str
    cents: int
    balance_cents: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedBalance:
    """A balance of the account at this place of the page; `opening` when its words say that a table begins."""

    row: int
    day: date | None
    cents: int
    opening: bool = False


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """Sums of the debits and credits above, without signs; one of them may be missing."""

    row: int
    debit: int | None
    credit: int | None


@dataclass(slots=True)
class PrintedAccount:
    """One account's part of the statement."""

    account: str
    entries: list[PrintedOperation | PrintedBalance | PrintedTotal] = field(default_factory=list)
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class BankPages:
    """The whole statement."""

    accounts: tuple[PrintedAccount, ...]
    unclaimed: tuple[Unclaimed, ...]
    latest: date | None  # the last day that the statement names in full
