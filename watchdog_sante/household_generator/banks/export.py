"""What a bank's export is given to write: an account's operations in order, with the balance after each."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from watchdog_sante.household_generator.accounts import AccountNumber
from watchdog_sante.household_generator.values import BankEvent


@dataclass(frozen=True, slots=True)
class Row:
    """An operation and the balance after it, in cents. `nth` tells identical operations of a day apart."""

    event: BankEvent
    balance: int
    nth: int

    def stamp(self, digits: int) -> str:
        """A number that this operation carries in every export that tells of it."""
        event = self.event
        text = f"{event.account}|{event.day}|{event.cents}|{event.payee}|{event.motive}|{self.nth}"
        return str(int(hashlib.sha256(text.encode()).hexdigest(), 16))[:digits]


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """What one file tells: an account from `first` to `last`, and its balance after the last day, in cents."""

    account: AccountNumber
    holder: str
    card: str
    first: date
    last: date
    rows: tuple[Row, ...]
    closing: int


@dataclass(frozen=True, slots=True)
class Export:
    """A form in which a bank hands out operations.

    `numbered`: the file names its account. `creditors`: labels of direct debits carry the creditor identifier whole,
    `mandates`: they carry the mandate reference.
    """

    slug: str
    bank_code: str
    extension: str
    write: Callable[[AccountStatement], bytes]
    numbered: bool = True
    creditors: bool = True
    mandates: bool = True


def money(cents: int, point: str = ",", thousands: str = "", plus: str = "") -> str:
    """An amount as text, with the bank's own signs."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else plus
    return f"{sign}{whole:,}".replace(",", thousands) + f"{point}{rest:02d}"


def dd_mm_yyyy(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def csv_bytes(lines: list[str], encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """Lines to bytes; what the encoding cannot write becomes a question mark, as at the banks."""
    return (end.join(lines) + end).encode(encoding, "replace")


def quoted(text: str) -> str:
    """A CSV cell between quotation marks."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
