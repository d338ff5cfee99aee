"""Innocent twins of P14: premiums that rise as the law, the year or a birthday has it, or fall when somebody leaves."""

from dataclasses import replace
from random import Random

from watchdog_sante.household_generator.dice import pick
from watchdog_sante.household_generator.everyday.bills import PREMIUM
from watchdog_sante.household_generator.planting import bank_row, must_be_silent
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent


def premiums(story: Story) -> list[BankEvent]:
    """The top-up insurer's premiums, by day."""
    return sorted((event for event in story.events if event.tag == PREMIUM), key=lambda event: event.day)


def _raised(story: Story, rng: Random, kind: str, low: float, high: float, possible: list[int]) -> Story | None:
    series = premiums(story)
    possible = [
        n for n in possible if 4 <= n < len(series) - 1 and series[n].payee == series[-1].payee == series[0].payee
    ]
    if not possible:
        return None
    first, factor = pick(rng, possible), low + (high - low) * rng.random()
    raised = [replace(event, cents=round(event.cents * factor)) for event in series[first:]]
    return must_be_silent(story.without_events(series[first:]).with_events(raised), kind, map(bank_row, raised[:3]))


def birthday_rise(story: Story, rng: Random) -> Story | None:
    """The premium rises a little in the month in which somebody grows older."""
    series, month = premiums(story), story.family.people[0].birth.month
    return _raised(
        story, rng, "birthday_rise", 1.02, 1.07, [n for n, event in enumerate(series) if event.day.month == month]
    )


def legislative_rise(story: Story, rng: Random) -> Story | None:
    """A law raises every premium in the middle of the year."""
    series = premiums(story)
    return _raised(
        story, rng, "legislative_rise", 1.03, 1.09, [n for n, event in enumerate(series) if event.day.month == 7]
    )


def departure(story: Story, rng: Random) -> Story | None:
    """Somebody leaves the contract: the premium falls by a third."""
    return _raised(story, rng, "departure", 0.6, 0.75, list(range(6, 20)))
