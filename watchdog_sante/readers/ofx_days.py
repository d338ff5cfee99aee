"""The calendar day of an OFX date.

Only this room knows how dates are written there. The first eight digits are the bank's own calendar day and are kept as
they are: a time and a time zone after them never move the day (`20240101000000[+1:CET]` is the first of January).
"""

import re
from datetime import date
from functools import lru_cache

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.readers.ofx_labels import clean
from watchdog_sante.redaction import mask_nir

_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{2})\2([0-9]{2})(?![0-9])")
_EUROPEAN = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(?![0-9])")
_YEARS = range(1970, 2100)
_SHOWN = 30  # characters of a wrong value that are repeated to the person


def plain_day(text: str) -> date | None:
    """The day that a text says in one way only, or None."""
    answer = read_day(text, None, None)
    return answer if isinstance(answer, date) else None


@lru_cache(maxsize=1024)  # a statement has many rows a day
def read_day(text: str, start: date | None, end: date | None) -> date | Sentence:
    """The day, or why there is none. `start` and `end`, the statement's period, decide between 5 January and 1 May."""
    if not text.strip():
        return say("ofx.row_day_missing")
    days = _readings(text.strip())
    if len(days) > 1 and start and end:
        days = {day for day in days if start <= day <= end} or days
    if len(days) == 1:
        return days.pop()
    return say("ofx.row_day_ambiguous" if days else "ofx.row_day_unreadable", day=mask_nir(clean(text))[:_SHOWN])


def _readings(text: str) -> set[date]:
    if found := _DIGITS.match(text):
        parts = [(found[1], found[2], found[3])]
    elif found := _ISO.match(text):
        parts = [(found[1], found[3], found[4])]
    elif found := _EUROPEAN.match(text):
        parts = [(found[4], found[3], found[1]), (found[4], found[1], found[3])]
    else:
        parts = []
    return {day for day in (_day(*map(int, part)) for part in parts) if day}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
