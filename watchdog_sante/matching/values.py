"""What the triangle is made of: payments announced by an insurer, bank credits, and how they settle each other."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from watchdog_sante.matching.cares import Care
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.operations import BenefitLine, Movement


class Period(Protocol):
    """Days of one account that the bank statements tell of, both included (see `coverage.CoveredPeriod`)."""

    @property
    def account(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


@dataclass(frozen=True, slots=True)
class PaymentGroup:
    """What one insurer says it paid to the insured on one day: one bank credit is the sum of these lines.

    `remainder` is True when part of that day's lines was credited and these are the lines left over. `cents` is the
    credit to expect: reimbursements less the deductions of that day, summed once; may be zero or negative.
    """

    insurer: SourceKind
    paid_on: date
    lines: tuple[BenefitLine, ...]
    remainder: bool = False
    cents: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cents", sum(line.reimbursed_cents for line in self.lines))


class SettlementKind(StrEnum):
    """on_time; late (after ten business days); differs (same payer and days, another amount)."""

    ON_TIME = "on_time"
    LATE = "late"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Settlement:
    """Payments of an insurer with the bank credits that paid them. Several of either: merged or split payments.

    `deducted_cents` (positive) is what deductions announced at other dates took from these credits.
    """

    groups: tuple[PaymentGroup, ...]
    credits: tuple[Movement, ...]
    kind: SettlementKind
    deducted_cents: int = 0

    @property
    def expected_cents(self) -> int:
        """What should have been credited."""
        return sum(group.cents for group in self.groups) - self.deducted_cents

    @property
    def credited_cents(self) -> int:
        """What was credited."""
        return sum(credit.cents for credit in self.credits)


class UnpaidVerdict(StrEnum):
    """Why a payment of an insurer has no bank credit."""

    NEVER_RECEIVED = "never_received"
    TOO_EARLY = "too_early"  # it may still arrive
    CANNOT_CHECK = "cannot_check"  # the bank statements of these days, or the account paid, are not known
    OFFSET = "offset"  # netted down to nothing by deductions or corrections


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A payment without its credit. `expected_by` is the last day on which it would have been on time.

    `certain` is True when every day up to `expected_by` was seen on every account this insurer pays to.
    """

    group: PaymentGroup
    verdict: UnpaidVerdict
    expected_by: date
    certain: bool = False


class CreditVerdict(StrEnum):
    """Why a credit of an insurer has no payment on its statements."""

    UNEXPLAINED = "unexplained"
    STATEMENT_MISSING = "statement_missing"  # no statement of this insurer tells of these days
    OTHER_BENEFIT = "other_benefit"  # daily allowance, pension, premium given back: recurring or named so
    STRANGER = "stranger"  # speaks like a health insurer, and is none that the household knows
    IMITATION = "imitation"  # a payer's name with a letter or a word changed
    CARD = "card"  # a refund to the card in an insurer's name


@dataclass(frozen=True, slots=True)
class LoneCredit:
    """A bank credit that sounds like a reimbursement and that no statement explains. `insurer`: who it speaks for."""

    credit: Movement
    insurer: SourceKind
    verdict: CreditVerdict


@dataclass(frozen=True, slots=True)
class HouseholdPayer:
    """A payee key whose credits are reimbursements of these insurers; `settled` of its `credits` equal a payment."""

    payee_key: str
    insurers: frozenset[SourceKind]
    credits: int
    settled: int
    told: bool = False  # named in the settings


@dataclass(frozen=True, slots=True)
class Triangle:
    """Insurers' payments against bank credits, both ways. Every group is in exactly one settlement or in `unpaid`,
    except the part of a split group that its remainder repeats."""

    groups: tuple[PaymentGroup, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    unpaid: tuple[Unpaid, ...] = ()
    lone_credits: tuple[LoneCredit, ...] = ()
    payers: tuple[HouseholdPayer, ...] = ()
    cares: tuple[Care, ...] = ()

    def delays(self, insurer: SourceKind) -> tuple[int, ...]:
        """Days from payment to credit of this insurer's payments that came on time, shortest first."""
        return tuple(
            sorted(
                (settlement.credits[0].booked - settlement.groups[-1].paid_on).days
                for settlement in self.settlements
                if settlement.kind is SettlementKind.ON_TIME and settlement.groups[0].insurer is insurer
            )
        )
