"""What stands in a line of print: days, rates and amounts with their places; what is left is words.

How days and amounts are written is known to `printed_dates.py` and `printed_amounts.py`; here it is told which of them
are but words of a label or of an act.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from watchdog_sante.readers.folding import same_length
from watchdog_sante.readers.printed_amounts import AmountToken, exact_amounts, round_amounts
from watchdog_sante.readers.printed_dates import DayToken, ShortDay, days_without_year, full_days

_ENDS_WITH_WORD = re.compile(r"[a-z)] $")
_RATE = re.compile(r"(?<![\d,.])\d{1,3}(?:[,.]\d{1,2})? ?%")


@dataclass(frozen=True, slots=True)
class Tokens:
    """What stands in one line. `rest` is the text with all of this blanked out, of the same length, save the `stray`
    days that stand among words (`ACHAT CB 05.03.24 LECLERC`): they are part of the words."""

    text: str
    folded: str  # plain lower case of the same length
    days: tuple[DayToken, ...]
    short_days: tuple[ShortDay, ...]
    rates: tuple[tuple[int, int], ...]
    amounts: tuple[AmountToken, ...]
    rest: str
    stray: frozenset[int] = frozenset()  # where such days begin


@lru_cache(maxsize=50_000)  # each line is looked at in every way in which the statement may be understood
def tokens_of(text: str, *, short_days: bool = False) -> Tokens:
    """Everything in a line; days without a year only at its beginning and only when they are asked for."""
    folded = same_length(text)
    left = folded
    days = tuple(full_days(folded))
    left = _blank(left, [(token.start, token.end) for token in days])
    short = tuple(days_without_year(left)) if short_days else ()
    short = tuple(token for at, token in enumerate(short) if not _is_among_words(left, token, at))
    left = _blank(left, [(token.start, token.end) for token in short])
    rates = tuple(found.span() for found in _RATE.finditer(left))
    left = _blank(left, rates)
    amounts = tuple(exact_amounts(left, sides=short_days))
    if not short_days:
        rounds = round_amounts(_blank(left, [(token.start, token.end) for token in amounts]))
        amounts = tuple(sorted((*amounts, *rounds), key=lambda token: token.start))
    if _is_worded(folded, rates, amounts):
        start, end = rates[0]
        rates, left = rates[1:], left[:start] + folded[start:end] + left[end:]
    left = _blank(left, [(token.start, token.end) for token in amounts])
    stray = frozenset(_stray(folded, left, days))
    for token in days:
        if token.start in stray:
            left = left[: token.start] + text[token.start : token.end] + left[token.end :]
    rest = "".join(" " if kept == "\0" else char for char, kept in zip(text, left, strict=True))
    return Tokens(text, folded, days, short, rates, amounts, rest, stray)


def day_of(text: str) -> date | None:
    """The only day that a text says, whatever stands around it; None when it says none or two."""
    found = tuple(full_days(same_length(text)))
    return found[0].day if len(found) == 1 else None


def cents_of(text: str) -> int | None:
    """The only amount that a text says, in cents."""
    found = tokens_of(text).amounts
    return found[0].cents if len(found) == 1 else None


def _is_worded(folded: str, rates: tuple[tuple[int, int], ...], amounts: tuple[AmountToken, ...]) -> bool:
    """Whether the first rate is a word of the act (`PHARMACIE 65%`): the rate itself stands behind what was paid, or
    there is but this one, in the same cell as the words before it."""
    if len(rates) > 1:
        return sum(rates[0][1] <= one.start < rates[1][0] for one in amounts) > 1
    return bool(rates) and _ENDS_WITH_WORD.search(folded[: rates[0][0]]) is not None and len(amounts) > 1


def _blank(text: str, spans: "tuple[tuple[int, int], ...] | list[tuple[int, int]]") -> str:
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _stray(folded: str, left: str, days: tuple[DayToken, ...]) -> Iterator[int]:
    """Days that neither lead the line nor stand in a cell of their own."""
    for token in days:
        leads = not left[: token.start].strip(" \0|*")
        before, behind = folded[: token.start], folded[token.end :]
        ends = not behind.strip() or behind.startswith("  ") or left[token.end :][1:2] == "\0"
        alone = before.endswith("  ") and ends
        if not leads and not alone and not left[max(token.start - 2, 0) : token.start].startswith("\0"):
            yield token.start


def _is_among_words(left: str, token: ShortDay, at: int) -> bool:
    """Whether a day without its year, the one of this place in the line, is a word of the label (`CARTE 14/12 BAR`)."""
    before, behind = left[max(token.start - 2, 0) : token.start], left[token.end : token.end + 2]
    follows = before[-1:] == " " and before[:1].isalpha()
    return at > 0 and follows and (at > 1 or (behind[:1] == " " and behind[1:].isalpha()))
