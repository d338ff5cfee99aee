"""Lines that stand on page after page (letterhead, footer, page number) and pages that hold no table: none is read.

Only what repeats at the top or the bottom of pages is left out, and never a line with an amount: a carried-over balance
is the statement's own check.
"""

import re
from collections import Counter
from collections.abc import Sequence

from watchdog_sante.readers.folding import fold_line
from watchdog_sante.readers.printed_care import bare_name
from watchdog_sante.readers.printed_headings import headings_at
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import tokens_of

_TOP, _BOTTOM = 15, 8  # lines of a page that may be its letterhead, its footer
_NOWHERE = (0, "")
_NAMES = ("beneficiary", "provider")
_NATURES = ("care_provider", "employer", "insured", "reference")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page|p\.?|feuillet)? ?(?:n° ?)?\d{1,4} ?(?:/|sur|de) ?\d{1,4}")


def without_running_lines(lines: Sequence[PrintedLine], layout: PrintedLayout) -> tuple[PrintedLine, ...]:
    """The lines that may say something."""
    pages: dict[int, list[PrintedLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    read = [page for page in pages.values() if not _is_skipped(page, layout)]
    times = Counter(key for page in read for key in set(_keys(page).values()))
    kept: list[PrintedLine] = []
    for page in read:
        keys = _keys(page)
        for at, line in enumerate(page):
            running = page is not read[0] and times[keys.get(line.number, _NOWHERE)] > 1 and not _says(page, at, layout)
            if not running and not _PAGE_NUMBER.fullmatch(fold_line(line.text)):
                kept.append(line)
    return tuple(kept)


def _keys(page: Sequence[PrintedLine]) -> dict[int, tuple[int, str]]:
    """By line number, what makes a line the same as another page's: its place from the top or from the bottom, and its
    text but for digits. A line that holds an amount or a day is like no other."""
    keys: dict[int, tuple[int, str]] = {}
    for at, line in enumerate(page):
        place = at if at < _TOP else at - len(page)
        tokens = tokens_of(line.text)
        if (place >= 0 or place >= -_BOTTOM) and not tokens.amounts and not tokens.days:
            keys[line.number] = (place, _DIGITS.sub("#", fold_line(line.text)))
    return keys


def _says(page: Sequence[PrintedLine], at: int, layout: PrintedLayout) -> bool:
    """Whether the line says for whom the care was, or beside a payment's other headings to whom it went or its number:
    such headings may well begin two pages."""
    if _is(page[at], _NAMES, layout) or (bare_name(page[at].text) and _in_table(page[:at], layout)):
        return True
    beside = [one for place in (at - 1, at + 1) if 0 <= place < len(page) for one in [page[place]]]
    return _is(page[at], _NATURES, layout) and any(_is(one, (*_NAMES, *_NATURES, "payment"), layout) for one in beside)


def _in_table(above: Sequence[PrintedLine], layout: PrintedLayout) -> bool:
    """Whether a payment or a table has begun above: a name alone further up is the addressee's."""
    return any(_is(line, ("payment",), layout) or headings_at(above, at, layout) for at, line in enumerate(above))


def _is(line: PrintedLine, kinds: Sequence[str], layout: PrintedLayout) -> bool:
    return any(layout.find(kind, fold_line(line.text)) for kind in kinds)


def _is_skipped(page: Sequence[PrintedLine], layout: PrintedLayout) -> bool:
    return any(layout.find("skip_pages", fold_line(line.text)) for line in page)
