"""Lines of totals below a table: no rows, but a check on them. Only this room knows how such a line looks.

A total that the rows read do not come to says that some are missing; it is then kept as a rejected row.
"""

import re
from collections.abc import Sequence

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import BankRow, BenefitRow, Row
from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.readers.csv_cells import bare, shown
from watchdog_sante.readers.folding import fold_name

_TOTAL = re.compile(r"tota(?:l|ux)(?: general| generaux| (?:de la )?periode| des (?:operations|mouvements))?")


def is_total(text: str, cells: Sequence[str]) -> bool:
    """Whether a line says total, holds an amount and no other word: no row has neither a day nor a label."""
    if "tota" not in text.lower():
        return False
    words = [cell for cell in filter(None, map(bare, cells)) if _cents(cell) is None]
    return len(words) == 1 and bool(_amounts(cells)) and _TOTAL.fullmatch(fold_name(words[0])) is not None


def why_wrong(cells: Sequence[str], rows: Sequence[Row]) -> Sentence | None:
    """What to tell when one of a line's totals is no sum of the rows: of all, of debits, of credits, of a column."""
    columns = [[row.cents] if isinstance(row, BankRow) else _money(row) for row in rows]
    sums = {0}
    for cents in zip(*columns, strict=False):
        debits, credits = sum(one for one in cents if one < 0), sum(one for one in cents if one > 0)
        sums |= {-debits, credits, abs(debits + credits)}
    wrong = [cell for cell in _amounts(cells) if abs(_cents(cell) or 0) not in sums]
    return say("csv.total", text=shown(wrong[0])) if wrong else None


def _money(row: Row) -> list[int]:
    """The money columns of an insurer's line, empty ones as nothing."""
    if not isinstance(row, BenefitRow):
        return []
    cents = (row.expense_cents, row.base_cents, row.basic_cents, row.reimbursed_cents)
    return [one or 0 for one in cents]


def _amounts(cells: Sequence[str]) -> list[str]:
    return [cell for cell in map(bare, cells) if _cents(cell) is not None]


def _cents(cell: str) -> int | None:
    comma = parse_cents(cell, ",")
    return parse_cents(cell, ".") if comma is None else comma
