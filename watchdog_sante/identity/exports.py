"""One export without an account number, and what proves that two of them are of one account.

Rows that both tell on common days prove it, and so does a running balance that goes on where the earlier export
stopped. Only this room compares exports by their days and balances.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from watchdog_sante.model.statements import BankRow


@dataclass(frozen=True, slots=True)
class Export:
    """The rows without an account number of one file: amounts by day, balances before the first and after the last."""

    source: int
    folder: str
    profile: str
    days: tuple[tuple[date, tuple[int, ...]], ...]
    opening: int | None = None
    closing: int | None = None

    @property
    def start(self) -> date:
        """The first day told."""
        return self.days[0][0]

    @property
    def end(self) -> date:
        """The last day told."""
        return self.days[-1][0]


def export_of(source: int, folder: str, profile: str, rows: Sequence[BankRow]) -> Export:
    """The export that these rows (in the order of their file) make."""
    days: defaultdict[date, list[int]] = defaultdict(list)
    for row in rows:
        days[row.booked].append(row.cents)
    first, last = (rows[-1], rows[0]) if rows[0].booked > rows[-1].booked else (rows[0], rows[-1])
    opening = None if first.balance_cents is None else first.balance_cents - first.cents
    told = tuple((day, tuple(sorted(cents))) for day, cents in sorted(days.items()))
    return Export(source, folder, profile, told, opening, last.balance_cents)


def shared_rows(one: Export, other: Export) -> int | None:
    """How many rows both tell on the days both cover; None when they contradict each other.

    A file's first and last day may be told in part: there, one may tell less than the other.
    """
    start, end = max(one.start, other.start), min(one.end, other.end)
    if start > end:
        return 0
    left, right = _within(one, start, end), _within(other, start, end)
    shared = 0
    for day in left.keys() | right.keys():
        mine, theirs = left.get(day, Counter()), right.get(day, Counter())
        partial = day in (one.start, one.end, other.start, other.end)
        if mine != theirs and not (partial and (mine <= theirs or theirs <= mine)):
            return None
        shared += (mine & theirs).total()
    return shared


def linked_by_proof(one: Export, other: Export) -> bool:
    """Whether both tell a common row, or the balance that one ends with is the one that the other begins with."""
    earlier, later = (one, other) if (one.start, one.end) <= (other.start, other.end) else (other, one)
    goes_on = earlier.end <= later.start and earlier.closing is not None and earlier.closing == later.opening
    return bool(shared_rows(one, other)) or (goes_on and bool(earlier.closing))


def _within(export: Export, start: date, end: date) -> dict[date, Counter[int]]:
    return {day: Counter(cents) for day, cents in export.days if start <= day <= end}
