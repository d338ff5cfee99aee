"""What is paid by card, in cash and by cheque: shops one goes back to, shops met once, subscriptions, refunds."""

from collections.abc import Iterator
from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked, in_month, later, months
from watchdog_sante.household_generator.dice import between, chance, dice, digits, pick, price, some
from watchdog_sante.household_generator.merchants import SPENDING, SUBSCRIPTIONS, Shop, passing_shop
from watchdog_sante.household_generator.people import MAIN, SECOND
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind


def events(story: Story) -> Iterator[BankEvent]:
    """Every card payment, refund, withdrawal and cheque of everyday life."""
    for account in (MAIN, SECOND)[: len(story.family.accounts)]:
        share = 1.0 if account == MAIN else 0.45
        for shop in SPENDING:
            yield from _shop(story, account, shop, share)
        yield from _passing(story, account, share)
        yield from _cash(story, account, share)
    yield from _subscriptions(story)
    yield from _cheques(story)


def card(account: str, done: date, cents: int, payee: str, town: str = "", rng: Random | None = None) -> BankEvent:
    """A card payment of `cents` (positive) on `done`, booked one to three working days later."""
    wait = 1 if rng is None else between(rng, 1, 2)
    return BankEvent(account, later(done, wait), -cents, EventKind.CARD, payee, town, done)


def _shop(story: Story, account: str, shop: Shop, share: float) -> Iterator[BankEvent]:
    rng = dice(story.seed, "shop", account, shop.names[0])
    names = some(rng, shop.names, between(rng, 1, 3))
    numbered = {name: f" {between(rng, 20, 9999)}" if chance(rng, 0.35) else "" for name in names}
    town = story.family.town if shop.in_town else ""
    for month in months(story.start, story.months):
        for _ in range(_times(rng, shop.monthly * share)):
            name, done = pick(rng, names), in_month(month, between(rng, 1, 30))
            amount = price(rng, shop.low, shop.high)
            yield card(account, done, amount, name + numbered[name], town, rng)
            if chance(rng, 0.012):
                back = booked(done + between(rng, 4, 15) * DAY)
                yield BankEvent(account, back, amount, EventKind.CARD_REFUND, name + numbered[name], town, back)


def _times(rng: Random, mean: float) -> int:
    """How often in a month: about `mean` times."""
    whole = int(mean)
    return max(0, whole + chance(rng, mean - whole) + (between(rng, -1, 1) if whole >= 2 else 0))


def _passing(story: Story, account: str, share: float) -> Iterator[BankEvent]:
    rng = dice(story.seed, "passing", account)
    for month in months(story.start, story.months):
        for _ in range(_times(rng, 3.2 * share)):
            done = in_month(month, between(rng, 1, 30))
            yield card(account, done, price(rng, 3, 75), passing_shop(rng), story.family.town, rng)


def _cash(story: Story, account: str, share: float) -> Iterator[BankEvent]:
    rng = dice(story.seed, "cash", account)
    for month in months(story.start, story.months):
        for _ in range(_times(rng, 1.4 * share)):
            done = in_month(month, between(rng, 1, 28))
            amount, booked_on = between(rng, 2, 12) * 1000, later(done, 1)
            yield BankEvent(account, booked_on, -amount, EventKind.CASH, story.family.town, done=done)


def _subscriptions(story: Story) -> Iterator[BankEvent]:
    rng = dice(story.seed, "subscriptions")
    for name, amount in some(rng, SUBSCRIPTIONS, between(rng, 1, 3)):
        due = between(rng, 1, 27)
        for month in months(story.start, story.months):
            yield card(MAIN, in_month(month, due), amount, name)


def _cheques(story: Story) -> Iterator[BankEvent]:
    rng = dice(story.seed, "cheques out")
    number = int(digits(rng, 7))
    for month in months(story.start, story.months):
        if chance(rng, 0.35):
            number += 1
            day = booked(in_month(month, between(rng, 1, 28)))
            yield BankEvent(MAIN, day, -between(rng, 12, 180) * 100, EventKind.CHEQUE, reference=str(number))
