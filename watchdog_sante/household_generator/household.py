"""From a seed to a household's files: its everyday life, its care, what is planted in it, its files."""

from dataclasses import replace
from datetime import date

from watchdog_sante.household_generator.care import cared_for
from watchdog_sante.household_generator.details import snapshots
from watchdog_sante.household_generator.dice import between, dice
from watchdog_sante.household_generator.everyday import lived
from watchdog_sante.household_generator.people import family
from watchdog_sante.household_generator.settings_form import settings_yaml
from watchdog_sante.household_generator.statements import files
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import GeneratedHousehold

_RESERVE = 30000  # cents that stay on an account at its lowest


def everyday_story(
    seed: int, start: date, months: int, exports: tuple[str, ...], adults: int, children: int, unseen: bool = False
) -> Story:
    """A household's life with nothing planted in it. `unseen`: the spouse's account is never downloaded."""
    people = family(seed, start.year, exports, adults, children, unseen)
    overlap = between(dice(seed, "overlap"), 0, 6)
    story = cared_for(lived(Story(seed, people, start.replace(day=1), months, overlap)))
    story = replace(story, snapshots=snapshots(story))
    return replace(story, opening=tuple((account.key, _opening(story, account.key)) for account in people.accounts))


def _opening(story: Story, account: str) -> int:
    """Cents on the account before the first day, so that everyday life never empties it."""
    balance = lowest = 0
    for event in sorted((event for event in story.events if event.account == account), key=lambda event: event.day):
        balance += event.cents
        lowest = min(lowest, balance)
    return _RESERVE - lowest + between(dice(story.seed, "opening", account), 0, 250000)


def told(story: Story, name: str) -> GeneratedHousehold:
    """The household's files, settings and labels."""
    return GeneratedHousehold(name, story.months, files(story), settings_yaml(story), story.labels, story.silent)
