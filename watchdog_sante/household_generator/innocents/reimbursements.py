"""Innocent twins of P4, P12 and P13: reimbursements late, merged, kept back, cancelled, tiny, by cheque."""

from dataclasses import replace
from itertools import pairwise
from random import Random

from watchdog_sante.household_generator.calendar import booked, later
from watchdog_sante.household_generator.care.billed import Bill, rows
from watchdog_sante.household_generator.care.reimbursements import credit
from watchdog_sante.household_generator.dice import between, digits, pick
from watchdog_sante.household_generator.everyday.cards import card
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import (
    a_day,
    bank_row,
    credit_of,
    line_row,
    may_ask,
    must_be_silent,
    payments,
    swap,
    told_payments,
    total,
)
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, CareLine, EventKind
from watchdog_sante.model.kinds import PaidTo, SourceKind


def _some_payment(story: Story, rng: Random, least: int = 0) -> tuple[tuple[CareLine, ...], BankEvent] | None:
    groups = payments(story)
    names = [name for name in told_payments(story) if total(groups[name]) >= least]
    name = pick(rng, names) if names else ""
    coming = credit_of(story, name) if name else None
    return (groups[name], coming) if coming else None


def late_credit(story: Story, rng: Random) -> Story | None:
    """A credit is booked seven to nine working days after the statement's day."""
    found = _some_payment(story, rng)
    if found is None:
        return None
    lines, coming = found
    late = replace(coming, day=later(lines[0].paid_on, between(rng, 7, 9)))
    rows_ = [*map(line_row, lines), bank_row(late)]
    return must_be_silent(swap(story, coming, late), "late_credit", rows_)


def merged_credit(story: Story, rng: Random) -> Story | None:
    """Two payments of one insurer, a few days apart, arrive as one credit."""
    groups = payments(story)
    names = told_payments(story)
    pairs = [
        (one, two)
        for one, two in pairwise(names)
        if groups[one][0].insurer == groups[two][0].insurer
        and groups[one][0].account == groups[two][0].account
        and (groups[two][0].paid_on - groups[one][0].paid_on).days <= 6
    ]
    if not pairs:
        return None
    pair = pick(rng, pairs)
    credits = [coming for name in pair if (coming := credit_of(story, name))]
    merged = replace(credits[-1], cents=sum(event.cents for event in credits))
    lines = [line for name in pair for line in groups[name]]
    planted = story.without_events(credits).with_events([merged])
    return must_be_silent(planted, "merged_credit", [*map(line_row, lines), bank_row(merged)])


def deduction_to_zero(story: Story, rng: Random) -> Story | None:
    """Franchises piled up eat a small payment whole: the statement tells of it, no credit comes."""
    groups = payments(story, SourceKind.BASIC_INSURER)
    names = [name for name in told_payments(story) if name in groups and len(groups[name]) == 1]
    names = [name for name in names if total(groups[name]) <= 2500]
    name = pick(rng, names) if names else ""
    coming = credit_of(story, name) if name else None
    if coming is None:
        return None
    paid = groups[name][0]
    kept = replace(
        paid, act="Franchise médicale", provider="", expense=None, base=None, rate="", reimbursed=-paid.reimbursed
    )
    planted = story.without_events([coming]).with_lines([kept])
    return must_be_silent(planted, "deduction_to_zero", map(line_row, (paid, kept)))


def paid_by_cheque(story: Story, rng: Random) -> Story | None:
    """The insurer sends a cheque, paid in a week or two later."""
    found = _some_payment(story, rng, least=1000)
    if found is None:
        return None
    lines, coming = found
    paid_in = BankEvent(
        MAIN, later(coming.day, between(rng, 5, 9)), coming.cents, EventKind.DEPOSIT, reference=digits(rng, 7)
    )
    rows_ = [*map(line_row, lines), bank_row(paid_in)]
    return may_ask(swap(story, coming, paid_in), "paid_by_cheque", rows_)


def cancelled_and_rewritten(story: Story, rng: Random) -> Story | None:
    """A row is cancelled by a negative one and written again: the sum, and the credit, are what they were."""
    found = _some_payment(story, rng)
    if found is None:
        return None
    line = max(found[0], key=lambda line: line.reimbursed)
    cancelled = replace(line, reimbursed=-line.reimbursed, expense=-(line.expense or 0))
    planted = story.with_lines([cancelled, line])
    return must_be_silent(planted, "cancelled_and_rewritten", map(line_row, (line, cancelled)))


def refund_of_claim(story: Story, rng: Random) -> Story | None:
    """The insurer takes back what it overpaid: a negative row lowers a later payment, and its credit."""
    found = _some_payment(story, rng, least=1200)
    if found is None:
        return None
    lines, coming = found
    back = between(rng, 200, coming.cents - 300)
    taken = replace(
        lines[0], act="Récupération d'indu", provider="", expense=None, base=None, rate="", basic=None, reimbursed=-back
    )
    planted = swap(story.with_lines([taken]), coming, replace(coming, cents=coming.cents - back))
    return must_be_silent(planted, "refund_of_claim", [line_row(taken), *map(line_row, lines)])


def unconventioned_centre(story: Story, rng: Random) -> Story | None:
    """A consultation outside the agreement: thirty euros paid, one twenty-two back (domain notes, P13)."""
    return _consultation(story, rng, "unconventioned_centre", 174, 5)


def paper_claim(story: Story, rng: Random) -> Story | None:
    """A claim on paper: the payment takes a month and more."""
    return _consultation(story, rng, "paper_claim", 3000, between(rng, 21, 29))


def _consultation(story: Story, rng: Random, kind: str, base: int, wait: int) -> Story | None:
    day = a_day(story, rng, after=55)
    if day is None:
        return None
    person, where = pick(rng, story.family.people), "CENTRE DE SANTE PASTEL"
    bill = Bill(person, day, "Consultation spécialiste", where, 3000, base, 70, PaidTo.INSURED, 0.0, wait)
    line = rows(story, rng, bill)[0]
    if line.payment in payments(story):
        return None
    paid = card(line.account, day, 3000, where, story.family.town)
    coming = credit(story, rng, line, line.reimbursed, later(line.paid_on, 1), line.payment)
    planted = story.with_lines([line]).with_events([paid, coming])
    return must_be_silent(planted, kind, (line_row(line), bank_row(paid), bank_row(coming)))


def siblings_same_day(story: Story, rng: Random) -> Story | None:
    """Two of the family at the same doctor on one day at one price: twins on every statement, and both are real."""
    day = a_day(story, rng, after=25)
    if day is None or len(story.family.people) < 2:
        return None
    pair = [person for person in story.family.people if story.family.credited(person) == MAIN][-2:]
    where = "DR PUYVERT"
    lines = [
        rows(
            story, rng, Bill(person, day, "Consultation médecin traitant", where, 2500, 2500, 70, PaidTo.INSURED, 0.0)
        )[0]
        for person in pair
    ]
    if len(pair) < 2 or lines[0].payment in payments(story):
        return None
    paid = [card(MAIN, booked(day), 2500, where, story.family.town) for _ in pair]
    coming = credit(story, rng, lines[0], total(lines), later(lines[0].paid_on, 1), lines[0].payment)
    same = [replace(line, reference=lines[0].reference) for line in lines]
    planted = story.with_lines(same).with_events([*paid, coming])
    return must_be_silent(planted, "siblings_same_day", [*map(line_row, same), bank_row(coming)])
