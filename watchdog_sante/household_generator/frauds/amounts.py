"""P12 and P4's small brother: reimbursements that do not add up, on the statement or between statement and bank."""

from dataclasses import replace
from random import Random

from watchdog_sante.household_generator.calendar import later
from watchdog_sante.household_generator.care.reimbursements import credit, payment_name
from watchdog_sante.household_generator.dice import between, digits, pick
from watchdog_sante.household_generator.planting import (
    bank_row,
    credit_of,
    fraud,
    line_row,
    payments,
    swap,
    told_payments,
    total,
)
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import CareLine
from watchdog_sante.model.kinds import SourceKind


def wrong_amount(story: Story, rng: Random) -> Story | None:
    """Between a third and two thirds of what the statement says arrive."""
    groups = payments(story)
    names = [name for name in told_payments(story) if total(groups[name]) >= 1500]
    name = pick(rng, names) if names else ""
    coming = credit_of(story, name) if name else None
    if coming is None:
        return None
    short = replace(coming, cents=round(coming.cents * (0.35 + 0.3 * rng.random())))
    rows = [*map(line_row, groups[name]), bank_row(short)]
    return fraud(swap(story, coming, short), "wrong_amount", rows)


def _single(story: Story, insurer: SourceKind) -> list[CareLine]:
    """Rows that are a payment of their own, well told."""
    groups = payments(story, insurer)
    return [groups[name][0] for name in told_payments(story, insurer) if len(groups[name]) == 1]


def duplicate_reimbursement(story: Story, rng: Random) -> Story | None:
    """The same act is paid twice by the same insurer, and both arrive."""
    lines = _single(story, pick(rng, (SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER)))
    if not lines:
        return None
    first = pick(rng, lines)
    paid_on = later(first.paid_on, between(rng, 1, 12))
    name = payment_name(first.insurer, paid_on, first.account, first.paid_to)
    again = replace(first, paid_on=paid_on, reference=digits(rng, 9), payment=name)
    if name in payments(story):
        return None
    coming = credit(story, rng, again, again.reimbursed, later(paid_on, 1), name)
    planted = story.with_lines([again]).with_events([coming])
    return fraud(planted, "duplicate_reimbursement", map(line_row, (first, again)))


def reimbursed_above_paid(story: Story, rng: Random) -> Story | None:
    """Both insurers together pay back clearly more than the care cost."""
    lines = [line for line in _single(story, SourceKind.BASIC_INSURER) if (line.expense or 0) >= 2500]
    if not lines:
        return None
    basic = pick(rng, lines)
    top_up = [line for line in story.lines if line.basic is not None and _same_act(line, basic)]
    if len(top_up) != 1 or len(payments(story)[top_up[0].payment]) != 1:
        return None
    both = round((basic.expense or 0) * (1.2 + 0.4 * rng.random()))
    raised = replace(top_up[0], reimbursed=both - basic.reimbursed)
    coming = credit_of(story, raised.payment)
    if coming is None:
        return None
    story = swap(story, coming, replace(coming, cents=raised.reimbursed))
    story = story.without_lines(top_up).with_lines([raised])
    return fraud(story, "reimbursed_above_paid", map(line_row, (basic, raised)))


def _same_act(top_up: CareLine, basic: CareLine) -> bool:
    return (top_up.care_day, top_up.beneficiary, top_up.provider, top_up.basic) == (
        basic.care_day, basic.beneficiary, basic.provider, basic.reimbursed,
    )  # fmt: skip
