"""P11 and P9: the false bank adviser's "safe account", and the mule's money that leaves in two parts."""

from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.dice import between, cents, chance, pick, some
from watchdog_sante.household_generator.names import STRANGERS
from watchdog_sante.household_generator.planting import a_day, an_account, bank_row, fraud
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

_IN, _OUT = EventKind.TRANSFER_IN, EventKind.TRANSFER_OUT
_SAFE = ("COMPTE SECURISE", "SERVICE ANTI FRAUDE", "CPTE DE PROTECTION", "SECURITE BANCAIRE")


def safe_account(story: Story, rng: Random) -> Story | None:
    """The savings are "brought to safety": one to three instant transfers of a day to an account that is no one's."""
    account = an_account(story, rng)
    day = a_day(story, rng, account)
    if day is None:
        return None
    payee = pick(rng, _SAFE) if chance(rng, 0.6) else pick(rng, STRANGERS)
    motive = pick(rng, ("", "MISE EN SECURITE", "ANNULATION FRAUDE"))
    events = [
        BankEvent(account, day, -between(rng, 45, 300) * 1000 - n, _OUT, payee, motive=motive, instant=True)
        for n in range(between(rng, 1, 3))
    ]
    return fraud(story.with_events(events), "safe_account", map(bank_row, events))


def mule_in_parts(story: Story, rng: Random) -> Story | None:
    """A stranger's credit "paid by mistake", sent on within days to two other strangers."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=15)
    if day is None:
        return None
    sender, *receivers = some(rng, STRANGERS, 3)
    amount = cents(rng, 620, 2600)
    share = int(amount * (0.43 + 0.06 * rng.random()))
    coming = BankEvent(account, day, amount, _IN, sender, motive=pick(rng, ("ERREUR", "TROP VERSE", "")))
    going = [
        BankEvent(account, booked(day + between(rng, 1, 8) * DAY), -share - n, _OUT, name, instant=chance(rng, 0.6))
        for n, name in enumerate(receivers)
    ]
    return fraud(story.with_events([coming, *going]), "mule_in_parts", map(bank_row, (coming, *going)))
