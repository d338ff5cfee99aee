"""Whether the numbers printed on the pages say that a page is missing or out of place: `Page 2/3`, `2 sur 3`.

They are believed only where every page bears one such number, and one alone: else nothing is known, and nothing said.
"""

import re
from collections.abc import Iterator, Sequence

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.readers.folding import fold_line
from watchdog_sante.readers.printed_columns import cell_spans
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import tokens_of

_WORDED = re.compile(r"(?<![a-z])(?:page|p\.|feuillet) ?(?:n° ?)?(\d{1,3}) ?(?:/|sur|de) ?(\d{1,3})(?!\d|[,./]\d)")
_BARE = re.compile(r"(\d{1,3}) ?(?:/|sur) ?(\d{1,3})")


def why_not_whole(lines: Sequence[PrintedLine]) -> Sentence | None:
    """Which page is missing or out of place; None when the pages say of none that it is. Several statements may follow
    one another in a file, each counting its own pages."""
    pages: dict[int, set[tuple[int, int]]] = {}
    for line in lines:
        if line.page:
            pages.setdefault(line.page, set()).update(_numbers(line))
    if not pages or any(len(told) != 1 for told in pages.values()):
        return None
    told = [told.pop() for _, told in sorted(pages.items())]
    expected, of = 1, 0
    for number, count in [*told, (1, 0)]:
        if expected > 1 and expected <= of and (number, count) != (expected, of):
            return _missing(told, expected, of)
        if expected == 1 or expected > of:
            of = count
            expected = 1
        if number != expected:
            return _missing(told, expected, of)
        expected = number + 1
    return None


def _missing(told: Sequence[tuple[int, int]], number: int, count: int) -> Sentence:
    if (number, count) in told:
        return say("refused.printed_page_order", page=number)
    return say("refused.printed_page_missing", page=number, count=count)


def _numbers(line: PrintedLine) -> Iterator[tuple[int, int]]:
    """The page and how many there are, as the line says them; a bare fraction only in a cell of its own."""
    folded = fold_line(line.text)
    found = [_WORDED.search(folded)]
    if not tokens_of(line.text).amounts:  # else it is a row's day (`03/03`)
        found += [_BARE.fullmatch(line.text[start:end]) for start, end in cell_spans(line.text)]
    for one in found:
        if one and 1 <= int(one[1]) <= int(one[2]):
            yield int(one[1]), int(one[2])
