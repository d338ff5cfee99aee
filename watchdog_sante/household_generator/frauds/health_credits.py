"""P8: a credit that looks like a reimbursement and that no statement explains, or that comes by card."""

from random import Random

from watchdog_sante.household_generator.calendar import DAY
from watchdog_sante.household_generator.dice import between, cents, digits, pick
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import a_day, bank_row, fraud
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind
from watchdog_sante.model.kinds import SourceKind


def credit_without_statement(story: Story, rng: Random) -> Story | None:
    """A credit in the name of the fund or of the insurer; its number may tell a day that does not fit (P8c)."""
    day = a_day(story, rng, after=15)
    if day is None:
        return None
    basic = rng.random() < 0.5
    source = SourceKind.BASIC_INSURER if basic else SourceKind.TOP_UP_INSURER
    if not story.told(source.value, day - 15 * DAY, day + 3 * DAY):
        return None
    told_day = day - (0 if rng.random() < 0.5 else between(rng, 20, 200)) * DAY
    motive = f"{told_day:%y%j}{digits(rng, 7)}" if basic else f"RBT {digits(rng, 9)}"
    payer = story.family.fund if basic else story.family.top_up.words
    event = BankEvent(MAIN, day, cents(rng, 70, 640), EventKind.TRANSFER_IN, payer, motive=motive)
    return fraud(story.with_events([event]), "credit_without_statement", [bank_row(event)])


def false_card_credit(story: Story, rng: Random) -> Story | None:
    """A credit on the card in the name of the health fund, which never pays on a card."""
    day = a_day(story, rng)
    if day is None:
        return None
    name = pick(rng, ("CPAM REMBOURSEMENT", "ASSURANCE MALADIE", "AMELI REMBOURSEMENT", "SECU REMB SOINS"))
    event = BankEvent(MAIN, day, cents(rng, 20, 310), EventKind.CARD_REFUND, name, done=day - DAY)
    return fraud(story.with_events([event]), "false_card_credit", [bank_row(event)])
