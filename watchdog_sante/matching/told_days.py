"""Which days an insurer's statements tell of, judged from the files: only there can silence mean anything.

Insurers' files state no period. A file whose payments lie in one month is that month's; the last file ends with its
last payment, because it may have been fetched before the month was over.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from watchdog_sante.model.operations import BenefitLine
from watchdog_sante.model.statements import SourceKind

LOOK_BACK = timedelta(days=6)  # most credits come within this time of their payment


@dataclass(frozen=True, slots=True)
class ToldDays:
    """Spans of days, both ends included, by insurer."""

    spans: tuple[tuple[SourceKind, date, date], ...]

    def tells(self, insurer: SourceKind, start: date, end: date) -> bool:
        """Whether every day from start to end lies in a span of this insurer."""
        day = start
        while day <= end:
            reach = [last for kind, first, last in self.spans if kind is insurer and first <= day <= last]
            if not reach:
                return False
            day = max(reach) + timedelta(days=1)
        return True

    def within(self, insurer: SourceKind, day: date) -> bool:
        """Whether this insurer's statements tell of days both before and after."""
        mine = [(first, last) for kind, first, last in self.spans if kind is insurer]
        return any(first <= day for first, _ in mine) and any(last >= day for _, last in mine)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def told_days(lines: tuple[BenefitLine, ...]) -> ToldDays:
    """The days told of, file by file. A file of one month tells of the whole month, save the insurer's last file."""
    files: defaultdict[tuple[SourceKind, str], list[date]] = defaultdict(list)
    for line in lines:
        for origin in line.origins:
            files[line.insurer, origin.sha256 or origin.file].append(line.paid_on)
    newest: dict[SourceKind, date] = {}
    for line in lines:
        newest[line.insurer] = max(newest.get(line.insurer, line.paid_on), line.paid_on)
    spans = set()
    for (insurer, _), days in files.items():
        first, last = _month_start(min(days)), max(days)
        one_month = first == _month_start(last)
        spans.add((insurer, first, _month_end(last) if one_month and last < newest[insurer] else last))
    return ToldDays(tuple(sorted(spans)))
