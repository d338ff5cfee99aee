"""The figures of a bank's operation: debit or credit, amount or running balance, booking day or value day.

A debit and a credit are told apart by the column that an amount stands in, by a sign, or, where no heading says which
column is which, by the two right edges that the amounts share: the balances say whether that was right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from watchdog_sante.readers.printed_amounts import AmountToken
from watchdog_sante.readers.printed_columns import Columns
from watchdog_sante.readers.printed_dates import DayToken, ShortDay
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import Tokens, tokens_of
from watchdog_sante.readers.profile import Role

_SAME_EDGE = 6.0  # points by which amounts of one column may end apart
_FLOWS = (Role.DEBIT, Role.CREDIT, Role.AMOUNT)


@dataclass(frozen=True, slots=True)
class Flows:
    """Reads figures under these columns, or by these two right edges."""

    edges: tuple[float, ...] = ()
    columns: Columns = field(default_factory=Columns)

    def role(self, line: PrintedLine, token: AmountToken) -> Role | None:
        """Debit or credit by the place of an amount; None where places do not tell."""
        edges = line.edges(token.start, token.end)
        if self.edges and line.spans:
            return Role.DEBIT if abs(edges[1] - self.edges[0]) < abs(edges[1] - self.edges[1]) else Role.CREDIT
        if not self.columns.placed or not line.spans or Role.DEBIT not in self.columns.roles:
            return None
        near = self.columns.nearest(*edges, [one for one in self.columns.money if one.role in (*_FLOWS, Role.BALANCE)])
        return near.role if near else None

    def amount(self, line: PrintedLine, amounts: Sequence[AmountToken]) -> tuple[int | None, int | None]:
        """The signed amount and the running balance of a line."""
        flows = [(self.role(line, token), token) for token in amounts]
        balance = next((token.cents for role, token in flows if role is Role.BALANCE), None)
        moved = [(role, token) for role, token in flows if role is not Role.BALANCE]
        if len(moved) == 2 and balance is None and Role.BALANCE in self.columns.roles:
            balance = moved.pop()[1].cents
        if len(moved) != 1:
            return None, None
        role, token = moved[0]
        if token.signed or role is None or role is Role.AMOUNT:
            return token.cents, balance
        return -abs(token.cents) if role is Role.DEBIT else abs(token.cents), balance

    def booked_and_value(self, days: Sequence[date | ShortDay]) -> tuple[date | ShortDay, date | ShortDay | None]:
        """Booking day and value day, in the order of the headings."""
        order = [role for role in self.columns.roles if role in (Role.DAY, Role.VALUE_DAY)]
        if len(days) > 1 and order[:2] == [Role.VALUE_DAY, Role.DAY]:
            return days[1], days[0]
        return days[0], days[1] if len(days) > 1 else None


def right_edges(lines: Sequence[PrintedLine]) -> tuple[float, ...]:
    """The right edges that the amounts of rows share, from left to right; none when they are not two."""
    found: list[list[float]] = []
    rights = []
    for line in lines:
        tokens = tokens_of(line.text, short_days=True)
        if line.spans and len(tokens.amounts) == 1 and leads_with_day(tokens):
            rights.append(line.edges(tokens.amounts[0].start, tokens.amounts[0].end)[1])
    for right in sorted(rights):
        if found and right - found[-1][-1] <= _SAME_EDGE:
            found[-1].append(right)
        else:
            found.append([right])
    return tuple(group[-1] for group in found) if len(found) == 2 else ()


def leads_with_day(tokens: Tokens) -> bool:
    """Whether the line begins with a day."""
    starts = [token.start for token in tokens.days] + [token.start for token in tokens.short_days]
    return bool(starts) and not tokens.folded[: min(starts)].strip(" |*")


def days_of(tokens: Tokens) -> list[date | ShortDay]:
    """The days that stand in cells of their own, from left to right."""
    own = [token for token in tokens.days if token.start not in tokens.stray]
    found: list[DayToken | ShortDay] = sorted([*own, *tokens.short_days], key=lambda token: token.start)
    return [token if isinstance(token, ShortDay) else token.day for token in found]


def after_days(tokens: Tokens) -> str:
    """The plain words of a line that begins with a day, without it."""
    end = max([token.end for token in tokens.days] + [token.end for token in tokens.short_days], default=0)
    return tokens.folded[end:].strip() if leads_with_day(tokens) else tokens.folded
