"""Which days an insurer's statements tell of: only there can silence mean anything.

Insurers' files state no period, and how rows are dealt over files must change nothing. So a calendar month with a
payment is told of; the first month from its first payment on and the last one up to its last, because a statement may
begin or end inside a month. A month without a payment may be a month without care or a statement that is missing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.operations import BenefitLine

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

    def imported(self, insurer: SourceKind) -> bool:
        """Whether any statement of this insurer is here."""
        return any(kind is insurer for kind, _, _ in self.spans)

    def within(self, insurer: SourceKind, day: date) -> bool:
        """Whether this insurer's statements tell of days both before and after."""
        mine = [(first, last) for kind, first, last in self.spans if kind is insurer]
        return any(first <= day for first, _ in mine) and any(last >= day for _, last in mine)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def told_days(lines: tuple[BenefitLine, ...]) -> ToldDays:
    """The days told of, insurer by insurer."""
    days: dict[SourceKind, set[date]] = {}
    for line in lines:
        days.setdefault(line.insurer, set()).add(line.paid_on)
    spans = set()
    for insurer, paid in days.items():
        for month in {day.replace(day=1) for day in paid}:
            spans.add((insurer, max(month, min(paid)), min(_month_end(month), max(paid))))
    return ToldDays(tuple(sorted(spans)))
