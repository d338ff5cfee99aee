"""The timeline of reimbursements against bank credits: each payment once, with what became of it. Pure.

A payment is what an insurer announces for one day; a credit that no statement announces is told as well. Nothing is
judged here: the triangle (`matching`) has judged, this room only puts its verdicts in one order.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchdog_sante.matching import (
    CreditVerdict,
    LoneCredit,
    Settlement,
    SettlementKind,
    Triangle,
    Unpaid,
    UnpaidVerdict,
)
from watchdog_sante.model.kinds import SourceKind


class PaymentState(StrEnum):
    """What became of a payment, or of a credit."""

    ARRIVED = "arrived"
    LATE = "late"
    DIFFERS = "differs"
    NEVER_ARRIVED = "never_arrived"
    AWAITED = "awaited"  # it may still arrive
    NOT_CHECKED = "not_checked"  # the bank statements of these days are not known
    OFFSET = "offset"  # netted to nothing: no credit to expect
    UNANNOUNCED = "unannounced"  # a credit that no statement announces
    STATEMENT_MISSING = "statement_missing"  # a credit of days of which no statement of this insurer tells
    OTHER_BENEFIT = "other_benefit"  # daily allowance, pension, premium given back
    STRANGER = "stranger"  # a credit of a payer that the household does not know


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment announced, a credit received, or both. Cents are signed integers; `payer` is "" unless a bank names it.

    Several groups or credits that settle each other are one payment: its days are the first ones.
    """

    insurer: SourceKind
    state: PaymentState
    announced_on: date | None = None
    announced_cents: int = 0
    credited_on: date | None = None
    credited_cents: int = 0
    payer: str = ""

    @property
    def day(self) -> date:
        """The day by which the payment is sorted."""
        return self.announced_on or self.credited_on or date.min


_SETTLED = {
    SettlementKind.ON_TIME: PaymentState.ARRIVED,
    SettlementKind.LATE: PaymentState.LATE,
    SettlementKind.DIFFERS: PaymentState.DIFFERS,
}
_UNPAID = {
    UnpaidVerdict.NEVER_RECEIVED: PaymentState.NEVER_ARRIVED,
    UnpaidVerdict.TOO_EARLY: PaymentState.AWAITED,
    UnpaidVerdict.CANNOT_CHECK: PaymentState.NOT_CHECKED,
    UnpaidVerdict.OFFSET: PaymentState.OFFSET,
}
_LONE = {
    CreditVerdict.UNEXPLAINED: PaymentState.UNANNOUNCED,
    CreditVerdict.STATEMENT_MISSING: PaymentState.STATEMENT_MISSING,
    CreditVerdict.OTHER_BENEFIT: PaymentState.OTHER_BENEFIT,
    CreditVerdict.STRANGER: PaymentState.STRANGER,
    CreditVerdict.IMITATION: PaymentState.STRANGER,
    CreditVerdict.CARD: PaymentState.STRANGER,
}


def _settled(one: Settlement) -> Payment:
    announced = min(group.paid_on for group in one.groups)
    credited = min(credit.booked for credit in one.credits)
    return Payment(
        one.groups[0].insurer, _SETTLED[one.kind], announced, one.expected_cents, credited, one.credited_cents
    )


def _unpaid(one: Unpaid) -> Payment:
    return Payment(one.group.insurer, _UNPAID[one.verdict], one.group.paid_on, one.group.cents)


def _lone(one: LoneCredit) -> Payment:
    credit = one.credit
    return Payment(
        one.insurer,
        _LONE[one.verdict],
        credited_on=credit.booked,
        credited_cents=credit.cents,
        payer=credit.reading.payee or credit.operation.label,
    )


def payments(triangle: Triangle) -> tuple[Payment, ...]:
    """Every payment and every lone credit, the latest first."""
    found = [_settled(one) for one in triangle.settlements]
    found += [_unpaid(one) for one in triangle.unpaid]
    found += [_lone(one) for one in triangle.lone_credits]
    return tuple(sorted(found, key=lambda one: (one.day, one.insurer, one.announced_cents, one.payer), reverse=True))


_ODD = frozenset(
    {
        PaymentState.LATE,
        PaymentState.DIFFERS,
        PaymentState.NEVER_ARRIVED,
        PaymentState.NOT_CHECKED,
        PaymentState.UNANNOUNCED,
        PaymentState.STRANGER,
    }
)


@dataclass(frozen=True, slots=True)
class PaymentYear:
    """The payments of one calendar year (`name`, as people write it), the latest first."""

    name: str
    rows: tuple[Payment, ...]


@dataclass(frozen=True, slots=True)
class PaymentHistory:
    """The timeline as a report shows it: the last two years in full, before them only what was out of the ordinary."""

    rows: tuple[Payment, ...]  # the last two years
    counts: tuple[tuple[PaymentState, int], ...]  # of all payments ever, states without one left out
    odd: tuple[Payment, ...]  # whatever its age
    years: tuple[PaymentYear, ...]
    older: int  # ordinary payments before the last two years, not listed


def history(found: tuple[Payment, ...]) -> PaymentHistory:
    """What to show of `payments`, so that ten years stay readable."""
    states = [one.state for one in found]
    years = sorted({one.day.year for one in found}, reverse=True)[:2]
    recent = tuple(one for one in found if one.day.year in years)
    odd = tuple(one for one in found if one.state in _ODD)
    older = sum(one.day.year not in years and one.state not in _ODD for one in found)
    return PaymentHistory(
        rows=recent,
        counts=tuple((state, states.count(state)) for state in PaymentState if state in states),
        odd=odd,
        years=tuple(PaymentYear(str(year), tuple(one for one in recent if one.day.year == year)) for year in years),
        older=older,
    )
