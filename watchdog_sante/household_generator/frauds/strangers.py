"""P9, P10, P11: money that passes through, loans in somebody's name, transfers to people never paid before."""

from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.creditors import creditor
from watchdog_sante.household_generator.dice import between, cents, chance, digits, pick, some
from watchdog_sante.household_generator.everyday.bills import debit
from watchdog_sante.household_generator.everyday.cards import card
from watchdog_sante.household_generator.merchants import LURES
from watchdog_sante.household_generator.names import STRANGERS
from watchdog_sante.household_generator.planting import a_day, an_account, bank_row, fraud
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

# Real names, as in the domain notes' lexicon: a lender is recognised by its name or not at all.
LENDERS = ("COFIDIS", "CETELEM", "SOFINCO", "YOUNITED CREDIT", "FLOA", "FRANFINANCE")
_IN, _OUT = EventKind.TRANSFER_IN, EventKind.TRANSFER_OUT
_MOTIVES = ("", "AVANCE", "FACTURE", "REMBOURSEMENT", "URGENT")


def mule(story: Story, rng: Random) -> Story | None:
    """A stranger's credit, and within twelve days 85 to 100 % of it to another stranger."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=18)
    if day is None:
        return None
    sender, receiver = some(rng, STRANGERS, 2)
    amount = cents(rng, 380, 2600)
    sent_back = int(amount * (0.85 + 0.15 * rng.random()) // 1000) * 1000
    out_day = booked(day + between(rng, 1, 12) * DAY)
    coming = BankEvent(account, day, amount, _IN, sender, motive=pick(rng, _MOTIVES), instant=chance(rng, 0.5))
    going = BankEvent(
        account, out_day, -sent_back, _OUT, receiver, motive=pick(rng, _MOTIVES), instant=chance(rng, 0.5)
    )
    return fraud(story.with_events([coming, going]), "mule", map(bank_row, (coming, going)))


def lender_debit(story: Story, rng: Random) -> Story | None:
    """A lender debits the instalments of a loan that somebody else took out."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=70)
    if day is None:
        return None
    payee, amount = creditor(rng, pick(rng, LENDERS)), cents(rng, 58, 290)
    events = [
        debit(account, day + 30 * n * DAY, amount, payee, f"PRET {digits(rng, 8)}") for n in range(between(rng, 1, 3))
    ]
    return fraud(story.with_events(events), "lender_debit", map(bank_row, events))


def lender_credit(story: Story, rng: Random) -> Story | None:
    """A loan nobody asked for is paid out, and a part of it goes on to a stranger."""
    day = a_day(story, rng, after=12)
    if day is None:
        return None
    main = story.family.accounts[0].key
    amount = between(rng, 15, 60) * 10000
    loan = BankEvent(main, day, amount, _IN, pick(rng, LENDERS), motive=f"DEBLOCAGE {digits(rng, 8)}")
    onward = booked(day + between(rng, 1, 5) * DAY)
    going = BankEvent(main, onward, -round(amount * 0.9), _OUT, pick(rng, STRANGERS), instant=True)
    return fraud(story.with_events([loan, going]), "lender_credit", map(bank_row, (loan, going)))


def new_instant_transfer(story: Story, rng: Random) -> Story | None:
    """The false bank adviser: one instant transfer to somebody never paid before."""
    account = an_account(story, rng)
    day = a_day(story, rng, account)
    if day is None:
        return None
    event = BankEvent(
        account, day, -cents(rng, 310, 3400), _OUT, pick(rng, STRANGERS), motive=pick(rng, _MOTIVES), instant=True
    )
    return fraud(story.with_events([event]), "new_instant_transfer", [bank_row(event)])


def two_new_payees(story: Story, rng: Random) -> Story | None:
    """Two or three strangers are paid within a day."""
    account = an_account(story, rng)
    day = a_day(story, rng, account)
    if day is None:
        return None
    people = some(rng, STRANGERS, between(rng, 2, 3))
    events = [
        BankEvent(
            account,
            day,
            -between(rng, 30, 190) * 1000,
            _OUT,
            name,
            motive=pick(rng, _MOTIVES),
            instant=chance(rng, 0.5),
        )
        for name in people
    ]
    return fraud(story.with_events(events), "two_new_payees", map(bank_row, events))


def lure_then_transfer(story: Story, rng: Random) -> Story | None:
    """The lure's small sum, and within three days the transfer that the false adviser asks for."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=8)
    if day is None:
        return None
    small = card(account, day, pick(rng, (95, 190, 199)), pick(rng, LURES))
    out_day = booked(small.day + between(rng, 1, 2) * DAY)
    going = BankEvent(account, out_day, -cents(rng, 480, 4800), _OUT, pick(rng, STRANGERS), instant=True)
    return fraud(story.with_events([small, going]), "lure_then_transfer", map(bank_row, (small, going)))
