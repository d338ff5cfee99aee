"""What one cell says: a text, a day, an amount, an account number; and which form of day and of decimals a file has.

A form is decided once for a file, from its own rows and the forms that the profile allows, never row by row.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.redaction import mask_nir

_SAMPLE = 200  # cells that decide the form of a column
_YEARS = range(1980, 2100)
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?")
_COMMA = re.compile(r"[^,]*\d,\d{1,2}(?!\d).*")
_POINT = re.compile(r"[^.]*\d\.\d{1,2}(?!\d).*")
Meaning = TypeVar("Meaning")
_SHOWN = 40  # characters of a cell that a reason repeats


class RowProblem(Exception):
    """Why a row cannot be read; caught where rows are gathered and kept as a rejected row."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.key)
        self.reason = reason


def bare(cell: str) -> str:
    """The cell without surrounding space and without a spreadsheet's `="..."`."""
    cell = cell.strip()
    return cell[2:-1].strip() if cell[:2] == '="' and cell[-1] == '"' else cell


def text_of(cell: str) -> str:
    """The text of a cell: white space folded, NIR masked."""
    text = " ".join(cell.split())
    if text[:2] == '="' and text[-1] == '"':
        text = text[2:-1].strip()
    return mask_nir(text) if len(text) > 12 else text


def account_of(cell: str) -> str:
    """Letters and digits of an account number, upper case; of a masked one (`****1234`) what it shows."""
    return "".join(c for c in bare(cell) if c.isalnum()).upper()


def first_filled(cells: Iterable[str]) -> list[str]:
    """The first cells of a column that hold something, bare: enough of them to learn how the file writes."""
    return list(islice(filter(None, map(bare, cells)), _SAMPLE))


def shown(cell: str) -> str:
    """The beginning of a cell, to repeat in a reason."""
    text = text_of(cell)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class Known(dict[str, Meaning]):
    """What the cells of a column of few different spellings mean: each spelling is read once."""

    def __init__(self, read: Callable[[str], Meaning]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> Meaning:
        """Read a spelling met for the first time."""
        meaning = self[cell] = self._read(cell)
        return meaning


class Days:
    """Reads the days of one column, all in one form: the allowed one that reads most of the column's first cells."""

    def __init__(self, forms: Sequence[str], sample: Iterable[str]) -> None:
        self._known = Known(self._first)
        cells = [cell.replace("T", " ").partition(" ")[0] for cell in first_filled(sample)]
        self._form = max(forms, key=lambda form: sum(_day(cell, form) is not None for cell in cells))

    def read(self, cell: str) -> date | None:
        """The day, whatever time of day follows it; None when it is not of the column's form."""
        return self._known[cell]

    def required(self, cell: str) -> date:
        """The day; raises `RowProblem` when there is none."""
        day = self._known[cell]
        if day is None:
            raise RowProblem(say("csv.day", text=shown(cell)) if bare(cell) else say("csv.no_day"))
        return day

    def _first(self, cell: str) -> date | None:
        text, _, time = bare(cell).replace("T", " ").partition(" ")
        if time:
            return self._known[text] if _TIME.fullmatch(time.strip()) else None
        return _day(text, self._form)


@lru_cache(maxsize=4096)  # ten years: columns and files tell the same days
def _day(text: str, form: str) -> date | None:
    try:
        day = datetime.strptime(text, form).date()
    except ValueError:
        return None
    return day if day.year in _YEARS else None


class Amounts:
    """Reads the amounts of a file with one decimal mark: the profile's, or the one that its first cells show."""

    def __init__(self, decimal: str, sample: Iterable[str]) -> None:
        self.decimal = decimal or _decimal(first_filled(sample))
        self._plain = re.compile(rf"-?[0-9]{{1,9}}[{self.decimal or ',.'}][0-9]{{2}}").fullmatch

    def read(self, cell: str) -> int | None:
        """Integer cents; None when the cell is empty. Raises `RowProblem` when it is no amount."""
        if self._plain(cell):  # nearly every amount
            return int(cell[:-3] + cell[-2:])
        return self._careful(cell) if cell else None

    def _careful(self, cell: str) -> int | None:
        text = bare(cell)
        # With two decimals after the right mark nothing is ambiguous.
        cents = parse_cents(text) if text[-3:-2] == self.decimal else parse_cents(text, self.decimal)
        if cents is None and text:
            raise RowProblem(say("csv.amount", text=shown(cell)))
        return cents

    def whole(self, cell: str) -> bool:
        """Whether the cell shows by its two decimals that it was not cut; never while the file shows no mark."""
        if not self.decimal:
            return False
        return re.search(rf"[{re.escape(self.decimal)}]\d\d(?: ?(?:€|EUR))?$", bare(cell)) is not None


def _decimal(cells: Sequence[str]) -> str:
    """The mark that most cells show (of as many, the first one's); "" when none shows any. One file has one mark."""
    shown_by = [mark for cell in cells for mark, form in ((",", _COMMA), (".", _POINT)) if form.fullmatch(cell)]
    return max(shown_by, key=shown_by.count, default="")
