"""Which cares the top-up insurer followed: a line of its own after the basic insurer's, within the usual days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from watchdog_sante.matching.cares import Care
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.operations import BenefitLine

_BASIC, _TOP_UP = SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER


@dataclass(frozen=True, slots=True)
class Followed:
    """A care that leaves something to the top-up insurer: when the basic one paid it, and when the other one did."""

    care: Care
    basic_paid: date
    top_up_paid: date | None

    @property
    def delay(self) -> int | None:
        """Days from one payment to the other."""
        return (self.top_up_paid - self.basic_paid).days if self.top_up_paid else None

    @property
    def paid_to_insured(self) -> bool:
        """Whether the basic insurer paid the insured: the top-up insurer's part would then be a bank credit."""
        return any(line.paid_to is PaidTo.INSURED for line in self.care.of(_BASIC))


def _first_paid(lines: Iterable[BenefitLine]) -> date | None:
    return min((line.paid_on for line in lines if line.reimbursed_cents > 0), default=None)


def followed_cares(cares: Iterable[Care]) -> tuple[Followed, ...]:
    """Cares with a basic insurer's line that leaves at least a euro to pay, by payment day of that line."""
    found = []
    for care in cares:
        basic = care.of(_BASIC)
        paid = _first_paid(basic)
        net = sum(line.reimbursed_cents for line in basic)
        cost = max((line.expense_cents or 0 for line in basic), default=0)
        if paid is not None and 0 < net <= cost - 100:
            found.append(Followed(care, paid, _first_paid(care.of(_TOP_UP))))
    return tuple(sorted(found, key=lambda one: (one.basic_paid, one.care.care_date, one.care.provider)))


def usual_delay(followed: Iterable[Followed]) -> timedelta:
    """The time within which nearly all top-up payments came; 15 days when too few are known (domain notes, 3.5)."""
    delays = sorted(one.delay for one in followed if one.delay is not None)
    if len(delays) < 5:
        return timedelta(days=15)
    return timedelta(days=max(15, delays[len(delays) * 95 // 100] + 5))
