"""Which days of which account the bank statements tell of.

A statement's stated period counts as it stands. An export that states none tells of the days between its first and
its last row; two such exports join over a silence that is usual for the account. Balances that add up across a stretch
prove it whole, whatever files are missing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from watchdog_sante.coverage.balances import Checked, checked
from watchdog_sante.coverage.spans import ONE_DAY, Span, joined
from watchdog_sante.identity import Merged
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow

_LEAST_SILENCE = 5  # days without an operation that mean nothing: a long week-end
_STRANGE_SILENCE = 35  # days without an operation inside one export, where ten times less is usual


@dataclass(frozen=True, slots=True, order=True)
class CoveredPeriod:
    """Days of one account, both included, that the bank statements tell of."""

    account: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class _Told:
    """What one file tells of one account: `stated` days, or the days between its rows."""

    start: date
    end: date
    stated: bool


def usual_silence(days: Sequence[date]) -> int:
    """Days that pass between two days with operations, nine times in ten; 0 when that cannot be said."""
    gaps = sorted((after - before).days for before, after in pairwise(sorted(set(days))))
    return gaps[ceil(0.9 * len(gaps)) - 1] if gaps else 0


def _without_strange_silence(days: Sequence[date], silence: int) -> list[Span]:
    """The export's span, cut where an account that is used all the time falls silent for weeks."""
    ordered = sorted(set(days))
    limit = max(_STRANGE_SILENCE, 10 * silence)
    cuts = [n for n, (before, after) in enumerate(pairwise(ordered), start=1) if (after - before).days > limit]
    return [(ordered[first], ordered[last - 1]) for first, last in pairwise([0, *cuts, len(ordered)])]


def _told(sources: Sequence[Source], merged: Merged, silence: dict[str, int]) -> dict[str, list[_Told]]:
    accounts = {(one.file, one.sha256, one.written): one.account for one in merged.accounts}
    told: defaultdict[str, list[_Told]] = defaultdict(list)
    for source in sources:
        days: defaultdict[str, list[date]] = defaultdict(list)
        stated: set[str] = set()
        for row in source.statement.rows:
            if isinstance(row, BankRow):
                days[accounts[source.file, source.sha256, row.account]].append(row.booked)
        for period in source.statement.periods if source.statement.kind is SourceKind.BANK else ():
            account = accounts[source.file, source.sha256, period.account]
            stated.add(account)
            told[account].append(_Told(period.start, period.end, True))
        for account, booked in days.items():
            if account in stated:
                told[account].append(_Told(min(booked), max(booked), True))
            else:
                spans = _without_strange_silence(booked, silence[account])
                told[account] += [_Told(start, end, False) for start, end in spans]
    return {account: spans for account, spans in told.items() if account}


def _bridged(told: Sequence[_Told], silence: int) -> list[Span]:
    """Spans joined over a usual silence, unless both files state their days and leave the silence out."""
    longest = timedelta(days=max(_LEAST_SILENCE, 2 * silence))
    result: list[_Told] = []
    for one in sorted(told, key=lambda span: (span.start, span.end)):
        last = result[-1] if result else None
        if last and (
            one.start <= last.end + ONE_DAY or (one.start - last.end <= longest and not (one.stated and last.stated))
        ):
            later = one if one.end >= last.end else last
            result[-1] = _Told(last.start, later.end, later.stated)
        else:
            result.append(one)
    return [(span.start, span.end) for span in result]


def covered_days(
    sources: Sequence[Source], merged: Merged, balances: Checked | None = None
) -> tuple[CoveredPeriod, ...]:
    """The days told of, account by account, as few periods as can be. `balances` spares checking them twice."""
    booked: defaultdict[str, list[date]] = defaultdict(list)
    for operation in merged.operations:
        booked[operation.account].append(operation.booked)
    silence = {account: usual_silence(days) for account, days in booked.items()}
    found = balances or checked(sources, merged)
    covered: list[CoveredPeriod] = []
    for account, told in _told(sources, merged, silence).items():
        spans = _bridged(told, silence.get(account, 0))
        proven = [(stretch.start, stretch.end) for stretch in found.proven if stretch.account == account]
        covered += [CoveredPeriod(account, *span) for span in joined(spans + proven)]
    return tuple(sorted(covered))


def covers(periods: Sequence[CoveredPeriod], account: str, start: date, end: date) -> bool:
    """Whether the statements tell of every day from start to end of the account."""
    spans = joined((period.start, period.end) for period in periods if period.account == account)
    return any(first <= start and end <= last for first, last in spans)
