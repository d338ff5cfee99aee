"""The lines of a bank's printed statement to accounts: operations, balances and totals in the order of the page.

What the figures of a line are is told by `printed_flows.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from watchdog_sante.model.row_places import place_of
from watchdog_sante.readers.printed_account import (
    BankPages,
    PrintedAccount,
    PrintedBalance,
    PrintedOperation,
    PrintedTotal,
)
from watchdog_sante.readers.printed_columns import cell_spans
from watchdog_sante.readers.printed_entries import Unclaimed
from watchdog_sante.readers.printed_flows import Flows, after_days, days_of, leads_with_day, right_edges
from watchdog_sante.readers.printed_headings import headings_at
from watchdog_sante.readers.printed_labels import are_words, is_dated_by_column, unglued, with_value_day
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_summary import summary_at
from watchdog_sante.readers.printed_tokens import Tokens, tokens_of
from watchdog_sante.readers.profile import Role

_BELOW = 1.0  # white, in heights of a line, above a line that still belongs to the label before
_UNDER = 3.0  # points by which the words of two rows may begin apart
_TOP = 4  # lines at the top of a page among which a label may go on
_ALIGNED = 60.0  # points to the right at which the further lines of a label may begin


def bank_pages(lines: Sequence[PrintedLine], layout: PrintedLayout, edges: bool, repeated: bool = False) -> BankPages:
    """The whole statement; with `edges`, debits and credits are told apart by the right edges of the amounts, with
    `repeated`, a row without a day is of the day above."""
    walk = _Walk(lines, layout, Flows(right_edges(lines) if edges else ()), repeated)
    walk.run()
    told = tuple(one for one in walk.accounts if one.entries)
    return BankPages(told, tuple(walk.unclaimed), walk.latest)


def _is_below(found: re.Match[str]) -> bool:
    """Whether the words of a balance say that it is below zero."""
    return bool(found.groupdict().get("debtor"))


@dataclass(slots=True)
class _Walk:
    lines: Sequence[PrintedLine]
    layout: PrintedLayout
    flows: Flows
    repeated: bool = False
    accounts: list[PrintedAccount] = field(default_factory=lambda: [PrintedAccount("")])
    unclaimed: list[Unclaimed] = field(default_factory=list)
    latest: date | None = None
    label_left: float = 0.0
    goes_on: bool = False
    waiting: tuple[PrintedLine, Tokens] | None = None
    closing: PrintedBalance | None = None  # printed beside the opening one, it is that of the last operation

    @property
    def account(self) -> PrintedAccount:
        """The account whose lines are being read."""
        return self.accounts[-1]

    def run(self) -> None:
        """Every line once."""
        at = 0
        while at < len(self.lines):
            if not self.account.entries and (told := summary_at(self.lines, at, self.layout)):
                self.account.entries.append(PrintedBalance(told.row, None, told.opening, opening=True))
                self.closing = PrintedBalance(told.row, None, told.closing)
                at += 2
                continue
            if found := headings_at(self.lines, at, self.layout):
                self.flows, self.goes_on = replace(self.flows, columns=found), False
                self._beside(self.lines[at], tokens_of(self.lines[at].text))
                at += found.height
                continue
            self._take(self.lines[at])
            at += 1
        self._close()

    def _turned(self, line: PrintedLine) -> bool:
        """Whether a page was turned since the last operation: its label may go on below the headings said again."""
        last = self.account.entries[-1] if self.account.entries else None
        return isinstance(last, PrintedOperation) and place_of(last.row)[0] == line.page - 1

    def _take(self, line: PrintedLine) -> None:
        tokens = tokens_of(line.text, short_days=True)
        leads = leads_with_day(tokens) or is_dated_by_column(line, tokens, self.flows.columns)
        if not leads and self._both_balances(line, tokens):
            return
        passed_over = not line.text.strip() or (not leads and self.layout.find("skip", tokens.folded))
        if passed_over or (not leads and tokens.amounts and self._balance(line, tokens)):
            self.goes_on = False
        elif not leads and tokens.amounts and self.layout.find("total", tokens.folded):
            self._total(line, tokens)
        elif leads and tokens.amounts:
            self.waiting = None  # a day that stood alone above (a letterhead's) is not this line's
            if self.account.entries and are_words(line, tokens, self.flows.columns):
                # What a card paid on which day, told above the one debit that pays for all: sums must show it.
                self.unclaimed.append(Unclaimed(line.row, line.text))
            elif not self._is_dated_balance(line, tokens):
                self._operation(line, tokens)
        elif tokens.amounts and self.waiting is not None:
            self._operation(line, tokens)
        elif tokens.amounts and self.goes_on and are_words(line, tokens, self.flows.columns):
            self._more_label(line)
        elif tokens.amounts and self.repeated and self._is_of_day_above(line, tokens):
            self._operation(line, tokens)
        elif tokens.amounts:
            self.goes_on = False
            self.unclaimed.append(Unclaimed(line.row, line.text))
        elif leads:
            self.waiting, self.goes_on = (line, tokens), False
        elif not self._beside(line, tokens):
            self._more_label(line)

    def _beside(self, line: PrintedLine, tokens: Tokens) -> bool:
        """An account's number or a period; both may stand on one line."""
        said = False
        if found := self.layout.find("account", tokens.folded):
            number = "".join(c for c in line.text[found.start("account") : found.end("account")] if c.isalnum())
            self._account(number.upper())
            said = True
        if period := self.layout.find("period", tokens.folded):
            days = tokens_of(period[0]).days
            if len(days) == 2 and not self.account.entries:  # below operations it is that of prices, of the next one
                self.account.start, self.account.end = days[0].day, days[1].day
                said = True
        for token in tokens.days if said else ():
            self.latest = max(self.latest or token.day, token.day)
        return said

    def _account(self, number: str) -> None:
        if not self.account.account and not self.account.entries:
            self.account.account = number
        elif number and number != self.account.account and not self._is_same(number):
            self._close()
            self.accounts.append(PrintedAccount(number, [], self.account.start, self.account.end))

    def _is_same(self, number: str) -> bool:
        """An IBAN and the account's own number are one."""
        return bool(self.account.account) and (number in self.account.account or self.account.account in number)

    def _both_balances(self, line: PrintedLine, tokens: Tokens) -> bool:
        """`Solde au 28/02/2025 : 310,00  Solde au 31/03/2025 : 255,60` above the operations."""
        if len(tokens.amounts) != 2 or self.account.entries:
            return False
        parts = (slice(0, tokens.amounts[0].start), slice(tokens.amounts[0].end, tokens.amounts[1].start))
        found = [self.layout.find("balance", tokens.folded[part].strip()) for part in parts]
        days = [tokens_of(line.text[part]).days for part in parts]
        if not all(found) or [len(told) for told in days] != [1, 1] or days[0][0].day >= days[1][0].day:
            return False
        opening, self.closing = (
            PrintedBalance(line.row, told[0].day, -abs(token.cents) if match and _is_below(match) else token.cents)
            for match, told, token in zip(found, days, tokens.amounts, strict=True)
        )
        self.latest = max(self.latest or days[1][0].day, days[1][0].day)
        self.account.entries.append(replace(opening, opening=True))
        return True

    def _close(self) -> None:
        """The balance that was told above, below the operations that lead to it."""
        if self.closing is not None:
            self.account.entries.append(self.closing)
        self.closing = None

    def _is_of_day_above(self, line: PrintedLine, tokens: Tokens) -> bool:
        """Whether a line without a day, its words under those above and its amounts in columns, is one more row."""
        last = self.account.entries[-1] if self.account.entries else None
        cells = cell_spans(tokens.rest)
        if not isinstance(last, PrintedOperation) or not cells or not line.spans:
            return False
        return abs(line.edges(*cells[0])[0] - self.label_left) <= _UNDER

    def _is_dated_balance(self, line: PrintedLine, tokens: Tokens) -> bool:
        return self.layout.find("balance", after_days(tokens)) is not None and self._balance(line, tokens)

    def _balance(self, line: PrintedLine, tokens: Tokens) -> bool:
        found = self.layout.find("balance", tokens.folded) or self.layout.find("balance", after_days(tokens))
        if not found or len(tokens.amounts) != 1:
            return False
        token = tokens.amounts[0]
        groups = found.groupdict()
        below = token.cents < 0 or bool(groups.get("debtor")) or self.flows.role(line, token) is Role.DEBIT
        day = tokens.days[0].day if tokens.days else None
        if day:
            self.latest = max(self.latest or day, day)
        opening = bool(groups.get("opening"))
        if opening and any(isinstance(entry, PrintedBalance) for entry in self.account.entries):
            last = self.account.entries[-1]
            if isinstance(last, PrintedBalance) and not last.opening and abs(last.cents) != abs(token.cents):
                self.accounts.append(PrintedAccount(self.account.account))
        if self.waiting is not None:
            self.waiting = None
        cents = -abs(token.cents) if below else token.cents
        self.account.entries.append(PrintedBalance(line.row, day, cents, opening))
        return True

    def _total(self, line: PrintedLine, tokens: Tokens) -> None:
        self.goes_on = False
        by_role = [(self.flows.role(line, token), abs(token.cents)) for token in tokens.amounts]
        sides = dict(by_role)
        if len(tokens.amounts) == 2 and set(sides) != {Role.DEBIT, Role.CREDIT}:
            sides = {Role.DEBIT: abs(tokens.amounts[0].cents), Role.CREDIT: abs(tokens.amounts[1].cents)}
        debit, credit = sides.get(Role.DEBIT), sides.get(Role.CREDIT)
        if len(tokens.amounts) <= 2 and (debit is not None or credit is not None):
            self.account.entries.append(PrintedTotal(line.row, debit, credit))
        else:
            self.unclaimed.append(Unclaimed(line.row, line.text))

    def _operation(self, line: PrintedLine, tokens: Tokens) -> None:
        tokens = with_value_day(line, tokens, self.flows.columns)
        amount, balance = self.flows.amount(line, tokens.amounts)
        above: list[str] = []
        days = days_of(tokens)
        if self.waiting is not None:
            before, its = self.waiting
            days = [*days_of(its), *days]
            above = self._label(before, its)
        last = self.account.entries[-1] if self.account.entries else None
        if self.repeated and not days and isinstance(last, PrintedOperation):
            days = [last.booked]
        self.waiting = None
        label = " ".join([*above, *self._label(line, tokens)])
        if amount is None or not days:
            self.unclaimed.append(Unclaimed(line.row, line.text))
            return
        booked, value_day = self.flows.booked_and_value(days)
        self.account.entries.append(
            PrintedOperation(line.row, booked, value_day, unglued(label, self.layout), amount, balance)
        )
        self.goes_on = True

    def _label(self, line: PrintedLine, tokens: Tokens) -> list[str]:
        cells = [cell for cell in cell_spans(tokens.rest) if any(char.isalnum() for char in tokens.rest[slice(*cell)])]
        if cells:
            self.label_left = line.edges(*cells[0])[0]
        return [line.text[start:end] for start, end in cells]

    def _more_label(self, line: PrintedLine) -> None:
        """Another line of the label above, where it stands close below and no further left."""
        last = self.account.entries[-1] if self.account.entries else None
        cells = cell_spans(line.text)
        if self.waiting is not None and line.spans and line.gap <= _BELOW:
            before, _ = self.waiting
            text = f"{before.text}  {line.text.strip()}"
            self.waiting = (replace(before, text=text), tokens_of(text, short_days=True))
            return
        tops = self._turned(line) and place_of(line.row)[1] <= _TOP
        if not (self.goes_on or tops) or not isinstance(last, PrintedOperation) or not cells:
            return
        left = line.edges(*cells[0])[0]
        reach = _UNDER if tops else _ALIGNED
        if line.spans and (
            (line.gap > _BELOW and not tops) or not self.label_left - 3 <= left <= self.label_left + reach
        ):
            self.goes_on = False
            return
        text = " ".join(line.text[start:end] for start, end in cells)
        self.account.entries[-1] = replace(last, label=unglued(f"{last.label} {text}", self.layout))
