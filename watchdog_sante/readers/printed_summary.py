"""The little table above a bank's operations that sums the statement up: a heading for each balance, one row below.

Produit     Solde d'ouverture   Argent sortant   Argent entrant   Solde de clôture
Compte              500,00 €         130,45 €         217,55 €          587,10 €
"""

from collections.abc import Sequence
from typing import NamedTuple

from watchdog_sante.readers.folding import same_length
from watchdog_sante.readers.printed_columns import Cell, cells_of
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import tokens_of


class Summary(NamedTuple):
    """The balances before and after the operations below, in cents, and the row that says them."""

    row: int
    opening: int
    closing: int


def summary_at(lines: Sequence[PrintedLine], at: int, layout: PrintedLayout) -> Summary | None:
    """The summary whose headings stand on this line, None where none does."""
    if at + 1 == len(lines) or tokens_of(lines[at].text).amounts or not lines[at + 1].spans:
        return None
    found = [(cell, match) for cell in cells_of(lines[at]) if (match := layout.find("balance", same_length(cell.text)))]
    if [bool(match.groupdict().get("opening")) for _, match in found] != [True, False]:
        return None
    row = lines[at + 1]
    amounts = tokens_of(row.text).amounts
    if len(amounts) < len(found):
        return None
    opening, closing = (min(amounts, key=lambda one: _apart(cell, *row.edges(one.start, one.end))) for cell, _ in found)
    return None if opening is closing else Summary(row.row, opening.cents, closing.cents)


def _apart(cell: Cell, left: float, right: float) -> float:
    return min(abs(cell.left - left), abs(cell.right - right), abs(cell.left + cell.right - left - right) / 2)
