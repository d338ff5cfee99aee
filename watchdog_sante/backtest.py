"""The history replayed month by month, as the daemon would have lived it: how many alerts, which, and what to change.

At the end of each month only what was told up to that day is looked at. An alert counts once, in the month that first
raised it. This room knows neither settings nor detectors: whoever calls it hands over how to look.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias

from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.sources import Collected, Source
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, Row, Statement

Look: TypeAlias = Callable[[Collected, date], tuple[Finding, ...]]

BUDGET = 1  # alerts a month above which something is proposed
MOST_PROPOSED = 5  # each is a whole replay


@dataclass(frozen=True, slots=True)
class Month:
    """What the month that ends on `last` would have brought: `alerts` (warning and above) and `notes` (digest)."""

    last: date
    alerts: tuple[Finding, ...]
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A change of settings: the key as the file names it, and the value it gets."""

    place: str
    value: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes replayed: the alerts that remain, and the critical ones that would be lost."""

    changes: tuple[Change, ...]
    left: int
    lost: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """Months in order; `silencers`: by an alert's id, the change seen to keep it silent.

    `proposals` are empty while the alerts stay within one a month; the last is of all changes together.
    """

    months: tuple[Month, ...]
    silencers: Mapping[str, Change] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()

    @property
    def raised(self) -> tuple[Finding, ...]:
        """All alerts of all months."""
        return tuple(alert for month in self.months for alert in month.alerts)

    @property
    def alerts(self) -> int:
        """How many."""
        return len(self.raised)


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


def hides(finding: Finding, findings: Iterable[Finding]) -> bool:
    """Whether nothing of at least `warning` accuses a row of the finding any more (or is it, if it accuses none)."""
    keys = {row.key for row in finding.evidence}
    loud = [one for one in findings if one.severity is not Severity.INFO]
    return not any(keys & {row.key for row in one.evidence} or one.id == finding.id for one in loud)


def _merged(found: Backtest) -> list[tuple[Change, int]]:
    """The changes that the alerts name, with how many name each; of one option only the value that most need."""
    counts: Counter[Change] = Counter(
        change for alert in found.raised if (change := found.silencers.get(alert.id)) is not None
    )
    best: dict[str, tuple[Change, int]] = {}
    for change, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        key = change.place if change.place.startswith("detectors.") else f"{change.place}: {change.value}"
        best.setdefault(key, (change, count))
    return sorted(best.values(), key=lambda one: (-one[1], one[0]))


def advised(found: Backtest) -> Proposal | None:
    """The proposal that leaves fewest alerts among those that lose no urgent one; None when each loses some."""
    return min((one for one in found.proposals if not one.lost), key=lambda one: (one.left, one.changes), default=None)


def proposals(found: Backtest, again: Callable[[tuple[Change, ...]], Backtest]) -> tuple[Proposal, ...]:
    """Above the budget, what to change, what leaves fewest alerts first; each was replayed by `again`."""
    if found.alerts <= BUDGET * len(found.months):
        return ()

    def tried(*changes: Change) -> Proposal:
        other = again(changes).raised
        critical = (one for one in found.raised if one.severity is Severity.CRITICAL)
        return Proposal(changes, len(other), tuple(one for one in critical if hides(one, other)))

    single = [tried(change) for change, _ in _merged(found)[:MOST_PROPOSED]]
    useful = sorted((one for one in single if one.left < found.alerts), key=lambda one: (one.left, one.changes))
    if len(useful) < 2:
        return tuple(useful)
    return (*useful, tried(*(change for one in useful for change in one.changes)))


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
    return Backtest(tuple(lived))
