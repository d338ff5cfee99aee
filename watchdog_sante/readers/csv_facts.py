"""What the lines beside the table say: the account, the period, balances, how many rows the bank announces.

Only this room reads preambles, lines between two accounts and footers, with the patterns of the profile. Their groups:
`account`, `start` and `end` of the period, `day` and `balance` (closing), `opening` balance, `count` of rows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from watchdog_sante.model.statements import StatedBalance, StatedPeriod
from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.readers.csv_cells import account_of
from watchdog_sante.readers.folding import fold_line
from watchdog_sante.readers.profile import Profile

_LONGEST = 2_000  # characters of a line that patterns are tried on: they must not cost time
_CLOSING = re.compile(r"[; \t,]*(?:€|eur|euros)?[; \t,]*$")
_FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Facts:
    """Gathered from the lines of one account: of two lines that say the same thing the later one holds."""

    account: str = ""
    start: date | None = None
    end: date | None = None
    day: date | None = None
    closing: tuple[tuple[date | None, int], ...] = ()
    opening: int | None = None
    count: int = 0

    def periods(self) -> tuple[StatedPeriod, ...]:
        """The stated period, if both its days are."""
        if self.start is None or self.end is None or self.start > self.end:
            return ()
        return (StatedPeriod(self.account, self.start, self.end),)

    def balances(self) -> tuple[StatedBalance, ...]:
        """Closing balances on their own day, else the day of the file, else the period's end; opening: the eve."""
        dated = ((day or self.day or self.end, cents) for day, cents in self.closing)
        found = [StatedBalance(self.account, day, cents) for day, cents in dated if day]
        if self.opening is not None and self.start is not None:
            found.append(StatedBalance(self.account, self.start - timedelta(days=1), self.opening))
        return tuple(found)


def line_matches(profile: Profile, line: str) -> bool:
    """Whether the line is one that the profile knows beside the table."""
    return bool(_found(profile, line))


def whole_line_matches(profile: Profile, line: str) -> bool:
    """Whether all of the line, but for empty cells around it and the euro, is one that the profile knows.

    Inside a table only this counts: a row whose label speaks of a period or of a balance is still a row.
    """
    folded = fold_line(line[:_LONGEST])
    bare = _CLOSING.sub("", folded.lstrip("; ,"))
    texts = (folded,) if folded == bare else (folded, bare)
    return any(pattern.fullmatch(text) for pattern in profile.patterns for text in texts)


def names_account(profile: Profile, line: str) -> bool:
    """Whether the line is one that the profile knows to name an account."""
    return any(match.groupdict().get("account") for match in _found(profile, line))


def facts_of(profile: Profile, lines: Iterable[str]) -> Facts:
    """Everything that these lines state."""
    facts = Facts()
    for line in lines:
        for match in _found(profile, line):
            facts = _with(facts, {name: text for name, text in match.groupdict().items() if text})
    return facts


def _found(profile: Profile, line: str) -> list[re.Match[str]]:
    folded = fold_line(line[:_LONGEST])
    return [match for pattern in profile.patterns if (match := pattern.search(folded))]


def _with(facts: Facts, groups: dict[str, str]) -> Facts:
    day = _day(groups.get("day", ""))
    balance = parse_cents(groups.get("balance", "")) if "balance" in groups else None
    opening = parse_cents(groups.get("opening", "")) if "opening" in groups else None
    return replace(
        facts,
        account=account_of(groups.get("account", "")) or facts.account,
        start=_day(groups.get("start", "")) or facts.start,
        end=_day(groups.get("end", "")) or facts.end,
        day=day if day and balance is None else facts.day,
        closing=facts.closing if balance is None else (*facts.closing, (day, balance)),
        opening=facts.opening if opening is None else opening,
        count=int(groups.get("count", "0")) or facts.count,
    )


def _day(text: str) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
