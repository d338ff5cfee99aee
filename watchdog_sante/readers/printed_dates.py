"""Days in a line of print: `01/04/2024`, `01.04.24`, `2024-04-01`, `01 04 14`, `1er avril 2024`; `01.04`, `3 janv.`.

Only this room knows how a statement writes them; which of them are words of a label is told by `printed_tokens.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_SHORT_MONTHS = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_ISO = r"(?P<iso>(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d))"
_MARKED = r"(?P<marked>(?P<md>\d{1,2})(?P<mark>[/.\-])(?P<mm>\d{1,2})(?P=mark)(?P<my>\d{4}|\d\d))"
_SPACED = r"(?P<spaced>(?P<sd>\d\d) (?P<sm>\d\d) (?P<sy>\d{4}|\d\d))(?! \d\d(?:\s|$))"
_WORDED = r"(?P<worded>(?P<wd>\d{1,2})(?:er)? ?(?P<wm>[a-z]{3,9})\.? ?(?P<wy>\d{4}))"
_DAY = re.compile(rf"(?<![\d,/])(?<!\d[.\-])(?:{_ISO}|{_MARKED}|{_SPACED}|{_WORDED})(?![\d,]|[.\-/]\d)")
_SHORT_DAY = re.compile(r"(?<![\w.,/])(?P<d>\d\d)(?P<mark>[/.])(?P<m>\d\d)(?!\d|[/.,]\d)")
_NAMES = sorted({*_MONTHS, *_SHORT_MONTHS}, key=len, reverse=True)
_SHORT_WORDED = re.compile(rf"(?P<d>\d\d?)(?:er)? ?(?P<word>{'|'.join(_NAMES)})(?:\.|(?![a-z]))(?! ?\d)")
_YEARS = range(1980, 2100)


@dataclass(frozen=True, slots=True)
class DayToken:
    """A day at `text[start:end]`."""

    start: int
    end: int
    day: date


@dataclass(frozen=True, slots=True)
class ShortDay:
    """A day of a month whose year the line does not say."""

    start: int
    end: int
    month: int
    day: int


def full_days(folded: str) -> Iterator[DayToken]:
    """The days with their year."""
    for found in _DAY.finditer(folded):
        day = _day(found)
        if day is not None:
            yield DayToken(found.start(), found.end(), day)


def _month(word: str) -> int:
    return _MONTHS.index(word) + 1 if word in _MONTHS else _SHORT_MONTHS.get(word, 0)


def _day(found: re.Match[str]) -> date | None:
    for kind, letter in (("iso", "i"), ("marked", "m"), ("spaced", "s")):
        if found[kind]:
            return _made(int(found[f"{letter}y"]), int(found[f"{letter}m"]), int(found[f"{letter}d"]))
    return _made(int(found["wy"]), _month(found["wm"]), int(found["wd"]))


def _made(year: int, month: int, day: int) -> date | None:
    """Two digits of a year mean 1980 to 2079."""
    year += 0 if year > 99 else (1900 if year >= 80 else 2000)
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def days_without_year(left: str) -> Iterator[ShortDay]:
    """A line that begins with one may hold more of the same writing: the value day, which is no amount then."""
    at = len(left) - len(left.lstrip(" \0|"))
    if _SHORT_WORDED.match(left, at):
        cells = (
            found
            for found in _SHORT_WORDED.finditer(left, at)
            if left[: found.start()].strip() == "" or left[: found.start()].endswith("  ")
        )
        days = (ShortDay(found.start(), found.end(), _month(found["word"]), int(found["d"])) for found in cells)
        yield from (one for one in days if 1 <= one.day <= 31)
        return
    first = _SHORT_DAY.match(left, at)
    for found in _SHORT_DAY.finditer(left, at) if first else ():
        alike = first is not None and found["mark"] == first["mark"]
        if alike and 1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= 31:
            yield ShortDay(found.start(), found.end(), int(found["m"]), int(found["d"]))
