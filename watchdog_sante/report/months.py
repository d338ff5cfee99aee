"""The household's months: what came in and went out for health. Values in, values out.

What came in are bank credits that the triangle took for reimbursements; what went out are the premiums of top-up
insurers and, as the insurers' statements tell it, the part of each care that nobody reimbursed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from watchdog_sante.evidence import Evidence
from watchdog_sante.matching import Care, CreditVerdict
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.kinds import SourceKind

_REIMBURSEMENTS = (CreditVerdict.UNEXPLAINED, CreditVerdict.STATEMENT_MISSING)  # sounds like one, from a known payer
_YEARS = 15


@dataclass(frozen=True, slots=True)
class HealthMonth:
    """One month, in positive integer cents. `partial`: some day of it was not verified, so sums may be too small."""

    month: date  # its first day
    received_cents: int  # reimbursements credited to the accounts
    premium_cents: int  # premiums taken by top-up insurers, less those given back
    care_cents: int  # what care cost, by the day of its first payment
    left_cents: int  # the part of it that nobody reimbursed, deductions included
    partial: bool


def _month(day: date) -> date:
    return day.replace(day=1)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _received(evidence: Evidence) -> dict[date, int]:
    found: defaultdict[date, int] = defaultdict(int)
    triangle = evidence.triangle
    credits = {credit.operation.key: credit for paid in triangle.settlements for credit in paid.credits}
    credits |= {
        lone.credit.operation.key: lone.credit for lone in triangle.lone_credits if lone.verdict in _REIMBURSEMENTS
    }
    for credit in credits.values():
        found[_month(credit.booked)] += credit.cents
    return found


def _premiums(evidence: Evidence) -> dict[date, int]:
    found: defaultdict[date, int] = defaultdict(int)
    for mandate in evidence.mandates:
        if mandate.is_premium:
            for movement in (*mandate.debits, *mandate.returns):
                found[_month(movement.booked)] -= movement.cents
    return found


def _cost(care: Care) -> tuple[int, int]:
    """What one care cost, and what is left of it (cents)."""
    told = [sum(line.expense_cents or 0 for line in care.of(insurer)) for insurer in SourceKind]
    repaid = sum(line.reimbursed_cents for line in care.lines)
    cost = max(*told, repaid, 0)
    return cost, cost - max(repaid, 0)


def _cares(evidence: Evidence) -> tuple[dict[date, int], dict[date, int]]:
    costs: defaultdict[date, int] = defaultdict(int)
    left: defaultdict[date, int] = defaultdict(int)
    for care in evidence.triangle.cares:
        cost, rest = _cost(care)
        costs[_month(care.first_paid)] += cost
        left[_month(care.first_paid)] += rest
    of_cares = {line.key for care in evidence.triangle.cares for line in care.lines}
    for line in evidence.benefit_lines:
        if line.key not in of_cares and line.reimbursed_cents < 0:  # franchise, participation forfaitaire
            left[_month(line.paid_on)] -= line.reimbursed_cents
    return costs, left


def _partial(month: date, lines: Iterable[CoverageLine]) -> bool:
    after = _next(month)
    return any(line.start and line.end and line.start < after and line.end >= month for line in lines)


def health_months(evidence: Evidence) -> tuple[HealthMonth, ...]:
    """Every month from the first that tells of health to the ledger's last, the latest first; at most fifteen years.

    The ledger leaves out days too far to be true, so a slip in a date does not make thousands of months.
    """
    received, premiums = _received(evidence), _premiums(evidence)
    costs, left = _cares(evidence)
    told = {*received, *premiums, *costs, *left}
    end = max((line.end for line in evidence.coverage if line.end), default=None)
    if not told or end is None:
        return ()
    doubtful = [line for line in evidence.coverage if line.state is not CoverageState.VERIFIED]
    found = []
    month = max(min(told), date(max(end.year - _YEARS, 1), end.month, 1))
    while month <= end:
        found.append(
            HealthMonth(
                month,
                received.get(month, 0),
                premiums.get(month, 0),
                costs.get(month, 0),
                left.get(month, 0),
                _partial(month, doubtful),
            )
        )
        month = _next(month)
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class HealthYear:
    """The months of one calendar year (`name`, as people write it), the latest first, with their sums."""

    name: str
    months: tuple[HealthMonth, ...]

    @property
    def received_cents(self) -> int:
        """Reimbursements credited in the year."""
        return sum(one.received_cents for one in self.months)

    @property
    def premium_cents(self) -> int:
        """Premiums of the year."""
        return sum(one.premium_cents for one in self.months)

    @property
    def care_cents(self) -> int:
        """What the year's care cost."""
        return sum(one.care_cents for one in self.months)

    @property
    def left_cents(self) -> int:
        """What nobody reimbursed of it."""
        return sum(one.left_cents for one in self.months)


def health_years(months: tuple[HealthMonth, ...]) -> tuple[HealthYear, ...]:
    """The months by calendar year, the latest first."""
    years = dict.fromkeys(one.month.year for one in months)
    return tuple(HealthYear(str(year), tuple(one for one in months if one.month.year == year)) for year in years)
