"""Innocent twins of P9 and P11: people paid for the first time, money that comes and goes on for good reasons."""

from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.dice import between, chance, pick, some
from watchdog_sante.household_generator.names import ADULTS, FRIENDS, SURNAMES
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import a_day, an_account, bank_row, may_ask, must_be_silent
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

_IN, _OUT = EventKind.TRANSFER_IN, EventKind.TRANSFER_OUT
_CRAFTSMEN = ("SARL COUVERTURE GIRAULT", "PLOMBERIE CHAUFFAGE BERNIS", "MENUISERIE DES ETANGS", "ELEC SERVICES MARTEL")


def _once(story: Story, rng: Random, kind: str, payee: str, cents: int, motive: str, instant: float) -> Story | None:
    account = an_account(story, rng)
    day = a_day(story, rng, account)
    if day is None:
        return None
    event = BankEvent(account, day, -cents, _OUT, payee, motive=motive, instant=chance(rng, instant))
    return may_ask(story.with_events([event]), kind, [bank_row(event)])


def new_friend(story: Story, rng: Random) -> Story | None:
    """A friend is paid back for the first time."""
    return _once(story, rng, "new_friend", pick(rng, FRIENDS[6:]), between(rng, 2, 24) * 500, "MERCI", 0.4)


def rent_deposit(story: Story, rng: Random) -> Story | None:
    """The deposit for a flat."""
    return _once(
        story, rng, "rent_deposit", "AGENCE BELLEVUE IMMO", between(rng, 45, 110) * 1000, "DEPOT DE GARANTIE", 0.2
    )


def craftsman(story: Story, rng: Random) -> Story | None:
    """A craftsman's bill."""
    return _once(story, rng, "craftsman", pick(rng, _CRAFTSMEN), between(rng, 31, 290) * 1000, "FACTURE TRAVAUX", 0.1)


def car_purchase(story: Story, rng: Random) -> Story | None:
    """A second-hand car, paid at the kerb by instant transfer."""
    seller = f"{pick(rng, SURNAMES)} {pick(rng, ADULTS)}".upper()
    return _once(story, rng, "car_purchase", seller, between(rng, 24, 72) * 10000, "ACHAT VOITURE", 0.7)


def shared_meal(story: Story, rng: Random) -> Story | None:
    """A meal shared through the telephone: small instant sums from and to friends one already pays."""
    known = sorted({event.payee for event in story.events if event.payee in FRIENDS and event.account == MAIN})
    day = a_day(story, rng, after=5)
    if day is None or not known:
        return None
    events = [
        BankEvent(
            MAIN, booked(day + n * DAY), sign * between(rng, 8, 38) * 100, kind, friend, motive="WERO", instant=True
        )
        for n, friend in enumerate(some(rng, known, 3))
        for kind, sign in ((_IN, 1) if chance(rng, 0.6) else (_OUT, -1),)
    ]
    return must_be_silent(story.with_events(events), "shared_meal", map(bank_row, events))


def gift_to_savings(story: Story, rng: Random) -> Story | None:
    """A grandmother's gift, put on the savings book a few days later: in and out, and nothing is wrong."""
    book = next(event.payee for event in story.events if event.permanent and event.account == MAIN)
    day = a_day(story, rng, after=15)
    if day is None:
        return None
    amount = between(rng, 3, 12) * 10000
    grandmother = f"MME {story.family.people[0].last} ODETTE".upper()
    coming = BankEvent(MAIN, day, amount, _IN, grandmother, motive="NOEL")
    going = BankEvent(MAIN, booked(day + between(rng, 2, 10) * DAY), -amount, _OUT, book, motive="EPARGNE")
    return must_be_silent(story.with_events([coming, going]), "gift_to_savings", map(bank_row, (coming, going)))


def insurance_settlement(story: Story, rng: Random) -> Story | None:
    """The home insurer pays for the damage, and the craftsman is paid from it: the mule's honest twin."""
    day = a_day(story, rng, after=20)
    if day is None:
        return None
    amount = between(rng, 60, 240) * 1000
    coming = BankEvent(MAIN, day, amount, _IN, "ASSURVAL IARD", motive="INDEMNITE SINISTRE")
    going = BankEvent(
        MAIN, booked(day + between(rng, 3, 14) * DAY), -amount, _OUT, pick(rng, _CRAFTSMEN), motive="FACTURE"
    )
    return may_ask(story.with_events([coming, going]), "insurance_settlement", map(bank_row, (coming, going)))


def new_savings_book(story: Story, rng: Random) -> Story | None:
    """A savings book in one's own name is opened and fed every month."""
    day = a_day(story, rng, after=70)
    if day is None:
        return None
    owner = story.family.people[0]
    book, amount = f"PEL {owner.last} {owner.first}".upper(), between(rng, 5, 20) * 1000
    events = [BankEvent(MAIN, booked(day + 30 * n * DAY), -amount, _OUT, book, permanent=True) for n in range(3)]
    return must_be_silent(story.with_events(events), "new_savings_book", map(bank_row, events))
