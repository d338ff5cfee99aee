"""Rows of a bank's CSV: day, money, label, account, and whether the bank has booked them at all.

Amounts are euros: a row in another currency is rejected with that reason, and so is one that the bank marks as pending
or cancelled.
"""

from collections.abc import Sequence
from datetime import date

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import BankRow, StatedBalance
from watchdog_sante.readers.csv_cells import Days, Known, RowProblem, account_of, shown, text_of
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import Record, column
from watchdog_sante.readers.csv_money import Money
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Role

_EUROS = ("", "EUR", "€", "EURO", "EUROS")


class BankRows:
    """Reads the records of one file; `records` are its first ones, to learn how the file writes."""

    def __init__(self, layout: Layout, records: Sequence[Record]) -> None:
        profile = layout.profile
        self._day, self._value_day = layout.first(Role.DAY), layout.first(Role.VALUE_DAY)
        self._days = Days(profile.days, column(records, self._day))
        self._value_days = Days(profile.days, column(records, self._value_day))
        self._labels, self._labels_else = layout.all(Role.LABEL, Role.PAYEE), layout.all(Role.LABEL_ELSE)
        self._payee = layout.first(Role.PAYEE)
        self._money = Money(layout, records)
        states = (("", profile.done), ("csv.pending", profile.pending), ("csv.cancelled", profile.cancelled))
        self._states = {fold_name(word): problem for problem, words in states for word in words}
        self._unknown_state = "csv.unknown_state" if profile.done else ""
        self._main = frozenset(map(fold_name, profile.main_account))
        self._account, self._sub_account = layout.first(Role.ACCOUNT), layout.first(Role.SUB_ACCOUNT)
        self._accounts, self._sub_accounts = Known(account_of), Known(self._sub_account_of)
        self._type, self._types = layout.first(Role.TYPE), Known(text_of)
        words = ((Role.STATE, self._why_not_done), (Role.CURRENCY, _why_no_euros))
        places = [(layout.first(role), Known(why)) for role, why in words if role is not Role.STATE or self._states]
        self._conditions = [(at, why) for at, why in places if at >= 0]
        self._now: dict[str, tuple[date, set[int]]] = {}

    def row(self, record: Record, account: str) -> BankRow:
        """The operation; `account` is what the lines beside the table say. Raises `RowProblem`."""
        cells, money = record.cells, self._money
        for at, why in self._conditions:
            if problem := why[cells[at]]:
                raise RowProblem(problem)
        value_day = self._value_days.read(cells[self._value_day]) if self._value_day >= 0 else None
        account = self._account_in(cells) or account
        booked = self._days.required(cells[self._day])
        cents = money.cents(cells)
        label = self._joined(cells, self._labels) or self._joined(cells, self._labels_else)
        type_hint = self._types[cells[self._type]] if self._type >= 0 else ""
        payee = text_of(cells[self._payee]) if self._payee >= 0 else ""
        if money.repeats_balance:
            self._note_balance(account, booked, money.balance_now(cells))
        balance = money.balance(cells)
        return BankRow(record.row, account, booked, cents, label, value_day, balance, type_hint=type_hint, payee=payee)

    def balances(self) -> tuple[StatedBalance, ...]:
        """The balance that the rows of each account's latest day agree on (BoursoBank repeats it on every row)."""
        return tuple(
            StatedBalance(account, day, next(iter(stated)))
            for account, (day, stated) in self._now.items()
            if len(stated) == 1
        )

    def _note_balance(self, account: str, booked: date, cents: int | None) -> None:
        if cents is None:
            return
        latest = self._now.get(account)
        if latest is None or booked > latest[0]:
            self._now[account] = (booked, {cents})
        elif booked == latest[0]:
            latest[1].add(cents)

    def _why_not_done(self, cell: str) -> Sentence | None:
        problem = self._states.get(fold_name(text_of(cell)), self._unknown_state)
        return say(problem, text=shown(cell)) if problem else None

    def _account_in(self, cells: Sequence[str]) -> str:
        """The account that the row's own cells tell, "" when they tell none."""
        if self._sub_account >= 0 and (sub_account := self._sub_accounts[cells[self._sub_account]]):
            return sub_account
        return self._accounts[cells[self._account]] if self._account >= 0 else ""

    def _sub_account_of(self, cell: str) -> str:
        return "" if fold_name(text_of(cell)) in self._main else account_of(text_of(cell))

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


def _why_no_euros(cell: str) -> Sentence | None:
    return None if text_of(cell).upper() in _EUROS else say("csv.currency", text=shown(cell))
