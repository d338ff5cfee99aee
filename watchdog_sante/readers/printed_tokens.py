"""Days, rates and amounts in a line of print, with their places; what is left is words.

Only this room knows how a statement writes them. Days come as `01/04/2024`, `01.04.24`, `2024-04-01`, `01 04 14` and
`1er avril 2024`; a bank's rows may leave out the year, which is then looked for among the days that the statement
covers. An amount has two decimals: a whole number is a
quantity, a code or a reference, save on an insurer's statement where `€` stands behind it in a table's cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.readers.folding import same_length

_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_SHORT_MONTHS = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_ISO = r"(?P<iso>(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d))"
_MARKED = r"(?P<marked>(?P<md>\d{1,2})(?P<mark>[/.\-])(?P<mm>\d{1,2})(?P=mark)(?P<my>\d{4}|\d\d))"
_SPACED = r"(?P<spaced>(?P<sd>\d\d) (?P<sm>\d\d) (?P<sy>\d{4}|\d\d))(?! \d\d(?:\s|$))"
_WORDED = r"(?P<worded>(?P<wd>\d{1,2})(?:er)? ?(?P<wm>[a-z]{3,9})\.? ?(?P<wy>\d{4}))"
_DAY = re.compile(rf"(?<![\d,/])(?<!\d[.\-])(?:{_ISO}|{_MARKED}|{_SPACED}|{_WORDED})(?![\d,]|[.\-/]\d)")
_SHORT_DAY = re.compile(r"(?<![\w.,/])(?P<d>\d\d)(?P<mark>[/.])(?P<m>\d\d)(?!\d|[/.,]\d)")
_RATE = re.compile(r"(?<![\d,.])\d{1,3}(?:[,.]\d{1,2})? ?%")
_WHOLE = r"(?:\d{1,3}(?:[ .\u2009']\d{3})+|\d+)"
_AMOUNT = re.compile(
    rf"(?<![\w,.])(?P<sign>[+\-\u2212] ?)?(?P<whole>{_WHOLE})(?P<decimal>[,.])(?P<cents>\d\d)(?![\d%]|[.,]\d)"
    r"(?P<after> ?-(?!\S))?(?P<euro> ?(?:€|eur(?:os?)?\b))?"
)
_ROUND = re.compile(
    rf"(?<![\w,.])(?P<sign>[+\-\u2212] ?)?(?P<whole>{_WHOLE}) ?(?:€|eur(?:os?)?\b)(?=\s*$|  | ?[\0+\-\u2212\d])"
)
_LARGEST_ROUND = 999_999  # euros: more is an insurer's capital
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


@dataclass(frozen=True, slots=True)
class AmountToken:
    """An amount in integer cents; `signed` when a sign is written, `left` and `right` are its edges on the page."""

    start: int
    end: int
    cents: int
    signed: bool


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
    days = tuple(_days(folded))
    left = _blank(left, [(token.start, token.end) for token in days])
    short = tuple(_short_days(left)) if short_days else ()
    short = tuple(token for at, token in enumerate(short) if not _is_among_words(left, token, at))
    left = _blank(left, [(token.start, token.end) for token in short])
    rates = tuple(found.span() for found in _RATE.finditer(left))
    left = _blank(left, rates)
    amounts = tuple(_amounts(left))
    if not short_days:
        rounds = _round_amounts(_blank(left, [(token.start, token.end) for token in amounts]))
        amounts = tuple(sorted((*amounts, *rounds), key=lambda token: token.start))
    if _is_worded(rates, amounts):
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
    found = tuple(_days(same_length(text)))
    return found[0].day if len(found) == 1 else None


def cents_of(text: str) -> int | None:
    """The only amount that a text says, in cents."""
    found = tokens_of(text).amounts
    return found[0].cents if len(found) == 1 else None


def _is_worded(rates: tuple[tuple[int, int], ...], amounts: tuple[AmountToken, ...]) -> bool:
    """Whether the first rate is a word of the act (`PHARMACIE 65%`): the rate itself stands behind what was paid."""
    return len(rates) > 1 and sum(rates[0][1] <= one.start < rates[1][0] for one in amounts) > 1


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


def _days(folded: str) -> Iterator[DayToken]:
    for found in _DAY.finditer(folded):
        day = _day(found)
        if day is not None:
            yield DayToken(found.start(), found.end(), day)


def _day(found: re.Match[str]) -> date | None:
    for kind, letter in (("iso", "i"), ("marked", "m"), ("spaced", "s")):
        if found[kind]:
            return _made(int(found[f"{letter}y"]), int(found[f"{letter}m"]), int(found[f"{letter}d"]))
    word = found["wm"]
    month = _MONTHS.index(word) + 1 if word in _MONTHS else _SHORT_MONTHS.get(word, 0)
    return _made(int(found["wy"]), month, int(found["wd"]))


def _made(year: int, month: int, day: int) -> date | None:
    """Two digits of a year mean 1980 to 2079."""
    year += 0 if year > 99 else (1900 if year >= 80 else 2000)
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _short_days(left: str) -> Iterator[ShortDay]:
    """A line that begins with one may hold more of the same writing: the value day, which is no amount then."""
    at = len(left) - len(left.lstrip(" \0|"))
    first = _SHORT_DAY.match(left, at)
    for found in _SHORT_DAY.finditer(left, at) if first else ():
        alike = first is not None and found["mark"] == first["mark"]
        if alike and 1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= 31:
            yield ShortDay(found.start(), found.end(), int(found["m"]), int(found["d"]))


def _amounts(left: str) -> Iterator[AmountToken]:
    for found in _AMOUNT.finditer(left):
        cents = parse_cents(f"{found['whole']}{found['decimal']}{found['cents']}", found["decimal"])
        if cents is None:
            continue
        sign = (found["sign"] or "").strip() or (found["after"] or "").strip()
        yield AmountToken(found.start(), found.end(), -cents if sign in ("-", "\u2212") else cents, bool(sign))


def _round_amounts(left: str) -> Iterator[AmountToken]:
    """Whole euros (`20 €`) in a line that begins with a day, behind a colon, a sign or a gap: prose says nothing."""
    leads = left.lstrip(" |*").startswith("\0")
    for found in _ROUND.finditer(left):
        before = left[: found.start()]
        placed = leads or found["sign"] or before.rstrip().endswith((":", "\0")) or before.endswith("  ")
        cents = parse_cents(f"{found['whole']},00", ",")
        if cents is not None and cents // 100 <= _LARGEST_ROUND and (placed or not before.strip()):
            sign = (found["sign"] or "").strip()
            yield AmountToken(found.start(), found.end(), -cents if sign in ("-", "\u2212") else cents, bool(sign))
