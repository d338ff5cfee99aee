"""P4 and P6 before the money: the insurer's details are not what they were."""

from random import Random

from watchdog_sante.household_generator.accounts import STRANGERS_ABROAD, STRANGERS_IN_FRANCE
from watchdog_sante.household_generator.details import IBAN
from watchdog_sante.household_generator.dice import between, pick
from watchdog_sante.household_generator.planting import field_row, fraud, untouched
from watchdog_sante.household_generator.story import Story


def changed_details(story: Story, rng: Random, changes: tuple[tuple[str, str], ...], kind: str) -> Story | None:
    """From one snapshot on (not the first two) these fields read otherwise, for good or until put right."""
    free = [
        number
        for number, snapshot in enumerate(story.snapshots)
        if number > 1 and untouched(story, [field_row(snapshot, field) for field, _ in changes])
    ]
    if not free:
        return None
    first = pick(rng, free)
    last = first + between(rng, 0, 2) if rng.random() < 0.4 else len(story.snapshots)
    shown = list(story.snapshots)
    for number in range(first, min(last + 1, len(shown))):
        for field, value in changes:
            shown[number] = shown[number].changed(field, value)
    changed = story.with_snapshots(shown)
    return fraud(changed, kind, [field_row(shown[first], field) for field, _ in changes])


def iban_same_country(story: Story, rng: Random) -> Story | None:
    """Reimbursements are to go to another French account."""
    return changed_details(story, rng, ((IBAN, pick(rng, STRANGERS_IN_FRANCE).iban),), "iban_same_country")


def iban_abroad(story: Story, rng: Random) -> Story | None:
    """Reimbursements are to go to an account abroad."""
    return changed_details(story, rng, ((IBAN, pick(rng, STRANGERS_ABROAD)),), "iban_abroad")
