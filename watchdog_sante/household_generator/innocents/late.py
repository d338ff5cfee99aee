"""P13: care paid for and never paid back, a top-up that misses: worth a line in the digest, no fraud."""

from random import Random

from watchdog_sante.household_generator.dice import pick
from watchdog_sante.household_generator.planting import (
    bank_row,
    credit_of,
    line_row,
    may_ask,
    payments,
    told_payments,
)
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import EventKind
from watchdog_sante.model.kinds import SourceKind


def never_reimbursed(story: Story, rng: Random) -> Story | None:
    """A doctor paid by card whose care no statement tells of."""
    groups = payments(story, SourceKind.BASIC_INSURER)
    alone = [groups[name][0] for name in told_payments(story, SourceKind.BASIC_INSURER) if len(groups[name]) == 1]
    if not alone:
        return None
    lost = pick(rng, alone)
    paid = [
        event
        for event in story.events
        if event.kind == EventKind.CARD and event.done == lost.care_day and event.payee == lost.provider
    ]
    gone = [
        line
        for line in story.lines
        if (line.care_day, line.beneficiary, line.provider) == (lost.care_day, lost.beneficiary, lost.provider)
    ]
    if len(paid) != 1 or any(len(payments(story).get(line.payment, (line,))) > 1 for line in gone):
        return None
    credits = [credit for line in gone if (credit := credit_of(story, line.payment))]
    return may_ask(story.without_lines(gone).without_events(credits), "never_reimbursed", [bank_row(paid[0])])


def top_up_missing(story: Story, rng: Random) -> Story | None:
    """One payment of the top-up insurer is missing, on its statement too."""
    groups = payments(story, SourceKind.TOP_UP_INSURER)
    alone = [name for name in told_payments(story, SourceKind.TOP_UP_INSURER) if len(groups[name]) == 1]
    if not alone:
        return None
    name = pick(rng, alone)
    gone, credit = groups[name], credit_of(story, name)
    basic = [
        line for line in story.lines if line.care_day == gone[0].care_day and line.insurer == SourceKind.BASIC_INSURER
    ]
    if credit is None or not basic:
        return None
    return may_ask(story.without_lines(gone).without_events([credit]), "top_up_missing", map(line_row, basic))
