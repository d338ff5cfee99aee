"""The money columns of a bank's CSV: one signed amount, or a debit and a credit; a fee; balances.

Only this room knows how banks write money in columns. Integer cents of euros, negative when money leaves the account.
"""

from collections.abc import Sequence

from watchdog_sante.model.sentences import say
from watchdog_sante.readers.csv_cells import Amounts, Known, RowProblem, bare, first_filled, shown
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import Record, column
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Role

_MONEY = (Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.FEE)
_MINUS = "-\u2212("
DEBIT_WORDS = frozenset({"debit", "d", "debiteur", "depense", "sortie"})
CREDIT_WORDS = frozenset({"credit", "c", "crediteur", "recette", "entree"})


class Money:
    """Reads the money of one file; `records` are its first ones, to learn how the file writes."""

    def __init__(self, layout: Layout, records: Sequence[Record]) -> None:
        places = [layout.first(role) for role in _MONEY]
        self._amount, self._debit, self._credit, self._fee = places
        self._amounts = Amounts(layout.profile.decimal, [cell for at in places for cell in column(records, at)])
        self._direction = layout.first(Role.DIRECTION)
        self._balance, self._balance_now = layout.first(Role.BALANCE), layout.first(Role.BALANCE_NOW)
        self.repeats_balance = self._balance_now >= 0
        # BoursoBank writes amounts with a comma and its balance with a point.
        self._balances = Amounts("", column(records, max(self._balance, self._balance_now)))
        self._repeated = Known(self._stated)
        self._debits_negative = _mostly_negative(column(records, self._debit))

    def cents(self, cells: Sequence[str]) -> int:
        """What the row moved: the amount less the fee (Revolut). Raises `RowProblem`."""
        if self._amount >= 0:
            amount = self._amounts.read(cells[self._amount])
            if self._direction >= 0 and amount:
                amount = _directed(amount, cells[self._direction])
        else:
            amount = self._of_two(self._amounts.read(cells[self._debit]), self._amounts.read(cells[self._credit]))
        if amount is None:
            raise RowProblem(say("csv.no_amount"))
        if self._fee < 0:
            return amount
        return amount - abs(self._amounts.read(cells[self._fee]) or 0)

    def balance(self, cells: Sequence[str]) -> int | None:
        """The running balance after the row, where the file has one."""
        return self._stated(cells[self._balance]) if self._balance >= 0 else None

    def balance_now(self, cells: Sequence[str]) -> int | None:
        """The account's balance on the latest day, where the file repeats it on its rows."""
        return self._repeated[cells[self._balance_now]] if self.repeats_balance else None

    def _stated(self, cell: str) -> int | None:
        """A balance, None where it is missing or unreadable: the operation beside it is read all the same."""
        try:
            return self._balances.read(cell)
        except RowProblem:
            return None

    def _of_two(self, debit: int | None, credit: int | None) -> int | None:
        """One signed amount of a debit and a credit column; the debits of a file are all written with one sign."""
        if debit and credit:
            raise RowProblem(say("csv.two_amounts"))
        if (debit and (debit < 0) is not self._debits_negative) or (credit and credit < 0):
            raise RowProblem(say("csv.sign"))
        if debit is None and credit is None:
            return None
        return (credit or 0) - abs(debit or 0)


def _directed(amount: int, cell: str) -> int:
    """The amount with the sign that a word beside it says. Raises `RowProblem` when the two contradict each other."""
    word = fold_name(bare(cell))
    if word not in DEBIT_WORDS | CREDIT_WORDS:
        raise RowProblem(say("csv.direction", text=shown(cell)))
    if amount < 0 and word in CREDIT_WORDS:
        raise RowProblem(say("csv.sign"))
    return -abs(amount) if word in DEBIT_WORDS else amount


def _mostly_negative(cells: Sequence[str]) -> bool:
    amounts = [text for text in first_filled(cells) if text.strip("0,. ")]
    return 2 * sum(text[0] in _MINUS or text[-1] in _MINUS for text in amounts) > len(amounts)
