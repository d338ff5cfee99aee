"""Which days each insurer's statements tell of, judged from payment days; a printed statement may state its period.

A stated period counts as it stands. Without one, a file whose payments lie in one month is that month's statement; a
longer file tells of the days between its first and its last payment. Where statements come month by month, a month
without one is a gap: a file was lost, or nothing was paid, and nobody can tell which. Where they come payment by
payment, a household may be in good health for some months; statements years apart say nothing of the years between.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from watchdog_sante.coverage.spans import ONE_DAY, Span, between, joined
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BenefitRow

_MONTHLY = 0.5  # share of the months that must have a statement for a missing one to mean something
_SHORT = timedelta(days=21)  # a silence between two files that any household knows: no month is missing
_LONG = timedelta(days=183)  # a silence between payments beyond which a household's good health explains nothing
_ENOUGH = 3  # months with a statement before a rhythm is believed


@dataclass(frozen=True, slots=True, order=True)
class InsurerPeriod:
    """Days, both included, that an insurer's statements tell of."""

    insurer: SourceKind
    start: date
    end: date


def month_start(day: date) -> date:
    """The first of the month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last of the month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - ONE_DAY


def _files(sources: Sequence[Source], insurer: SourceKind) -> list[list[date]]:
    files = [
        [row.paid_on for row in source.statement.rows if isinstance(row, BenefitRow) and row.insurer is insurer]
        for source in sources
    ]
    return [days for days in files if days]


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _stated(sources: Sequence[Source], insurer: SourceKind) -> list[Span]:
    told = [source.statement for source in sources if source.statement.kind is insurer]
    return [(period.start, period.end) for statement in told for period in statement.periods]


def _spans(files: Sequence[Sequence[date]], stated: Sequence[Span]) -> list[Span]:
    """Whole months for a file of one month, save the newest: it may have been fetched before the month was over."""
    newest = max(max(days) for days in files)
    spans = list(stated)
    for days in files:
        first, last = min(days), max(days)
        one_month = month_start(first) == month_start(last)
        end = min(month_end(last), newest) if one_month else last
        spans.append((month_start(first) if one_month else first, end))
    return joined(spans)


def _without_silences(spans: Sequence[Span], longest: timedelta) -> list[Span]:
    """A file ends with its last payment: the days until the next file begins are not lost, unless they are too many."""
    kept = [spans[0]]
    for start, end in spans[1:]:
        if start - kept[-1][1] <= longest:
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def covered_insurer_months(sources: Sequence[Source]) -> tuple[InsurerPeriod, ...]:
    """The days told of by insurer. Without a monthly rhythm, half a year's silence between payments counts as told."""
    found: list[InsurerPeriod] = []
    for insurer in (SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER):
        files = _files(sources, insurer)
        if not files:
            continue
        stated = _spans(files, _stated(sources, insurer))
        spans = _without_silences(stated, _SHORT)
        missing = sum(_months(*gap) for gap in between(spans))
        all_months = _months(spans[0][0], spans[-1][1])
        monthly = all_months - missing >= max(_ENOUGH, _MONTHLY * all_months)
        told = spans if monthly else _without_silences(stated, _LONG)
        found += [InsurerPeriod(insurer, start, end) for start, end in told]
    return tuple(sorted(found))


def statement_ends(sources: Sequence[Source]) -> dict[SourceKind, list[date]]:
    """The last payment day of each file, by insurer: how often news comes."""
    ends: defaultdict[SourceKind, list[date]] = defaultdict(list)
    for insurer in (SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER):
        ends[insurer] += [max(days) for days in _files(sources, insurer)]
    return ends
