"""Whether the last row of a file without a final end of line is whole, or may have been cut by a broken download.

Only what the row itself shows counts: a closing quote, the delimiter after the last column, two decimals, a full day.
A text may always have lost its end, so it proves nothing: the row is rejected, with the remedy.
"""

from collections.abc import Sequence

from watchdog_sante.readers.csv_cells import Amounts, bare
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import Record, column
from watchdog_sante.readers.profile import Role

_MONEY = (Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.BALANCE, Role.BALANCE_NOW, Role.REIMBURSED)
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
        return Amounts(layout.profile.decimal, column(others, last)).whole(cell)
    if role in _DAYS:
        return len(bare(cell)) == max(len("dd/mm/yyyy"), *map(len, map(bare, column(others, last))))
    return role is Role.CURRENCY and len(bare(cell)) == 3
