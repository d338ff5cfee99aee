"""Why a payment has no bank credit: it never came, it may still come, or nobody can tell."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from watchdog_sante.matching.accounts import WatchedAccounts
from watchdog_sante.matching.board import Board
from watchdog_sante.matching.groups import days_on_time, expected_by, on_time
from watchdog_sante.matching.netting import netted_away
from watchdog_sante.matching.told_days import ToldDays
from watchdog_sante.matching.values import PaymentGroup, Period, Settlement, Unpaid, UnpaidVerdict
from watchdog_sante.matching.words import plain_key
from watchdog_sante.model.kinds import PaidTo, SourceKind

_NEAR = timedelta(days=120)  # an account paid within this time is one where the credit is to be expected
_MERGED = timedelta(days=14)  # payments this far apart may be merged in one credit
_FEWEST = 3  # credits seen before the missing of one means anything
_RELIABLE = 0.7  # share of an insurer's payments that must be found at the bank
_SELDOM = 0.25  # share of a person's payments found below which that person is paid elsewhere
_ENOUGH = 8  # credits seen before the person's own delays replace the ten business days


class Paid:
    """What the settled payments of one insurer teach: to which accounts, for whom, within how many days."""

    def __init__(self, settlements: Iterable[Settlement]) -> None:
        self.receipts: list[tuple[date, str]] = []
        self.people: Counter[str] = Counter()  # payments found, by person
        lags: list[int] = []
        for settlement in settlements:
            for credit in settlement.credits:
                self.receipts.append((credit.booked, credit.operation.account))
                lags.append((credit.booked - settlement.groups[-1].paid_on).days)
            self.people.update(person for group in settlement.groups for person in _people(group))
        self.receipts.sort()
        self.latest_lag = max(lags) + 2 if len(lags) >= _ENOUGH else None

    def accounts_near(self, day: date) -> frozenset[str]:
        """The accounts that were paid around that day; else those paid nearest to it."""
        start, end = (bisect_left(self.receipts, (near, "")) for near in (day - _NEAR, day + _NEAR + timedelta(days=1)))
        if start < end:
            return frozenset(account for _, account in self.receipts[start:end])
        beside = self.receipts[max(start - 1, 0) : start + 1]
        return frozenset({min(beside, key=lambda receipt: (abs(receipt[0] - day), receipt))[1]})


def _people(group: PaymentGroup) -> frozenset[str]:
    return frozenset(plain_key(line.beneficiary) for line in group.lines)


class Judge:
    """Judges each open payment of the board; `covered` are the days the bank statements tell of.

    What is asked of every open payment again (who is paid elsewhere, how often an insurer's payments are found) is
    counted once: looked for anew each time, it took an hour for the payments of forty households.
    """

    def __init__(self, board: Board, covered: tuple[Period, ...], told: ToldDays, as_of: date) -> None:
        self.board, self.accounts, self.told, self.as_of = board, WatchedAccounts(covered), told, as_of
        settled: defaultdict[SourceKind, list[Settlement]] = defaultdict(list)
        self.same_sum: defaultdict[tuple[SourceKind, int], list[tuple[date, PaymentGroup]]] = defaultdict(list)
        for settlement in board.settlements:
            settled[settlement.groups[0].insurer].append(settlement)
            for group in settlement.groups:
                here = settlement.groups[0].insurer, group.cents
                self.same_sum[here].append((settlement.credits[0].booked, group))
        self.paid = {insurer: Paid(found) for insurer, found in settled.items()}
        self.found_days = {
            insurer: sorted(group.paid_on for one in found for group in one.groups)
            for insurer, found in settled.items()
        }
        self.missed = [group for group in board.open_groups() if group.cents > 0]
        self.gone = Counter((group.insurer, name) for group in self.missed for name in _people(group))
        self._lost_days: dict[SourceKind, list[date]] = {}

    def _paid_elsewhere(self, group: PaymentGroup) -> bool:
        """Whether these people's payments are hardly ever seen here: an account that was not imported (a spouse's)."""

        def hardly_seen(name: str) -> bool:
            gone, seen = self.gone[group.insurer, name], self.paid[group.insurer].people[name]
            return gone >= _FEWEST and seen < _SELDOM * (gone + seen)

        return all(map(hardly_seen, _people(group)))

    def _lost(self, insurer: SourceKind) -> list[date]:
        """The days of this insurer's payments that should have been found and were not."""
        if insurer not in self._lost_days:
            self._lost_days[insurer] = sorted(
                other.paid_on
                for other in self.missed
                if other.insurer is insurer
                and self._checkable(other, self._own_limit(other))
                and not self._paid_elsewhere(other)
            )
        return self._lost_days[insurer]

    def _checkable(self, group: PaymentGroup, end: date) -> bool:
        paid = self.paid[group.insurer]
        start = group.paid_on - timedelta(days=1)
        return self.accounts.cover(paid.accounts_near(group.paid_on), start, end)

    def _own_limit(self, group: PaymentGroup) -> date:
        latest = self.paid[group.insurer].latest_lag
        limit = expected_by(group.paid_on)
        return limit if latest is None else min(limit, group.paid_on + timedelta(days=max(latest, 4)))

    def _reliable(self, group: PaymentGroup) -> bool:
        """Whether this insurer's payments are usually found: over the whole history, or until they began to miss."""
        found_days, lost = self.found_days[group.insurer], self._lost(group.insurer)
        found_before = bisect_left(found_days, group.paid_on)
        last = found_days[found_before - 1] if found_before else date.min
        return any(
            found >= _FEWEST and found >= _RELIABLE * (found + gone)
            for found, gone in ((len(found_days), len(lost)), (found_before, bisect_right(lost, last)))
        )

    def _crossed(self, group: PaymentGroup) -> bool:
        """Whether a credit of the same sum, on time for this payment too, went to people who are paid elsewhere."""
        return any(
            on_time(group.paid_on, booked) and self._paid_elsewhere(other)
            for booked, other in self.same_sum[group.insurer, group.cents]
        )

    def _merged_with_lost(self, group: PaymentGroup) -> bool:
        """Whether a larger credit on time may hold this payment and others that stand on a missing statement."""
        return any(
            credit.cents > group.cents and not self.told.tells(group.insurer, credit.booked - _MERGED, credit.booked)
            for credit in self.board.open_credits(group.insurer, *days_on_time(group.paid_on))
        )

    def verdict(self, group: PaymentGroup) -> Unpaid:
        """The verdict on one open payment."""
        limit = expected_by(group.paid_on)
        told_to_insured = all(line.paid_to is PaidTo.INSURED for line in group.lines)
        paid = self.paid.get(group.insurer)
        if netted_away(self.board, group):
            return Unpaid(group, UnpaidVerdict.OFFSET, limit)
        if self.as_of < limit:
            return Unpaid(group, UnpaidVerdict.TOO_EARLY, limit)
        if paid is None or not paid.receipts or not told_to_insured or self._paid_elsewhere(group):
            return Unpaid(group, UnpaidVerdict.CANNOT_CHECK, limit)
        if all(self.accounts.last_day(account) < limit for account in paid.accounts_near(group.paid_on)):
            return Unpaid(group, UnpaidVerdict.TOO_EARLY, limit)
        checkable = self._checkable(group, self._own_limit(group)) and self._reliable(group)
        if not checkable or self._merged_with_lost(group) or self._crossed(group):
            return Unpaid(group, UnpaidVerdict.CANNOT_CHECK, limit)
        return Unpaid(group, UnpaidVerdict.NEVER_RECEIVED, limit, certain=self._checkable(group, limit))


def judge_unpaid(board: Board, covered: tuple[Period, ...], told: ToldDays, as_of: date) -> tuple[Unpaid, ...]:
    """A verdict on every payment that is still open on the board, in order of days."""
    judge = Judge(board, covered, told, as_of)
    return tuple(map(judge.verdict, board.open_groups()))
