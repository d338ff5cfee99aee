"""Headings within a CSV that tell whether the rows below them are booked: `Opérations à venir`, `Opérations passées`.

Only this room knows such headings. A heading is a line with one filled cell; what is no heading says nothing.
"""

import re
from collections.abc import Iterable, Sequence

from watchdog_sante.readers.csv_cells import bare
from watchdog_sante.readers.folding import fold_name

_WHAT = (
    r"(?:(?:liste|detail) de(?: vo)?s )?(?:vos |mes |dernieres )?(?:operations?|mouvements?|transactions?|ecritures?)"
    r"(?: carte| bancaires?)? "
)
_PENDING = re.compile(
    rf"{_WHAT}(?:en attente|a venir|en cours|prevue?s?|previsionnel(?:le)?s|non comptabilisee?s?)(?: .*)?"
)
_BOOKED = re.compile(rf"{_WHAT}(?:comptabilisee?s?|passee?s?|effectuee?s?|realisee?s?|executee?s?|traitee?s?)(?: .*)?")


def pending_below(cells: Sequence[str]) -> bool | None:
    """True below a heading of pending operations, False below one of booked operations, None for any other line."""
    filled = list(filter(None, map(bare, cells)))
    if len(filled) != 1:
        return None
    words = fold_name(filled[0])
    if _PENDING.fullmatch(words):
        return True
    return False if _BOOKED.fullmatch(words) else None


def last_heading(lines: Iterable[str], delimiter: str) -> bool:
    """Whether the last heading among the lines above a table says that its rows are pending."""
    told = [found for line in lines if (found := pending_below(line.split(delimiter))) is not None]
    return bool(told) and told[-1]
