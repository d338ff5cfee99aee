"""Rows of a bank's CSV: day, amount, label, balance, account. Only this room knows how banks write money in columns.

Amounts are euros in integer cents: a row in another currency is rejected with that reason, and so is one that the bank
marks as pending or cancelled. What the account really moved is the amount less the fee (Revolut).
"""

import html
from collections.abc import Sequence
from functools import cache

from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import BankRow, StatedBalance
from watchdog_sante.readers.csv_cells import Amounts, Days, RowProblem, Words, account_of, first_filled, shown, text_of
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import Record, column
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Role

_EUROS = ("", "EUR", "€", "EURO", "EUROS")
_MONEY = (Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.FEE)
_WORDS = (Role.STATE, Role.CURRENCY, Role.SUB_ACCOUNT, Role.ACCOUNT, Role.TYPE)
_UNESCAPES = 5  # BNP Paribas was seen to encode accents three times over


class BankRows:
    """Reads the records of one file; `records` are its first ones, to learn how the file writes."""

    def __init__(self, layout: Layout, records: Sequence[Record]) -> None:
        profile = layout.profile
        self._layout, self._profile = layout, profile
        self._day, self._value_day = layout.first(Role.DAY), layout.first(Role.VALUE_DAY)
        self._labels, self._labels_else = layout.all(Role.LABEL), layout.all(Role.LABEL_ELSE)
        self._amount, self._debit, self._credit, self._fee = (layout.first(role) for role in _MONEY)
        self._days = Days(profile.days, column(records, self._day))
        self._value_days = Days(profile.days, column(records, self._value_day))
        money = [cell for role in _MONEY for cell in column(records, layout.first(role))]
        self._amounts = Amounts(profile.decimal, money)
        self._balance, self._balance_now = layout.first(Role.BALANCE), layout.first(Role.BALANCE_NOW)
        self._balances = Amounts("", column(records, max(self._balance, self._balance_now)))
        self._debits_negative = _mostly_negative(column(records, self._debit))
        states = (("", profile.done), ("csv.pending", profile.pending), ("csv.cancelled", profile.cancelled))
        self._states = {fold_name(word): problem for problem, words in states for word in words}
        self._main = frozenset(map(fold_name, profile.main_account))
        self._words = Words()
        self._places = {role: layout.first(role) for role in _WORDS}
        self._names_account = max(self._places[Role.ACCOUNT], self._places[Role.SUB_ACCOUNT]) >= 0
        self._names_type = self._places[Role.TYPE] >= 0
        self._account_of, self._fold = cache(account_of), cache(fold_name)
        self._now: dict[str, tuple[BankRow, set[int]]] = {}

    def row(self, record: Record, account: str) -> BankRow:
        """The operation; `account` is what the lines beside the table say. Raises `RowProblem`."""
        cells = record.cells
        if self._states:
            self._check_state(cells)
        if self._places[Role.CURRENCY] >= 0:
            self._check_currency(cells)
        value_day = self._value_days.read(cells[self._value_day]) if self._value_day >= 0 else None
        row = BankRow(
            row=record.row,
            account=(self._account(cells) if self._names_account else "") or account,
            booked=self._days.required(cells[self._day]),
            cents=self._cents(cells),
            label=self._label(cells),
            value_day=value_day,
            balance_cents=self._stated(cells, self._balance),
            type_hint=self._text(cells, Role.TYPE) if self._names_type else "",
        )
        if self._balance_now >= 0:
            self._note_balance(row, self._stated(cells, self._balance_now))
        return row

    def balances(self) -> tuple[StatedBalance, ...]:
        """The balance that the rows of each account's latest day agree on (BoursoBank repeats it on every row)."""
        return tuple(
            StatedBalance(account, row.booked, next(iter(stated)))
            for account, (row, stated) in self._now.items()
            if len(stated) == 1
        )

    def _note_balance(self, row: BankRow, cents: int | None) -> None:
        if cents is None:
            return
        latest = self._now.get(row.account)
        if latest is None or row.booked > latest[0].booked:
            self._now[row.account] = (row, {cents})
        elif row.booked == latest[0].booked:
            latest[1].add(cents)

    def _text(self, cells: Sequence[str], role: Role) -> str:
        at = self._places[role]
        return self._words.read(cells[at]) if at >= 0 else ""

    def _check_state(self, cells: Sequence[str]) -> None:
        state = self._text(cells, Role.STATE)
        problem = self._states.get(self._fold(state), "csv.unknown_state")
        if problem:
            raise RowProblem(say(problem, text=shown(state)))

    def _check_currency(self, cells: Sequence[str]) -> None:
        currency = self._text(cells, Role.CURRENCY).upper()
        if currency not in _EUROS:
            raise RowProblem(say("csv.currency", text=shown(currency)))

    def _account(self, cells: Sequence[str]) -> str:
        sub_account = self._text(cells, Role.SUB_ACCOUNT)
        if sub_account and self._fold(sub_account) not in self._main:
            return self._account_of(sub_account)
        return self._account_of(self._text(cells, Role.ACCOUNT))

    def _label(self, cells: Sequence[str]) -> str:
        return self._joined(cells, self._labels) or self._joined(cells, self._labels_else)

    def _joined(self, cells: Sequence[str], places: Sequence[int]) -> str:
        """The texts of several columns, one that repeats another left out."""
        if len(places) == 1:
            return text_of(self._unescaped(cells[places[0]]))
        joined = ""
        for at in places:
            text = text_of(self._unescaped(cells[at])) if cells[at] else ""
            if joined and joined in text:
                joined = text
            elif text not in joined:
                joined = f"{joined} {text}".strip()
        return joined

    def _unescaped(self, cell: str) -> str:
        if self._profile.html and "&" in cell:
            for _ in range(_UNESCAPES):
                cell = html.unescape(cell)
        return cell

    def _stated(self, cells: Sequence[str], at: int) -> int | None:
        """A balance, None where it is missing or unreadable: the operation beside it is read all the same."""
        try:
            return self._balances.read(cells[at]) if at >= 0 else None
        except RowProblem:
            return None

    def _cents(self, cells: Sequence[str]) -> int:
        if self._amount >= 0:
            amount = self._amounts.read(cells[self._amount])
        else:
            amount = self._of_two(self._amounts.read(cells[self._debit]), self._amounts.read(cells[self._credit]))
        if amount is None:
            raise RowProblem(say("csv.no_amount"))
        fee = self._amounts.read(cells[self._fee]) if self._fee >= 0 else None
        return amount - abs(fee) if fee else amount

    def _of_two(self, debit: int | None, credit: int | None) -> int | None:
        """One signed amount of a debit and a credit column; the debits of a file are all written with one sign."""
        if debit and credit:
            raise RowProblem(say("csv.two_amounts"))
        if (debit and (debit < 0) is not self._debits_negative) or (credit and credit < 0):
            raise RowProblem(say("csv.sign"))
        if debit is None and credit is None:
            return None
        return (credit or 0) - abs(debit or 0)


def _mostly_negative(cells: Sequence[str]) -> bool:
    amounts = [text for text in first_filled(cells) if text.strip("0,. ")]
    signs = [text[0] in "-\u2212(" or text[-1] in "-\u2212" for text in amounts]
    return 2 * sum(signs) > len(signs)
