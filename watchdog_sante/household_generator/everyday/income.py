"""Money that comes in every month: salaries, family allowances, now and then a cheque paid in."""

from collections.abc import Iterator

from watchdog_sante.household_generator.calendar import booked, in_month, months
from watchdog_sante.household_generator.dice import between, chance, dice, digits, pick, some
from watchdog_sante.household_generator.names import EMPLOYERS, FUNDS
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

_CAF_DAY = 5  # family allowances are paid on the 5th


def events(story: Story) -> Iterator[BankEvent]:
    """Every income of the household."""
    yield from _salaries(story)
    yield from _allowances(story)
    yield from _cheques(story)


def _salaries(story: Story) -> Iterator[BankEvent]:
    rng = dice(story.seed, "salaries")
    adults = story.family.adults
    for person, employer in zip(adults, some(rng, EMPLOYERS, len(adults)), strict=False):
        net, pay_day = between(rng, 165000, 315000), between(rng, 25, 30)
        account = story.family.credited(person)
        reference = pick(rng, ("SALAIRE", "PAIE", "VIREMENT SALAIRE"))
        for month in months(story.start, story.months):
            rise = 1.02 if month.year > story.start.year else 1
            amount = round(net * rise) + between(rng, -4000, 9000)
            bonus = net // 2 if month.month == 12 and chance(rng, 0.4) else 0
            motive = f"{reference} {month:%m %Y}"
            day = booked(in_month(month, pay_day))
            yield BankEvent(account, day, amount + bonus, EventKind.TRANSFER_IN, employer, motive=motive)


def _allowances(story: Story) -> Iterator[BankEvent]:
    rng = dice(story.seed, "allowances")
    children = [person for person in story.family.people if person not in story.family.adults]
    if len(children) < 2:
        return
    payer, amount = f"CAF {pick(rng, FUNDS)}", between(rng, 14000, 19000)
    for month in months(story.start, story.months):
        amount = round(amount * 1.016) if month.month == 4 else amount
        day = booked(in_month(month, _CAF_DAY))
        yield BankEvent(MAIN, day, amount, EventKind.TRANSFER_IN, payer, motive=f"PRESTATIONS {month:%m%Y}")


def _cheques(story: Story) -> Iterator[BankEvent]:
    rng = dice(story.seed, "cheques in")
    for month in months(story.start, story.months):
        if chance(rng, 0.15):
            day = booked(in_month(month, between(rng, 1, 28)))
            amount = between(rng, 15, 220) * 100
            yield BankEvent(MAIN, day, amount, EventKind.DEPOSIT, reference=digits(rng, 7))
