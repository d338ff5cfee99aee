"""The person's own habits: what is usual by payee, kind of operation and amount, as a table of the whole history.

Only this room knows pandas. Every figure can be asked as it stood on a day, so that an alert never rests on what
happened after it. Amounts are positive integer cents.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

import pandas as pd

from watchdog_sante.model.operations import Movement, OperationKind


@dataclass(frozen=True, slots=True)
class PayeeHabit:
    """What is known of a payee for one kind of operation, over the days asked."""

    payee_key: str
    first: date
    last: date
    count: int
    median_cents: int
    largest_cents: int


@dataclass(frozen=True)
class Habits:
    """The household's operations as a frame sorted by day and key; ask it, never change it."""

    frame: pd.DataFrame

    @cached_property
    def _by_kind(self) -> dict[str, pd.DataFrame]:
        return {str(kind): rows for kind, rows in self.frame.groupby("kind")}

    @cached_property
    def _first_days(self) -> dict[str, date]:
        firsts = self.frame.groupby("account")["day"].min()
        return {str(account): date.fromordinal(int(day)) for account, day in firsts.items()}

    @cached_property
    def _first_payments(self) -> dict[str, dict[str, date]]:
        firsts: dict[str, dict[str, date]] = {}
        for kind, rows in self._by_kind.items():
            days = rows.groupby("payee")["day"].min()
            firsts[kind] = {str(payee): date.fromordinal(int(day)) for payee, day in days.items()}
        return firsts

    def _of(self, kind: OperationKind, before: date | None = None) -> pd.DataFrame:
        rows = self._by_kind.get(kind.value, self.frame.iloc[:0])
        return rows if before is None else rows.iloc[: int(rows["day"].searchsorted(before.toordinal()))]

    def account_first_day(self, account: str) -> date | None:
        """First booking day told of an account, None when nothing is."""
        return self._first_days.get(account)

    def learned_days(self, account: str, day: date) -> int:
        """How many days of the account's history precede `day`: below about 90 everything looks new."""
        first = self._first_days.get(account)
        return (day - first).days if first else 0

    def first_seen(self, payee_key: str, *kinds: OperationKind) -> date | None:
        """First day this payee was seen, in these kinds of operation or in any; None when never."""
        days = (self._first_payments.get(kind.value, {}).get(payee_key) for kind in kinds or tuple(OperationKind))
        return min((day for day in days if day), default=None)

    def payee_keys(self, *kinds: OperationKind) -> tuple[str, ...]:
        """Every payee seen in these kinds of operation, sorted."""
        return tuple(sorted({payee for kind in kinds for payee in self._first_payments.get(kind.value, {}) if payee}))

    def quantile(self, kind: OperationKind, share: float, before: date | None = None) -> int | None:
        """The cents that `share` of the operations of this kind did not exceed before a day; None: no history."""
        rows = self._of(kind, before)
        return None if rows.empty else round(float(rows["cents"].quantile(share)))

    def median(self, kind: OperationKind, before: date | None = None) -> int | None:
        """The usual amount (cents) of this kind before a day; None: no history."""
        return self.quantile(kind, 0.5, before)

    def largest(self, kind: OperationKind, before: date | None = None) -> int | None:
        """The largest amount (cents) of this kind before a day; None: no history."""
        return self.quantile(kind, 1.0, before)

    def payee(self, payee_key: str, kind: OperationKind, before: date | None = None) -> PayeeHabit | None:
        """What is usual with one payee before a day; None when it was not seen then."""
        rows = self._of(kind, before)
        rows = rows[rows["payee"] == payee_key]
        if rows.empty:
            return None
        days, cents = rows["day"], rows["cents"]
        first, last = date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))
        return PayeeHabit(payee_key, first, last, len(rows), round(float(cents.median())), int(cents.max()))


def habits(movements: Iterable[Movement]) -> Habits:
    """Build the table of habits; the order of the movements changes nothing."""
    rows = sorted(
        (
            movement.booked.toordinal(),
            movement.operation.account,
            movement.reading.kind.value,
            movement.reading.payee_key,
            abs(movement.cents),
        )
        for movement in movements
    )
    columns = list(zip(*rows, strict=True)) or [()] * 5
    names = ("day", "account", "kind", "payee", "cents")
    kinds = ("int64", "object", "object", "object", "int64")
    series = {
        name: pd.Series(list(column), dtype=cast("type[object]", kind))
        for name, column, kind in zip(names, columns, kinds, strict=True)
    }
    return Habits(pd.DataFrame(series))
