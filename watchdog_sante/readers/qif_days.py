"""The days of a QIF file: `31/12/2024`, `31/12'24`, `12/31/95`, `2024-12-31`, with blanks in place of zeros.

Only this room knows which number is the month. One form a file: day first, as French banks write, unless the days
themselves show another: a month above 12 in one form and never in the other, or, with years of two digits, a form
that gathers within days what the other spreads over years.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeAlias

_YEARS = range(1980, 2100)
_FORM = re.compile(r"\s*([0-9]{1,4})\s*[-/.']\s*([0-9]{1,2})\s*([-/.' ])\s*([0-9]{1,4})(?:[ T].*)?")
_FEWEST = 3  # days from which their spread says something
_SPREAD = 10  # times
Numbers: TypeAlias = tuple[str, str, str]


class QifDays:
    """Reads the days of one file, all in the form that its own days show."""

    def __init__(self, texts: Iterable[str]) -> None:
        numbers = [found for text in texts if (found := _numbers(text))]
        self._form = _form(numbers)

    def read(self, text: str) -> date | None:
        """The day; None when it is not of the file's form."""
        numbers = _numbers(text)
        return self._form(numbers) if numbers else None


def _numbers(text: str) -> Numbers | None:
    found = _FORM.fullmatch(text[:40])
    return (found[1], found[2], found[4]) if found else None


def _day_first(numbers: Numbers) -> date | None:
    return _date(numbers[2], numbers[1], numbers[0])


def _month_first(numbers: Numbers) -> date | None:
    return _date(numbers[2], numbers[0], numbers[1])


def _year_first(numbers: Numbers) -> date | None:
    return _date(numbers[0], numbers[1], numbers[2])


def _date(year: str, month: str, day: str) -> date | None:
    if len(year) not in (2, 4) or len(month) > 2 or len(day) > 2:
        return None
    full = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) >= 80 else 0)
    try:
        return date(full, int(month), int(day)) if full in _YEARS else None
    except ValueError:
        return None


def _form(numbers: Sequence[Numbers]) -> Callable[[Numbers], date | None]:
    forms = (_day_first, _month_first, _year_first)
    found = [[form(one) for one in numbers] for form in forms]
    counts = [sum(day is not None for day in days) for days in found]
    best = forms[counts.index(max(counts))]
    if best is _day_first and counts[2] == counts[0] and len(numbers) >= _FEWEST:
        spans = [_span([day for day in days if day]) for days in (found[0], found[2])]
        if spans[0] > 366 and spans[0] > _SPREAD * spans[1]:
            return _year_first
    return best


def _span(days: Sequence[date]) -> int:
    return (max(days) - min(days)).days if days else 0
