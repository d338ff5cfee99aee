"""Statement rows for care outside the usual: an act, its price, and what both insurers say they paid for it."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import later
from watchdog_sante.household_generator.care.reimbursements import payment_name
from watchdog_sante.household_generator.dice import between, digits
from watchdog_sante.household_generator.people import Person
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import CareLine
from watchdog_sante.model.kinds import PaidTo, SourceKind


@dataclass(frozen=True, slots=True)
class Bill:
    """An act as it is billed: amounts in cents, `rate` in percent, `top_up` the share of the rest the mutuelle pays."""

    person: Person
    day: date
    act: str
    provider: str
    expense: int
    base: int
    rate: int
    paid_to: PaidTo = PaidTo.CARE_PROVIDER
    top_up: float = 1.0
    wait: int = 5


def rows(story: Story, rng: Random, bill: Bill) -> list[CareLine]:
    """The basic insurer's row, and the top-up insurer's when it pays anything."""
    account = story.family.credited(bill.person)
    paid_on, basic = later(bill.day, bill.wait), round(min(bill.base, bill.expense) * bill.rate / 100)
    line = CareLine(
        SourceKind.BASIC_INSURER,
        paid_on,
        bill.day,
        bill.person.name,
        bill.act,
        bill.provider,
        bill.expense,
        bill.base,
        f"{bill.rate} %",
        None,
        basic,
        bill.paid_to,
        digits(rng, 9),
        payment_name(SourceKind.BASIC_INSURER, paid_on, account, bill.paid_to),
        account,
    )
    rest = round((bill.expense - basic) * bill.top_up)
    return [line, topped_up(rng, line, rest)] if rest > 0 else [line]


def topped_up(rng: Random, line: CareLine, cents: int) -> CareLine:
    """The top-up insurer's row for a basic one, paid one to three working days later."""
    paid_on = later(line.paid_on, between(rng, 1, 3))
    return replace(
        line,
        insurer=SourceKind.TOP_UP_INSURER,
        paid_on=paid_on,
        base=None,
        rate="",
        basic=line.reimbursed,
        reimbursed=cents,
        reference=digits(rng, 9),
        payment=payment_name(SourceKind.TOP_UP_INSURER, paid_on, line.account, line.paid_to),
    )
