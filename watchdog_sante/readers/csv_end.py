"""Whether the last row of a file without a final end of line is whole, or may have been cut by a broken download.

Only what the row itself shows counts: a closing quote, the delimiter after the last column, two decimals, a full day.
A text may always have lost its end, so it proves nothing: the row is rejected, with the remedy.
"""

from collections.abc import Sequence
from dataclasses import replace

from watchdog_sante.readers.csv_cells import Amounts, bare
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import Record, column
from watchdog_sante.readers.profile import Role

_MONEY = (Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.BALANCE, Role.BALANCE_NOW, Role.REIMBURSED)
_SIGNED = (Role.AMOUNT, Role.BALANCE, Role.BALANCE_NOW, Role.REIMBURSED)
_MINUS = ("-", "\u2212")
_DAYS = (Role.DAY, Role.VALUE_DAY, Role.PAID_ON, Role.CARE_DATE)


def shows_its_end(record: Record, layout: Layout, others: Sequence[Record]) -> bool:
    """True when `record`, of the right width, cannot have been longer; `others` are the rows of the same file."""
    last = min(record.written, len(layout.roles)) - 1
    cell, role = record.cells[last], layout.roles[last]
    if layout.names[last] == "":
        return True  # the delimiter after the last named column is there
    if record.text.endswith('"') and record.problem is None:
        return True
    if role is Role.CREDIT and not bare(cell):
        return bool(bare(record.cells[layout.first(Role.DEBIT)]))
    if role in _MONEY:
        amounts = Amounts(layout.profile.decimal, column(others, last))
        return amounts.whole(cell) and (role not in _SIGNED or _sign_is_told(bare(cell), layout, others))
    if role in _DAYS:
        return len(bare(cell)) == max(map(len, ("dd/mm/yyyy", *map(bare, column(others, last)))))
    return role is Role.CURRENCY and len(bare(cell)) == 3


def without_end(record: Record) -> Record:
    """The record, of the right width, without its last written cell: what may be cut says nothing of the others."""
    last = min(record.written, len(record.cells)) - 1
    return replace(record, cells=[*record.cells[:last], "", *record.cells[last + 1 :]])


def _sign_is_told(cell: str, layout: Layout, others: Sequence[Record]) -> bool:
    """Whether no minus can have stood behind the amount: it has its sign, or the file writes every minus in front."""
    if cell.startswith(("+", *_MINUS)):
        return True
    places = [at for at, role in enumerate(layout.roles) if role in _MONEY]
    amounts = [bare(text) for at in places for text in column(others, at)]
    return any(text.startswith(_MINUS) for text in amounts) and not any(text.endswith(_MINUS) for text in amounts)
