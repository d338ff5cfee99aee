"""What a spreadsheet's cell holds, and how it is written in a table of text: as the same bank's CSV would write it.

Only this room knows that sheets keep money as binary fractions (12.1 as 12.099999) and days as counts of days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias

from watchdog_sante.model.sentences import Sentence

FRENCH_DAY = "%d/%m/%Y"
_NOISE = 0.01  # cents: what binary fractions and sums of them may be off
_WHOLE = 10**15  # beyond it a sheet's number has lost digits
_PLACES = 6  # decimals of what is no amount of cents


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `percent` when the sheet shows it as one (0.7 as 70 %)."""

    value: float
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that shows no value: an error (`#REF!`), a formula that was never calculated. `reason` says which."""

    text: str
    reason: Sentence


Value: TypeAlias = "str | Number | date | Fault"
Cells: TypeAlias = "Mapping[int, Value]"  # by column, from 0; empty cells are left out


class SheetProblem(Exception):
    """Why a whole workbook cannot be read."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.key)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its filled rows by number (from 1)."""

    name: str
    rows: Mapping[int, Cells] = field(default_factory=dict)


def day_of(serial: float, first: date) -> date | None:
    """The day that a sheet counts from `first`; None when there is none. A time of day is left out.

    The calendar that begins with 1900 has a 29 February 1900: from March on, its first day is 30 December 1899.
    """
    days = int(serial)
    if first == date(1899, 12, 30) and days < 60:
        days += 1
    try:
        return first + timedelta(days=days)
    except OverflowError:
        return None


def iso_day(text: str) -> date | None:
    """The day of an ISO date, whatever time follows it."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    if not letters or len(letters) > 3 or not (letters.isascii() and letters.isalpha()):
        return -1
    at = 0
    for letter in letters.upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def column_of(reference: str) -> int:
    """The column of a cell's name, from 0: `C12` is 2; -1 when it is no name."""
    return _column(reference.rstrip("0123456789"))


def cell_name(row: int, column: int) -> str:
    """How a sheet calls a cell: `C12`."""
    letters, at = "", column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


@dataclass(frozen=True, slots=True)
class Writing:
    """How values are written: the form of days, the mark of decimals, and the columns that hold fractions."""

    days: str = FRENCH_DAY
    decimal: str = ","
    fractions: frozenset[int] = frozenset()

    def write(self, value: Value, column: int) -> str:
        """The text of a value; line breaks within a cell become spaces."""
        match value:
            case str():
                return " ".join(value.split())
            case Number():
                return self._number(value, column in self.fractions)
            case Fault():
                return value.text
            case date():
                return value.strftime(self.days)

    def _number(self, number: Number, fraction: bool) -> str:
        if number.percent:
            return f"{number.value * 100:.2f}".rstrip("0").rstrip(".").replace(".", self.decimal) + " %"
        cents = number.value * 100
        if abs(cents) >= _WHOLE:
            return f"{number.value:.0f}"
        if abs(cents - round(cents)) > _NOISE:
            return f"{number.value:.{_PLACES}f}".rstrip("0").replace(".", self.decimal)
        whole, rest = divmod(abs(round(cents)), 100)
        sign = "-" if round(cents) < 0 else ""
        return f"{sign}{whole}{self.decimal}{rest:02}" if fraction or rest else f"{sign}{whole}"


def fractions_in(rows: Iterable[Cells]) -> frozenset[int]:
    """The columns in which some number has cents: there every number is written with two decimals."""
    return frozenset(
        column
        for cells in rows
        for column, value in cells.items()
        if isinstance(value, Number) and round(value.value * 100) % 100
    )


def form_of_days(texts: Iterable[str], forms: Iterable[str]) -> str:
    """The allowed form in which the sheet's texts write their days; where none does, the French one or the first."""
    allowed = list(forms)
    counts = dict.fromkeys(allowed, 0)
    for text in texts:
        for form in allowed:
            counts[form] += _reads(text, form)
    if any(counts.values()):
        return max(allowed, key=lambda form: counts[form])
    return FRENCH_DAY if FRENCH_DAY in allowed else allowed[0]


def _reads(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True
