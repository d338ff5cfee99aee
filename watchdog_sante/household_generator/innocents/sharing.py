"""Innocent twins of P9 and P11: things sold, a gift bought together, savings taken to another bank."""

from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.dice import between, pick, some
from watchdog_sante.household_generator.names import FRIENDS
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import a_day, bank_row, may_ask, must_be_silent
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

_IN, _OUT = EventKind.TRANSFER_IN, EventKind.TRANSFER_OUT
_MARKETS = ("BROCANTE EN LIGNE", "VIDE DRESSING FR", "SECONDE MAIN PAIEMENTS")


def market_place(story: Story, rng: Random) -> Story | None:
    """Clothes and toys sold on a market place, which pays out three times."""
    day = a_day(story, rng, after=40)
    if day is None:
        return None
    market = pick(rng, _MARKETS)
    events = [
        BankEvent(MAIN, booked(day + 14 * n * DAY), between(rng, 6, 95) * 100, _IN, market, motive="VENTE")
        for n in range(3)
    ]
    return must_be_silent(story.with_events(events), "market_place", map(bank_row, events))


def gift_together(story: Story, rng: Random) -> Story | None:
    """Friends send their part of a present, which is then paid to a shop by transfer: the mule's honest twin."""
    day = a_day(story, rng, after=15)
    if day is None:
        return None
    parts = [
        BankEvent(MAIN, booked(day + n * DAY), between(rng, 4, 9) * 500, _IN, friend, motive="CADEAU")
        for n, friend in enumerate(some(rng, FRIENDS, 4))
    ]
    whole = sum(event.cents for event in parts)
    paid = BankEvent(MAIN, booked(day + 9 * DAY), -whole - 2000, _OUT, "ATELIER DU VELO MARSAN", motive="COMMANDE")
    return may_ask(story.with_events([*parts, paid]), "gift_together", map(bank_row, (*parts, paid)))


def savings_elsewhere(story: Story, rng: Random) -> Story | None:
    """Savings taken to one's own new account at another bank: what the "safe account" pretends to be."""
    day = a_day(story, rng)
    if day is None:
        return None
    owner = story.family.people[0]
    name = f"{owner.first} {owner.last}".upper()
    event = BankEvent(MAIN, day, -between(rng, 8, 60) * 10000, _OUT, name, motive="OUVERTURE DE COMPTE")
    return may_ask(story.with_events([event]), "savings_elsewhere", [bank_row(event)])
