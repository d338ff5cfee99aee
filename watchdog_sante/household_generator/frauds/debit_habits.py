"""A known mandate that does what it never did: another amount, another rhythm, a debit after a long sleep."""

from dataclasses import replace
from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked, months
from watchdog_sante.household_generator.creditors import creditor
from watchdog_sante.household_generator.dice import between, cents, pick
from watchdog_sante.household_generator.everyday.bills import debit
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import (
    a_day,
    bank_row,
    bills,
    fraud,
    must_be_silent,
    swap,
    untouched,
)
from watchdog_sante.household_generator.story import Story

_ASLEEP = ("CLUB LECTURE EVASION", "MINCEUR COACHING", "PHOTO TIRAGE EXPRESS", "ANNUAIRE PRO EN LIGNE")


def debit_amount_jump(story: Story, rng: Random) -> Story | None:
    """One debit of a creditor whose amount hardly moves is two and a half to five times the usual."""
    steady = [series for series in bills(story) if min(e.cents for e in series) > 1.3 * max(e.cents for e in series)]
    steady = [series for series in steady if -series[0].cents < 20000]
    series = pick(rng, steady) if steady else ()
    late = [event for event in series[5:-1] if untouched(story, [bank_row(event)])]
    if not late:
        return None
    usual = pick(rng, late)
    jumped = replace(usual, cents=round(usual.cents * (2.5 + 2.5 * rng.random())))
    return fraud(swap(story, usual, jumped), "debit_amount_jump", [bank_row(jumped)])


def debit_rhythm_broken(story: Story, rng: Random) -> Story | None:
    """A monthly creditor debits once or twice more, eight to sixteen days after its usual day."""
    series = pick(rng, bills(story))
    late = [event for event in series[5:-2] if -event.cents < 40000]
    if not late:
        return None
    usual = pick(rng, late)
    days = [booked(usual.day + (between(rng, 8, 11) + 5 * n) * DAY) for n in range(between(rng, 1, 2))]
    more = [replace(usual, day=day) for day in days]
    return fraud(story.with_events(more), "debit_rhythm_broken", map(bank_row, more))


def sleeping_mandate(story: Story, rng: Random) -> Story | None:
    """A mandate used in the first months wakes after nine months or more, for more than it ever took."""
    day = a_day(story, rng, since=390)
    if day is None:
        return None
    payee, amount = creditor(rng, pick(rng, _ASLEEP)), cents(rng, 9, 30)
    early = [debit(MAIN, month + 9 * DAY, amount, payee) for month in months(story.start, 3)]
    woken = debit(MAIN, day, round(amount * (2 + 4 * rng.random())), payee)
    story = must_be_silent(story.with_events([*early, woken]), "before_sleep", map(bank_row, early))
    return fraud(story, "sleeping_mandate", [bank_row(woken)])
