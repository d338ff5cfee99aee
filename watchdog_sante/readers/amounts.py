"""An amount as a bank writes it, to exact integer cents, or nothing: never a guess.

Only this room knows decimal marks, thousands, signs before or after, and the spaces that banks put in numbers.

The one ambiguous form, a single mark with one to three digits before and exactly three after (`-1,234`, `12.500`), is
read only when the caller knows the decimal mark: an amount that is wrong by a thousand is worse than a row that is told
to be unreadable. `0,500` and `1234,500` have one reading only and are read.
"""

import re
from collections.abc import Iterable

MOST_CENTS = 10**11  # a thousand million euros: no household's row reaches it, garbage does
_PLAIN = re.compile(r"-?[0-9]{1,9}[.,][0-9]{2}")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u2007'’]")
_CURRENCY = re.compile(r"^(?:€|EUR)\s*|\s*(?:€|EUR)$", re.IGNORECASE)
_MINUS = "-\u2212"  # hyphen and the true minus sign
_SIGNS = "+" + _MINUS
_WHOLE = re.compile(r"[0-9]*|[0-9]{1,3}([ .,])[0-9]{3}(?:\1[0-9]{3})*")
_FRACTION = re.compile(r"[0-9]{0,2}0*")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_CENTS = re.compile(r"([.,])(?:[0-9]{1,2}|[0-9]{4,})[^0-9.,]*$")
_LONGEST = 64  # characters: no amount is longer, and what is longer must not cost time


def parse_cents(text: str, decimal: str = "") -> int | None:
    """Integer cents of an amount in euros; `decimal` is `,` or `.` where the form of the file declares it, else "".

    None when it is no amount (`NaN`, `1E+9`, empty), is ambiguous, has a fraction of a cent or is beyond `MOST_CENTS`.
    """
    if not decimal and _PLAIN.fullmatch(text):
        return int(text[:-3] + text[-2:])
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    negative, body = _signed(_CURRENCY.sub("", text))
    mark = decimal or _decimal_mark(body)
    whole, found, fraction = body.rpartition(mark) if mark and mark in body else (body, "", "")
    if not (whole or fraction) or not _WHOLE.fullmatch(whole) or not _FRACTION.fullmatch(fraction):
        return None
    if not decimal and found and _AMBIGUOUS.fullmatch(body):
        return None
    cents = int(re.sub("[ .,]", "", whole) or "0") * 100 + int(fraction[:2].ljust(2, "0"))
    if cents >= MOST_CENTS:
        return None
    return -cents if negative else cents


def _signed(text: str) -> tuple[bool, str]:
    """Whether money leaves, and the number without its sign: `-5`, `5-`, `- 5` and the bookkeeper's `(5)`."""
    if text.startswith("(") and text.endswith(")"):
        return True, _spaced(text[1:-1])
    if text[:1] and text[0] in _SIGNS:
        return text[0] in _MINUS, _spaced(text[1:])
    if text[-1:] and text[-1] in _SIGNS:
        return text[-1] in _MINUS, _spaced(text[:-1])
    return False, _spaced(text)


def _spaced(number: str) -> str:
    """The number with every kind of thousands space as one plain space."""
    return _SPACES.sub(" ", _CURRENCY.sub("", number.strip()))


def _decimal_mark(body: str) -> str:
    """The mark that stands last where both are used; a mark used twice separates thousands."""
    commas, dots = body.count(","), body.count(".")
    if commas and dots:
        return "," if body.rfind(",") > body.rfind(".") else "."
    if commas == 1 or dots == 1:
        return "," if commas else "."
    return ""


def is_ambiguous(text: str) -> bool:
    """True when only a known decimal mark can tell a thousand from a fraction (`-1,234`)."""
    return len(text) <= _LONGEST and _AMBIGUOUS.fullmatch(_signed(text.strip())[1]) is not None


def decimal_mark_of(texts: Iterable[str]) -> str:
    """The one mark that amounts of a file use for their cents beyond doubt; "" when they use none, or both."""
    marks = {found[1] for text in texts if (found := _CENTS.search(text)) and parse_cents(text) is not None}
    return marks.pop() if len(marks) == 1 else ""
