"""P2: somebody debits an account under a mandate that was never given."""

from random import Random

from watchdog_sante.household_generator.calendar import DAY
from watchdog_sante.household_generator.creditors import creditor, foreign_creditor
from watchdog_sante.household_generator.dice import between, cents, chance, digits, pick
from watchdog_sante.household_generator.everyday.bills import debit
from watchdog_sante.household_generator.merchants import VAGUE
from watchdog_sante.household_generator.planting import a_day, bank_row, fraud
from watchdog_sante.household_generator.story import Story

_COUNTRIES = ("LT", "ES", "DE", "MT", "CY")


def new_creditor(story: Story, rng: Random) -> Story | None:
    """One debit by an unknown French creditor with a vague name, small or large."""
    day = a_day(story, rng)
    if day is None:
        return None
    amount = cents(rng, 290, 610) if chance(rng, 0.5) else cents(rng, 24, 90)
    payee = creditor(rng, pick(rng, VAGUE))
    event = debit(story.family.accounts[0].key, day, amount, payee, "", digits(rng, 8))
    return fraud(story.with_events([event]), "new_creditor", [bank_row(event)])


def foreign_new_creditor(story: Story, rng: Random) -> Story | None:
    """Debits by a creditor whose identifier was given abroad, once or for a few months."""
    day = a_day(story, rng, after=70)
    if day is None:
        return None
    payee = foreign_creditor(rng, pick(rng, VAGUE), pick(rng, _COUNTRIES))
    amount, account = cents(rng, 18, 75), pick(rng, story.family.accounts).key
    events = [debit(account, day + 30 * n * DAY, amount, payee) for n in range(between(rng, 1, 3))]
    return fraud(story.with_events(events), "foreign_new_creditor", [bank_row(event) for event in events])
