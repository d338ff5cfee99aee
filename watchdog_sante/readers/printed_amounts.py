"""Amounts in a line of print. Only this room knows how a statement writes them.

An amount has two decimals: a whole number is a quantity, a code or a reference, save on an insurer's statement where
`€` stands behind it in a table's cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watchdog_sante.readers.amounts import parse_cents

_WHOLE = r"(?:\d{1,3}(?:[ .\u2009']\d{3})+|\d+)"
_AMOUNT = re.compile(
    rf"(?<![\w,.])(?P<sign>[+\-\u2212] ?)?(?P<whole>{_WHOLE})(?P<decimal>[,.])(?P<cents>\d\d)(?![\d%]|[.,]\d)"
    r"(?P<after> ?-(?!\S))?(?P<euro> ?(?:€|eur(?:os?)?\b))?"
)
_SIDE = re.compile(r" {1,8}(?P<side>[dc])(?=  |\s*$)")  # debit or credit, in a cell of its own behind the amount
_ROUND = re.compile(
    rf"(?<![\w,.])(?P<sign>[+\-\u2212] ?)?(?P<whole>{_WHOLE}) ?(?:€|eur(?:os?)?\b)(?=\s*$|  | ?[\0+\-\u2212\d])"
)
_LARGEST_ROUND = 999_999  # euros: more is an insurer's capital


@dataclass(frozen=True, slots=True)
class AmountToken:
    """An amount in integer cents; `signed` when a sign is written, `left` and `right` are its edges on the page."""

    start: int
    end: int
    cents: int
    signed: bool


def exact_amounts(left: str, *, sides: bool = False) -> Iterator[AmountToken]:
    """The amounts with two decimals; with `sides`, a `D` or `C` behind one is its sign."""
    for found in _AMOUNT.finditer(left):
        cents = parse_cents(f"{found['whole']}{found['decimal']}{found['cents']}", found["decimal"])
        if cents is None:
            continue
        sign = (found["sign"] or "").strip() or (found["after"] or "").strip()
        side = _SIDE.match(left, found.end()) if sides and not sign else None
        below = sign in ("-", "\u2212") or (side is not None and side["side"] == "d")
        end = side.end() if side else found.end()
        yield AmountToken(found.start(), end, -cents if below else cents, bool(sign or side))


def round_amounts(left: str) -> Iterator[AmountToken]:
    """Whole euros (`20 €`) in a line that begins with a day, behind a colon, a sign or a gap: prose says nothing."""
    leads = left.lstrip(" |*").startswith("\0")
    for found in _ROUND.finditer(left):
        before = left[: found.start()]
        placed = leads or found["sign"] or before.rstrip().endswith((":", "\0")) or before.endswith("  ")
        cents = parse_cents(f"{found['whole']},00", ",")
        if cents is not None and cents // 100 <= _LARGEST_ROUND and (placed or not before.strip()):
            sign = (found["sign"] or "").strip()
            yield AmountToken(found.start(), found.end(), -cents if sign in ("-", "\u2212") else cents, bool(sign))
