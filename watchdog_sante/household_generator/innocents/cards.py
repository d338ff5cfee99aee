"""Innocent twins of P1: small and large card payments as everybody makes them, at home and abroad."""

from dataclasses import replace
from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked, months
from watchdog_sante.household_generator.dice import between, cents, pick, price, some
from watchdog_sante.household_generator.everyday.cards import card
from watchdog_sante.household_generator.merchants import ABROAD, SPENDING
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import a_day, an_account, bank_row, may_ask, must_be_silent
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

_SMALL = ("PARKING DES HALLES", "HORODATEUR VILLE", "DISTRIB BOISSONS", "PEAGE A 118", "TOILETTES GARE", "LAVERIE AUTO")
_DEAR = ("ELECTROVAL", "LITERIE DOUCE NUIT", "CUISINES ARMELLE", "VOYAGES ATLANTIDE", "CYCLES RAVEL", "OPTICAL PHOTO")


def parking_small(story: Story, rng: Random) -> Story | None:
    """Sums below two euros at car parks, tolls and vending machines never met before."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=20)
    if day is None:
        return None
    events = [
        card(account, day + 3 * n * DAY, between(rng, 50, 200), name) for n, name in enumerate(some(rng, _SMALL, 3))
    ]
    return must_be_silent(story.with_events(events), "parking_small", map(bank_row, events))


def small_then_large(story: Story, rng: Random) -> Story | None:
    """A parking ticket, then a dear day at a shop one has gone to for months."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=12)
    known = [
        e for e in story.events if e.account == account and e.kind == EventKind.CARD and day and e.day < day and e.town
    ]
    if day is None or not known:
        return None
    shop = pick(
        rng,
        [event for event in known if event.payee.split()[0] in {"SUPERLYS", "BRICOVAL", "MEUBLEO", "HYPERVAL"}]
        or known,
    )
    small = card(account, day, between(rng, 60, 200), pick(rng, _SMALL), story.family.town)
    large = card(account, day + between(rng, 1, 8) * DAY, cents(rng, 120, 210), shop.payee, shop.town)
    return must_be_silent(story.with_events([small, large]), "small_then_large", map(bank_row, (small, large)))


def large_purchase(story: Story, rng: Random) -> Story | None:
    """A washing machine, a bicycle, a journey: a few hundred euros at a shop never met before."""
    account = an_account(story, rng)
    day = a_day(story, rng, account)
    if day is None:
        return None
    event = card(account, day, price(rng, 260, 1150), pick(rng, _DEAR), story.family.town)
    return may_ask(story.with_events([event]), "large_purchase", [bank_row(event)])


def travel_abroad(story: Story, rng: Random) -> Story | None:
    """A week abroad: a dozen shops never met before; the hotel may be asked about."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=14)
    if day is None:
        return None
    country, town, shops = pick(rng, ABROAD)
    where = f"{town} {country}"
    small = [
        card(
            account,
            day + n % 7 * DAY,
            cents(rng, 3, 60),
            pick(rng, [shop for shop in shops if "HOT" not in shop]),
            where,
        )
        for n in range(between(rng, 7, 13))
    ]
    hotel = card(account, day + 7 * DAY, cents(rng, 190, 620), f"HOTEL {town}", where)
    story = must_be_silent(story.with_events([*small, hotel]), "travel_abroad", map(bank_row, small))
    return may_ask(story, "hotel_abroad", [bank_row(hotel)])


def preauthorisation(story: Story, rng: Random) -> Story | None:
    """A petrol pump holds 120 euros, gives them back, then takes what was filled in."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=10)
    if day is None:
        return None
    held = card(account, day, 12000, "STATION AVENIA 24 24", story.family.town)
    back = replace(held, day=booked(held.day + DAY), cents=12000, kind=EventKind.CARD_REFUND)
    taken = replace(held, day=booked(held.day + 2 * DAY), cents=-cents(rng, 25, 88))
    return must_be_silent(
        story.with_events([held, back, taken]), "preauthorisation", map(bank_row, (held, back, taken))
    )


def donation_rounding(story: Story, rng: Random) -> Story | None:
    """Cents given at the till, again and again, to the same charity."""
    day = a_day(story, rng, after=60)
    if day is None:
        return None
    events = [card(MAIN, day + 7 * n * DAY, between(rng, 8, 95), "ARRONDI SOLIDAIRE MICRODON") for n in range(6)]
    return must_be_silent(story.with_events(events), "donation_rounding", map(bank_row, events))


def app_store(story: Story, rng: Random) -> Story | None:
    """Small sums of many amounts at a shop for applications, from the first months on."""
    events = [
        card(MAIN, month + between(rng, 1, 26) * DAY, pick(rng, (99, 199, 299, 499)), "APPLISTORE.COM/BILL")
        for month in months(story.start, story.months)
        for _ in range(between(rng, 0, 2))
    ]
    kept = [event for event in events if event.day <= story.end]
    return must_be_silent(story.with_events(kept), "app_store", map(bank_row, kept)) if kept else None


def new_card_subscription(story: Story, rng: Random) -> Story | None:
    """A subscription by card that begins in the middle of the period."""
    day = a_day(story, rng, after=70)
    if day is None:
        return None
    name, amount = (
        pick(rng, ("SERIEBOX+", "PODCAST PREMIUM", "YOGA EN LIGNE", "PRESSE HEBDO")),
        pick(rng, (599, 899, 1290, 1799)),
    )
    count = max(1, (story.end - day).days // 30)
    events = [card(MAIN, day + 30 * n * DAY, amount, name) for n in range(count)]
    kept = [event for event in events if event.day <= story.end]
    return may_ask(story.with_events(kept), "new_card_subscription", map(bank_row, kept))


def large_refund(story: Story, rng: Random) -> Story | None:
    """A shop takes back what was bought there the week before."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=30)
    if day is None:
        return None
    name = pick(rng, SPENDING[10].names)
    bought = card(account, day, price(rng, 90, 190), name)
    back_day = booked(day + between(rng, 8, 20) * DAY)
    back = BankEvent(account, back_day, -bought.cents, EventKind.CARD_REFUND, name, done=back_day)
    return must_be_silent(story.with_events([bought, back]), "large_refund", map(bank_row, (bought, back)))
