"""From care to statement rows and credits: basic payment, deductions kept back at once or later, top-up payment.

One credit is the sum of a payment's rows paid to the insured; a payment of nothing makes no credit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from random import Random

from watchdog_sante.household_generator.calendar import later
from watchdog_sante.household_generator.care.deductions import Owed, kept_back
from watchdog_sante.household_generator.care.tariffs import deduction, top_up_words
from watchdog_sante.household_generator.care.visits import Visit
from watchdog_sante.household_generator.dice import between, chance, dice, digits, pick
from watchdog_sante.household_generator.everyday.cards import card
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, CareLine, EventKind
from watchdog_sante.model.kinds import PaidTo, SourceKind

_ADULT = 18
_LEAST = 50  # cents below which the top-up insurer pays nothing
_COVER = (1.0, 1.25, 1.5, 2.0)  # how many times the base a contract covers


def repaid(story: Story, visits: Iterable[Visit], topic: str) -> Story:
    """The story with these visits paid for and paid back, as far as its files may tell."""
    rng = dice(story.seed, "reimbursements", topic)
    visits = tuple(visits)
    basic = [_basic_line(story, visit) for visit in visits]
    owed = [_owed(story, visit) for visit in visits]
    top_up = [line for line in (_top_up_line(story, rng, line) for line in basic) if line]
    lines = with_references(rng, [*basic, *kept_back(rng, basic, [one for one in owed if one.cents]), *top_up])
    paid = [_paid_for(story, rng, visit) for visit in visits if not visit.third_party]
    events = [*paid, *credits(story, rng, lines)]
    return story.with_lines(lines).with_events(events)


def payment_name(insurer: SourceKind, paid_on: date, account: str, paid_to: PaidTo) -> str:
    """What all rows of one payment share."""
    return f"{insurer}:{paid_on}:{account}:{paid_to}"


def _basic_line(story: Story, visit: Visit) -> CareLine:
    account = story.family.credited(visit.person)
    base, rate = min(visit.act.base or visit.cost, visit.cost), visit.act.rate(visit.day)
    paid_on = later(visit.day, visit.wait)
    paid_to = PaidTo.CARE_PROVIDER if visit.third_party else PaidTo.INSURED
    return CareLine(
        SourceKind.BASIC_INSURER,
        paid_on,
        visit.day,
        visit.person.name,
        visit.act.words[0],
        visit.provider,
        visit.cost,
        base,
        f"{rate} %",
        None,
        round(base * rate / 100),
        paid_to,
        "",
        payment_name(SourceKind.BASIC_INSURER, paid_on, account, paid_to),
        account,
    )


def _owed(story: Story, visit: Visit) -> Owed:
    grown = visit.person.age(visit.day) >= _ADULT
    amount = deduction(visit.act.deduction, visit.day, visit.boxes if visit.act.key == "pharmacy" else 1)
    account = story.family.credited(visit.person)
    return Owed(visit.day, visit.person.name, account, visit.act.deduction, amount if grown else 0)


def cover(story: Story) -> float:
    """How many times the base the household's contract pays, both insurers together."""
    return pick(dice(story.seed, "cover"), _COVER)


def _top_up_line(story: Story, rng: Random, line: CareLine) -> CareLine | None:
    expense, base = line.expense or 0, line.base or 0
    amount = min(expense, round(base * cover(story))) - line.reimbursed
    if amount < _LEAST:
        return None
    paid_on = later(line.paid_on, between(rng, 1, 3) if chance(rng, 0.88) else between(rng, 8, 11))
    return replace(
        line,
        insurer=SourceKind.TOP_UP_INSURER,
        paid_on=paid_on,
        act=top_up_words(line.act),
        base=None,
        rate="",
        basic=line.reimbursed,
        reimbursed=amount,
        payment=payment_name(SourceKind.TOP_UP_INSURER, paid_on, line.account, line.paid_to),
    )


def with_references(rng: Random, lines: list[CareLine]) -> list[CareLine]:
    """The same rows in order of payment, each payment with its number."""
    ordered = sorted(lines, key=lambda line: (line.paid_on, line.payment, line.reimbursed < 0, line.care_day))
    numbers = {payment: digits(rng, 9) for payment in dict.fromkeys(line.payment for line in ordered)}
    return [replace(line, reference=numbers[line.payment]) for line in ordered]


def _paid_for(story: Story, rng: Random, visit: Visit) -> BankEvent:
    account = story.family.credited(visit.person)
    if visit.by_card:
        return card(account, visit.day, visit.cost, visit.provider, story.family.town, rng)
    return BankEvent(MAIN, later(visit.day, 5), -visit.cost, EventKind.CHEQUE, reference=digits(rng, 7))


def credits(story: Story, rng: Random, lines: list[CareLine]) -> Iterator[BankEvent]:
    """One credit for each payment to the insured that is worth something; `tag` names the payment."""
    insured = sorted((line for line in lines if line.paid_to == PaidTo.INSURED), key=lambda line: line.payment)
    for payment, rows in groupby(insured, key=lambda line: line.payment):
        group = list(rows)
        total, first = sum(line.reimbursed for line in group), group[0]
        wait = between(rng, 0, 2)
        if total > 0:
            yield credit(story, rng, first, total, later(first.paid_on, wait), payment)


def credit(story: Story, rng: Random, line: CareLine, cents: int, day: date, tag: str) -> BankEvent:
    """The credit of a payment as the insurer words it: the fund's number begins with year and day of the payment."""
    if line.insurer == SourceKind.BASIC_INSURER:
        number = f"{line.paid_on:%y%j}{digits(rng, 7)}"
        return BankEvent(line.account, day, cents, EventKind.TRANSFER_IN, story.family.fund, motive=number, tag=tag)
    words = story.family.top_up.words
    return BankEvent(line.account, day, cents, EventKind.TRANSFER_IN, words, motive=f"RBT {line.reference}", tag=tag)
