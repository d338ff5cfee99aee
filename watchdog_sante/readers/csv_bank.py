"""Rows of a bank's CSV: day, money, label, account, and whether the bank has booked them at all.

Amounts are euros: a row in another currency is rejected with that reason, and so is one that the bank marks as pending
or cancelled.
"""

from collections.abc import Sequence
from functools import cache

from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import BankRow, StatedBalance
from watchdog_sante.readers.csv_cells import Days, RowProblem, Words, account_of, shown, text_of
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import Record, column
from watchdog_sante.readers.csv_money import Money
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Role

_EUROS = ("", "EUR", "€", "EURO", "EUROS")
_WORDS = (Role.STATE, Role.CURRENCY, Role.SUB_ACCOUNT, Role.ACCOUNT, Role.TYPE)


class BankRows:
    """Reads the records of one file; `records` are its first ones, to learn how the file writes."""

    def __init__(self, layout: Layout, records: Sequence[Record]) -> None:
        profile = layout.profile
        self._day, self._value_day = layout.first(Role.DAY), layout.first(Role.VALUE_DAY)
        self._days = Days(profile.days, column(records, self._day))
        self._value_days = Days(profile.days, column(records, self._value_day))
        self._labels, self._labels_else = layout.all(Role.LABEL), layout.all(Role.LABEL_ELSE)
        self._money = Money(layout, records)
        states = (("", profile.done), ("csv.pending", profile.pending), ("csv.cancelled", profile.cancelled))
        self._states = {fold_name(word): problem for problem, words in states for word in words}
        self._main = frozenset(map(fold_name, profile.main_account))
        self._words, self._fold, self._account_of = Words(), cache(fold_name), cache(account_of)
        self._places = {role: layout.first(role) for role in _WORDS}
        self._now: dict[str, tuple[BankRow, set[int]]] = {}

    def row(self, record: Record, account: str) -> BankRow:
        """The operation; `account` is what the lines beside the table say. Raises `RowProblem`."""
        cells = record.cells
        if self._states:
            self._check_state(cells)
        self._check_currency(cells)
        value_day = self._value_days.read(cells[self._value_day]) if self._value_day >= 0 else None
        row = BankRow(
            row=record.row,
            account=self._account(cells) or account,
            booked=self._days.required(cells[self._day]),
            cents=self._money.cents(cells),
            label=self._joined(cells, self._labels) or self._joined(cells, self._labels_else),
            value_day=value_day,
            balance_cents=self._money.balance(cells),
            type_hint=self._word(cells, Role.TYPE),
        )
        self._note_balance(row, self._money.balance_now(cells))
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

    def _word(self, cells: Sequence[str], role: Role) -> str:
        at = self._places[role]
        return self._words.read(cells[at]) if at >= 0 else ""

    def _check_state(self, cells: Sequence[str]) -> None:
        state = self._word(cells, Role.STATE)
        problem = self._states.get(self._fold(state), "csv.unknown_state")
        if problem:
            raise RowProblem(say(problem, text=shown(state)))

    def _check_currency(self, cells: Sequence[str]) -> None:
        currency = self._word(cells, Role.CURRENCY)
        if currency.upper() not in _EUROS:
            raise RowProblem(say("csv.currency", text=shown(currency)))

    def _account(self, cells: Sequence[str]) -> str:
        sub_account = self._word(cells, Role.SUB_ACCOUNT)
        if sub_account and self._fold(sub_account) not in self._main:
            return self._account_of(sub_account)
        return self._account_of(self._word(cells, Role.ACCOUNT))

    def _joined(self, cells: Sequence[str], places: Sequence[int]) -> str:
        """The texts of several columns, one that repeats another left out."""
        if len(places) == 1:
            return text_of(cells[places[0]])
        joined = ""
        for at in places:
            text = text_of(cells[at])
            if joined and joined in text:
                joined = text
            elif text not in joined:
                joined = f"{joined} {text}".strip()
        return joined
