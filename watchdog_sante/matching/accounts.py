"""Which days of the accounts that an insurer pays to were seen, when people move from one account to another."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from watchdog_sante.matching.values import Period

_MOVE = timedelta(days=62)  # an account that begins this near to another's end is the one that people moved to


class WatchedAccounts:
    """The days that the bank statements tell of, by account. An account that took another's place, and the one whose
    place it took, are only asked about the days on which they were in use."""

    def __init__(self, covered: Iterable[Period]) -> None:
        self.spans: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
        for period in covered:
            self.spans[period.account].append((period.start, period.end))
        lives = {account: (min(spans)[0], max(end for _, end in spans)) for account, spans in self.spans.items()}
        self.closed: dict[str, date] = {}
        self.opened: dict[str, date] = {}
        for old, (first, closed) in lives.items():
            for new, (opened, last) in lives.items():
                if first < opened and closed < last and abs(opened - closed) <= _MOVE:
                    self.closed[old], self.opened[new] = closed, opened

    def last_day(self, account: str) -> date:
        """The last day seen of an account."""
        return max((end for _, end in self.spans[account]), default=date.min)

    def _covers(self, account: str, start: date, end: date) -> bool:
        day = start
        for first, last in sorted(self.spans[account]):
            if first <= day <= last:
                day = last + timedelta(days=1)
        return day > end

    def cover(self, accounts: Iterable[str], start: date, end: date) -> bool:
        """Whether every day from `start` to `end` was seen on each of the accounts that were in use."""
        used = []
        for account in accounts:
            begins = max(start, self.opened.get(account, start))
            if begins <= end and self.closed.get(account, start) >= start:
                used.append((account, begins))
        whole = not used or min(begins for _, begins in used) == start
        return bool(used) and whole and all(self._covers(account, begins, end) for account, begins in used)
