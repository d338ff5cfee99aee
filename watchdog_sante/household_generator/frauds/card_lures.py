"""P1: a card number lured out of somebody: a small sum at an unknown merchant, then more."""

from random import Random

from watchdog_sante.household_generator.calendar import DAY
from watchdog_sante.household_generator.dice import between, cents, pick, some
from watchdog_sante.household_generator.everyday.cards import card
from watchdog_sante.household_generator.merchants import LURES, RISKY_ONLINE
from watchdog_sante.household_generator.planting import a_day, an_account, bank_row, fraud
from watchdog_sante.household_generator.story import Story

_LURE = (95, 190, 195, 99, 149)  # cents asked for "delivery" of a health card


def card_lure(story: Story, rng: Random) -> Story | None:
    """The small sum of a false delivery, then within nine days one large payment where money disappears."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=14)
    if day is None:
        return None
    small = card(account, day, pick(rng, _LURE), pick(rng, LURES))
    large = card(account, day + between(rng, 1, 9) * DAY, cents(rng, 240, 890), pick(rng, RISKY_ONLINE))
    return fraud(story.with_events([small, large]), "card_lure", map(bank_row, (small, large)))


def card_testing(story: Story, rng: Random) -> Story | None:
    """Two or three tests of a few cents at unknown merchants, then a large payment."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=10)
    if day is None:
        return None
    shops = some(rng, RISKY_ONLINE, 4)
    tests = [card(account, day + n // 2 * DAY, between(rng, 1, 150), shops[n]) for n in range(between(rng, 2, 3))]
    large = card(account, day + between(rng, 2, 4) * DAY, cents(rng, 180, 640), shops[-1])
    return fraud(story.with_events([*tests, large]), "card_testing", map(bank_row, (*tests, large)))


def small_repeats(story: Story, rng: Random) -> Story | None:
    """The same unknown merchant takes a small sum again and again within two or three weeks."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=25)
    if day is None:
        return None
    shop, amount = pick(rng, RISKY_ONLINE), cents(rng, 2.5, 14.5)
    times = between(rng, 4, 7)
    events = [card(account, day + (n * between(rng, 2, 4)) * DAY, amount, shop) for n in range(times)]
    return fraud(story.with_events(events), "small_repeats", map(bank_row, dict.fromkeys(events)))


def subscription_trap(story: Story, rng: Random) -> Story | None:
    """A parcel for next to nothing, then the same unknown merchant takes 20 to 90 euros every month."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=80)
    if day is None:
        return None
    shop, amount = pick(rng, LURES), cents(rng, 24, 89)
    first = card(account, day, pick(rng, _LURE), shop)
    start = between(rng, 3, 14)
    monthly = [card(account, day + (start + 30 * n) * DAY, amount, shop) for n in range(between(rng, 2, 4))]
    return fraud(story.with_events([first, *monthly]), "subscription_trap", map(bank_row, (first, *monthly)))
