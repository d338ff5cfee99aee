"""Transfers of habit: standing order to a savings book, money between own accounts, the same friends, bank fees."""

from collections.abc import Iterator

from watchdog_sante.household_generator.calendar import booked, in_month, months
from watchdog_sante.household_generator.dice import between, chance, dice, pick, some
from watchdog_sante.household_generator.names import FRIENDS
from watchdog_sante.household_generator.people import MAIN, SECOND
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

_OUT, _IN = EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN


def events(story: Story) -> Iterator[BankEvent]:
    """Every transfer that recurs from the first months on."""
    yield from _savings_book(story)
    yield from _between_accounts(story)
    yield from _friends(story)
    yield from _fees(story)


def _holder(story: Story, number: int) -> str:
    person = story.family.people[min(number, len(story.family.adults) - 1)]
    return f"{person.last} {person.first}".upper()


def _savings_book(story: Story) -> Iterator[BankEvent]:
    rng = dice(story.seed, "savings book")
    amount, due = between(rng, 4, 30) * 1000, between(rng, 2, 10)
    book = f"{pick(rng, ('LIVRET A', 'LIVRET DEV DURABLE', 'LEP'))} {_holder(story, 0)}"
    for month in months(story.start, story.months):
        day = booked(in_month(month, due))
        yield BankEvent(MAIN, day, -amount, _OUT, book, motive="EPARGNE", permanent=True)
        if chance(rng, 0.08):
            back = booked(in_month(month, between(rng, 18, 27)))
            yield BankEvent(MAIN, back, between(rng, 3, 12) * 10000, _IN, book, motive="RETRAIT EPARGNE")


def _between_accounts(story: Story) -> Iterator[BankEvent]:
    if len(story.family.accounts) < 2:
        return
    rng = dice(story.seed, "between accounts")
    amount, due = between(rng, 4, 11) * 10000, between(rng, 3, 8)
    for month in months(story.start, story.months):
        day = booked(in_month(month, due))
        yield BankEvent(MAIN, day, -amount, _OUT, _holder(story, 1), motive="COMPTE COMMUN", permanent=True)
        yield BankEvent(SECOND, day, amount, _IN, _holder(story, 0), motive="COMPTE COMMUN")


def _friends(story: Story) -> Iterator[BankEvent]:
    rng = dice(story.seed, "friends")
    for friend in some(rng, FRIENDS[:6], between(rng, 1, 3)):
        usual = between(rng, 2, 9) * 1000
        for number, month in enumerate(months(story.start, story.months)):
            if number and not chance(rng, 0.35):
                continue
            day = booked(in_month(month, between(rng, 2, 27)))
            amount = usual + between(rng, -3, 4) * 500
            coming = number > 0 and chance(rng, 0.4)
            kind, sign = (_IN, 1) if coming else (_OUT, -1)
            yield BankEvent(MAIN, day, sign * max(500, amount), kind, friend, motive=pick(rng, ("", "MERCI", "RESTO")))


def _fees(story: Story) -> Iterator[BankEvent]:
    rng = dice(story.seed, "fees")
    if chance(rng, 0.5):
        amount = between(rng, 200, 990)
        for month in months(story.start, story.months):
            yield BankEvent(MAIN, booked(in_month(month, 5)), -amount, EventKind.FEE, "OFFRE GROUPEE")
