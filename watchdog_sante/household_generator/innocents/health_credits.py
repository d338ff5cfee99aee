"""Innocent twins of P8: credits from insurers and employers that no statement of care explains."""

from random import Random

from watchdog_sante.household_generator.calendar import later
from watchdog_sante.household_generator.care.reimbursements import payment_name
from watchdog_sante.household_generator.dice import between, cents, digits, pick
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import a_day, bank_row, line_row, may_ask, must_be_silent
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, CareLine, EventKind
from watchdog_sante.model.kinds import PaidTo, SourceKind

_IN = EventKind.TRANSFER_IN


def _credit(story: Story, rng: Random, kind: str, payer: str, amount: int, motive: str) -> Story | None:
    day = a_day(story, rng)
    if day is None:
        return None
    event = BankEvent(MAIN, day, amount, _IN, payer, motive=motive)
    return may_ask(story.with_events([event]), kind, [bank_row(event)])


def arrears(story: Story, rng: Random) -> Story | None:
    """The fund pays arrears that the monthly statement leaves out."""
    return _credit(story, rng, "arrears", story.family.fund, cents(rng, 30, 240), "RAPPEL DE DROITS")


def employer_benefit(story: Story, rng: Random) -> Story | None:
    """The employer's provident scheme pays its part of a sick leave."""
    return _credit(
        story, rng, "employer_benefit", "PREVOYANCE COLLECTIVE ALTAIR", cents(rng, 180, 760), "COMPLEMENT IJ"
    )


def premium_refund(story: Story, rng: Random) -> Story | None:
    """The top-up insurer gives back a part of a premium."""
    words = story.family.top_up.words
    return _credit(story, rng, "premium_refund", words, cents(rng, 18, 90), "REMBOURSEMENT COTISATION")


def _allowance(story: Story, rng: Random, paid_to: PaidTo) -> tuple[CareLine, ...]:
    """Daily allowances of a sick leave, paid every fortnight."""
    day = a_day(story, rng, after=45)
    if day is None:
        return ()
    person, daily, lines = pick(rng, story.family.adults), cents(rng, 32, 52), []
    account = story.family.credited(person)
    for n in range(between(rng, 1, 2)):
        days, paid_on = between(rng, 9, 14), later(day, 4 + 10 * n)
        name = payment_name(SourceKind.BASIC_INSURER, paid_on, account, paid_to)
        lines.append(
            CareLine(
                SourceKind.BASIC_INSURER, paid_on, day, person.name, "Indemnités journalières", "", None, None, "",
                None, days * daily, paid_to, digits(rng, 9), name, account,
            )
        )  # fmt: skip
    taken = {line.payment for line in story.lines}
    return () if any(line.payment in taken for line in lines) else tuple(lines)


def daily_allowance(story: Story, rng: Random) -> Story | None:
    """Daily allowances paid to the insured: large credits that the statement explains."""
    lines = _allowance(story, rng, PaidTo.INSURED)
    if not lines:
        return None
    credits = [
        BankEvent(
            line.account,
            later(line.paid_on, 1),
            line.reimbursed,
            _IN,
            story.family.fund,
            motive=f"IJ {digits(rng, 9)}",
            tag=line.payment,
        )
        for line in lines
    ]
    planted = story.with_lines(lines).with_events(credits)
    return must_be_silent(planted, "daily_allowance", [*map(line_row, lines), *map(bank_row, credits)])


def allowance_to_employer(story: Story, rng: Random) -> Story | None:
    """Daily allowances paid to the employer, who goes on paying the wage: no credit to expect."""
    lines = _allowance(story, rng, PaidTo.EMPLOYER)
    if not lines:
        return None
    return must_be_silent(story.with_lines(lines), "allowance_to_employer", map(line_row, lines))
