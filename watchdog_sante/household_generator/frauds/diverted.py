"""P4: the insurer says it paid the insured, and nothing reaches any account."""

from random import Random

from watchdog_sante.household_generator.dice import between, pick
from watchdog_sante.household_generator.planting import credit_of, fraud, line_row, payments, told_payments
from watchdog_sante.household_generator.story import Story

_LEAST = 700  # cents: smaller payments are easily mistaken for deductions


def reimbursement_diverted(story: Story, rng: Random) -> Story | None:
    """One to three payments in a row, of one insurer to one account, never arrive."""
    groups = payments(story)
    sure = [name for name in told_payments(story) if sum(line.reimbursed for line in groups[name]) >= _LEAST]
    if not sure:
        return None
    first = pick(rng, sure)
    like = [name for name in sure if name[:12] == first[:12] and groups[name][0].account == groups[first][0].account]
    gone = like[like.index(first) :][: between(rng, 1, 3)]
    credits = [credit for name in gone if (credit := credit_of(story, name))]
    rows = [line_row(line) for name in gone for line in groups[name]]
    return fraud(story.without_events(credits), "reimbursement_diverted", rows)
