"""The history replayed month by month, as the daemon would have lived it: how many alerts, which, and what to change.

At the end of each month only what was told up to that day is looked at. An alert counts once, in the month that first
raised it. This room knows neither settings nor detectors: whoever calls it hands over how to look.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.sources import Collected, Source
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, Row, Statement

Look: TypeAlias = Callable[[Collected, date], tuple[Finding, ...]]

BUDGET = 1  # alerts a month above which something is proposed


@dataclass(frozen=True, slots=True)
class Month:
    """What the month that ends on `last` would have brought: `alerts` (warning and above) and `notes` (digest)."""

    last: date
    alerts: tuple[Finding, ...]
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that would have spared so many of the alerts."""

    text: Sentence
    spared: int


@dataclass(frozen=True, slots=True)
class Backtest:
    """Months in order; `proposals` are empty while the alerts stay within one a month."""

    months: tuple[Month, ...]
    proposals: tuple[Proposal, ...]

    @property
    def alerts(self) -> int:
        """All alerts of all months."""
        return sum(len(month.alerts) for month in self.months)


def _day(row: Row) -> date:
    match row:
        case BankRow():
            return row.booked
        case BenefitRow():
            return row.paid_on
        case DetailRow():
            return row.day


def _until(source: Source, last: date) -> Source | None:
    """The source as it read on that day, None when it told nothing yet."""
    told = source.statement
    rows = tuple(row for row in told.rows if _day(row) <= last)
    periods = tuple(replace(one, end=min(one.end, last)) for one in told.periods if one.start <= last)
    if not rows and not periods:
        return None
    balances = tuple(one for one in told.balances if one.day <= last)
    # Where a rejected row stands in time is not known: it counts with the last rows of its file.
    whole = len(rows) == len(told.rows)
    statement = Statement(told.kind, told.profile, rows, told.rejected if whole else (), periods, balances)
    return replace(source, statement=statement)


def until(collected: Collected, last: date) -> Collected:
    """What was told up to a day. Files refused bear no day and are left out."""
    sources = (_until(source, last) for source in collected.sources)
    return Collected(tuple(source for source in sources if source is not None), (), collected.skipped)


def _month_ends(collected: Collected, months: int) -> list[date]:
    """The last days of so many months up to the last row, oldest first, and of the month before the first of them."""
    days = [_day(row) for source in collected.sources for row in source.statement.rows]
    if not days:
        return []
    newest, oldest = max(days), min(days)
    ends = [newest]
    while len(ends) <= months and ends[-1] >= oldest:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]


class _Told:
    """What earlier months already raised: the same rows accused by the same detector are the same alert."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those not raised before, which from now on are."""
        fresh = []
        for finding in findings:
            keys = {(finding.detector, row.key) for row in finding.evidence} or {(finding.detector, finding.id)}
            if not keys & self._known:
                fresh.append(finding)
            self._known |= keys
        return fresh


def _proposals(alerts: list[Finding], months: int) -> tuple[Proposal, ...]:
    """What to change, what spares most first: accept a subject that comes back, tune or switch off a detector."""
    if len(alerts) <= BUDGET * months:
        return ()
    by_subject: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for alert in alerts:
        by_subject[alert.subject, alert.detector].append(alert)
    found = [
        Proposal(say("backtest.accept", title=same[0].title, subject=subject, count=len(same)), len(same))
        for (subject, _), same in by_subject.items()
        if subject and len(same) > 1
    ]
    for slug, count in Counter(alert.slug for alert in alerts).items():
        example = next(alert for alert in alerts if alert.slug == slug)
        text = say("backtest.tune", slug=slug, count=count, silent=example.would_be_silent_if)
        found.append(Proposal(text, count))
    return tuple(sorted(found, key=lambda one: (-one.spared, one.text.key, str(one.text.values))))


def replay(collected: Collected, months: int, look: Look) -> Backtest:
    """Replay the last `months` months; `look` audits what it is given as known on a day.

    What the month before them already raised is old and counts for none.
    """
    ends = _month_ends(collected, months)
    told = _Told()
    lived: list[Month] = []
    for number, last in enumerate(ends):
        fresh = told.new(look(until(collected, last), last))
        if number:
            notes = tuple(one for one in fresh if one.severity is Severity.INFO)
            lived.append(Month(last, tuple(one for one in fresh if one not in notes), notes))
    return Backtest(tuple(lived), _proposals([alert for month in lived for alert in month.alerts], len(lived)))
