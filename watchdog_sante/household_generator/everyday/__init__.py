"""What happens on the accounts of any household, month after month: nothing here deserves an alert."""

from watchdog_sante.household_generator.everyday import bills, cards, income, savings
from watchdog_sante.household_generator.story import Story


def lived(story: Story) -> Story:
    """The story with its everyday operations."""
    for room in (income, bills, cards, savings):
        story = story.with_events(room.events(story))
    return story
