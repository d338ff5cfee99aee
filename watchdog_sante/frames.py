"""The person's own habits: what is usual by payee, kind of operation and amount, as a table of the whole history.

Only this room knows pandas and NumPy. Every figure can be asked as it stood on a day, so that an alert never rests on
what happened after it. Amounts are positive integer cents.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import cast

import numpy as np
import pandas as pd

from watchdog_sante.likeness import SHORTEST_CUT, opening_name
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement

_TRANSFERS = OperationKind.TRANSFER_OUT, OperationKind.TRANSFER_IN
_MOVING = OperationKind.DIRECT_DEBIT, OperationKind.TRANSFER_IN  # what follows a person to another bank
_MOVED = 3  # creditors and payers gone from one account and come to another: the person has changed banks ...
_SETTLED_DAYS = 35  # ... and after a month of them, what is new there is new to the person


def _words(payee_key: str) -> str:
    return " ".join(sorted(payee_key.split()))


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
    def _moving(self) -> pd.DataFrame:
        """First and last day and number of the operations of each creditor and payer, account by account."""
        rows = self.frame[self.frame["kind"].isin([kind.value for kind in _MOVING]) & (self.frame["payee"] != "")]
        return rows.groupby(["payee", "account"])["day"].agg(["min", "max", "size"]).reset_index()

    @cached_property
    def _inherited(self) -> dict[str, tuple[int, int]]:
        """Accounts that took over from another: since which day they know as much, and the first day of the other."""
        firsts = {account: day.toordinal() for account, day in self._first_days.items()}
        pairs = self._moving.merge(self._moving, on="payee", suffixes=("", "_new"))
        came = pairs[(pairs["max"] < pairs["min_new"]) & (pairs["size"] >= _MOVED)].sort_values("min_new")
        inherited: dict[str, tuple[int, int]] = {}
        for (old, new), rows in came.groupby(["account", "account_new"]):
            if firsts[str(old)] < firsts[str(new)] and len(rows) >= _MOVED:
                told = int(rows["min_new"].iloc[_MOVED - 1]) + _SETTLED_DAYS, firsts[str(old)]
                inherited[str(new)] = min(told, inherited.get(str(new), told))
        return inherited

    @cached_property
    def _first_payments(self) -> dict[str, dict[str, date]]:
        firsts: dict[str, dict[str, date]] = {}
        for kind, rows in self._by_kind.items():
            days = rows.groupby("payee")["day"].min()
            firsts[kind] = {str(payee): date.fromordinal(int(day)) for payee, day in days.items()}
        return firsts

    @cached_property
    def _sorted_keys(self) -> dict[str, list[str]]:
        return {kind: sorted(keys) for kind, keys in self._first_payments.items()}

    @cached_property
    def _first_by_words(self) -> dict[str, dict[str, date]]:
        firsts: dict[str, dict[str, date]] = {}
        for kind, days in self._first_payments.items():
            for payee, day in days.items():
                known = firsts.setdefault(kind, {})
                words = _words(payee)
                known[words] = min(day, known.get(words, day))
        return firsts

    @cached_property
    def _first_by_opening(self) -> dict[str, dict[str, date]]:
        firsts: dict[str, dict[str, date]] = {}
        for kind, days in self._first_payments.items():
            known = firsts.setdefault(kind, {})
            for payee, day in days.items():
                if opening := opening_name(payee):
                    known[opening] = min(day, known.get(opening, day))
        return firsts

    def _alike(self, payee_key: str, kind: str) -> Iterator[date]:
        """First days of this payee, of its words in another order, and of names that may be this one cut, or it cut."""
        firsts = self._first_payments.get(kind, {})
        known = firsts.get(payee_key), self._first_by_words.get(kind, {}).get(_words(payee_key))
        yield from (day for day in known if day)
        if len(payee_key) < SHORTEST_CUT:
            return
        yield from (firsts[payee_key[:n]] for n in range(SHORTEST_CUT, len(payee_key)) if payee_key[:n] in firsts)
        keys = self._sorted_keys.get(kind, [])
        for key in islice(keys, bisect_right(keys, payee_key), None):
            if not key.startswith(payee_key):
                return
            yield firsts[key]

    @cached_property
    def _cents(self) -> dict[str, np.ndarray]:
        return {kind: rows["cents"].to_numpy() for kind, rows in self._by_kind.items()}

    @cached_property
    def _days(self) -> dict[str, np.ndarray]:
        return {kind: rows["day"].to_numpy() for kind, rows in self._by_kind.items()}

    @cached_property
    def _quantiles(self) -> dict[tuple[OperationKind, float, int], int]:
        return {}

    def _of(self, kind: OperationKind, before: date | None = None) -> pd.DataFrame:
        rows = self._by_kind.get(kind.value, self.frame.iloc[:0])
        return rows if before is None else rows.iloc[: int(rows["day"].searchsorted(before.toordinal()))]

    def account_first_day(self, account: str) -> date | None:
        """First booking day told of an account, None when nothing is."""
        return self._first_days.get(account)

    def learned_days(self, account: str, day: date) -> int:
        """How many days of the account's history precede `day`: below about 90 everything looks new.

        A month after a person's creditors and payers have come from another bank, the days there count too.
        """
        known_from, earlier = self._inherited.get(account, (None, 0))
        if known_from is not None and known_from <= day.toordinal():
            return day.toordinal() - earlier
        first = self._first_days.get(account)
        return (day - first).days if first else 0

    @cached_property
    def _familiar(self) -> dict[str, int]:
        """Since which day an account opened after another shows whose it is: several of its creditors and payers were
        known before its first day."""
        familiar: dict[str, int] = {}
        for account, rows in self._moving.sort_values(["min", "payee"]).groupby("account"):
            opened = self._first_days[str(account)]
            days = zip(rows["payee"], rows["min"], strict=True)
            known = [int(day) for payee, day in days if self.known_before(payee, opened, *_MOVING)]
            if len(known) >= _MOVED:
                familiar[str(account)] = known[_MOVED - 1]
        return familiar

    def known_days(self, account: str, day: date) -> int:
        """How many days of history speak of the account's person: those of the household from the day on which the
        account shows known creditors and payers, though what a month brings there is not learned yet.

        Enough to judge what takes two odd operations, or names that no account ever showed; too little for one debit.
        """
        since = self._familiar.get(account)
        everything = day - min(self._first_days.values(), default=day)
        return max(self.learned_days(account, day), everything.days if since and since < day.toordinal() else 0)

    def first_seen(self, payee_key: str, *kinds: OperationKind) -> date | None:
        """First day this payee was seen, in these kinds of operation or in any; None when never."""
        days = (self._first_payments.get(kind.value, {}).get(payee_key) for kind in kinds or tuple(OperationKind))
        return min((day for day in days if day), default=None)

    def known_before(self, payee_key: str, day: date, *kinds: OperationKind) -> bool:
        """Whether the payee was seen before a day: under this key, its words in another order, or a cut form of it."""
        return any(
            first < day for kind in kinds or tuple(OperationKind) for first in self._alike(payee_key, kind.value)
        )

    def opening_known_before(self, payee_key: str, day: date, *kinds: OperationKind) -> bool:
        """Whether a payee with the same two first words was seen before a day: a name with another motive behind it."""
        opening = opening_name(payee_key)
        firsts = (self._first_by_opening.get(kind.value, {}).get(opening) for kind in kinds)
        return bool(opening) and any(first < day for first in firsts if first)

    def payee_keys(self, *kinds: OperationKind) -> tuple[str, ...]:
        """Every payee seen in these kinds of operation, sorted."""
        return tuple(sorted({payee for kind in kinds for payee in self._first_payments.get(kind.value, {}) if payee}))

    def quantile(self, kind: OperationKind, share: float, before: date | None = None) -> int | None:
        """The cents that `share` of the operations of this kind did not exceed before a day; None: no history."""
        days, cents = self._days.get(kind), self._cents.get(kind)
        if days is None or cents is None:
            return None
        count = len(days) if before is None else int(days.searchsorted(before.toordinal()))
        asked = (kind, share, count)  # the same rows answer for every day until the next one
        if count and asked not in self._quantiles:
            self._quantiles[asked] = round(float(np.quantile(cents[:count], share)))
        return self._quantiles.get(asked)

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


def own_transfers(movements: Iterable[Movement]) -> frozenset[str]:
    """Keys of the operations, given in order of time, that only move money between two accounts of the household.

    Both sides are seen: the same cents leave one account and reach another within three days, as transfers.
    """
    transfers = [one for one in movements if one.reading.kind in _TRANSFERS]
    arriving: dict[int, list[Movement]] = {}
    for movement in transfers:
        if movement.cents > 0:
            arriving.setdefault(movement.cents, []).append(movement)
    own: set[str] = set()
    for movement in transfers:
        for other in arriving.get(-movement.cents, ()):
            near = abs((other.booked - movement.booked).days) <= 3
            if near and other.operation.account != movement.operation.account and other.operation.key not in own:
                own |= {movement.operation.key, other.operation.key}
                break
    return frozenset(own)
