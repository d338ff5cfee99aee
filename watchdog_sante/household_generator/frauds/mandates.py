"""P3: a known creditor's name under another identifier, another mandate of a known creditor, a forged identifier."""

from dataclasses import replace
from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.creditors import broken_creditor_id, creditor, mandate
from watchdog_sante.household_generator.dice import between, cents, digits, pick
from watchdog_sante.household_generator.everyday.bills import debit
from watchdog_sante.household_generator.merchants import VAGUE
from watchdog_sante.household_generator.planting import a_day, bank_row, bills, export_of, fraud
from watchdog_sante.household_generator.story import Story


def name_other_creditor(story: Story, rng: Random) -> Story | None:
    """A debit in the name of a known creditor, by somebody else: another national identifier."""
    known = [series for series in bills(story) if export_of(story, series[0].account).creditors]
    if not known:
        return None
    like = pick(rng, known)[0]
    day = a_day(story, rng, like.account)
    if day is None:
        return None
    impostor = creditor(rng, like.payee)
    event = debit(like.account, day, cents(rng, 35, 290), impostor, like.motive, digits(rng, 8))
    return fraud(story.with_events([event]), "name_other_creditor", [bank_row(event)])


def mandate_other_signs(story: Story, rng: Random) -> Story | None:
    """A second mandate under a known creditor, beside the first one: another amount on another day of the month."""
    known = [series for series in bills(story) if export_of(story, series[0].account).mandates]
    if not known:
        return None
    like = pick(rng, known)[0]
    day = a_day(story, rng, like.account, after=70)
    if day is None:
        return None
    other = replace(like, mandate=mandate(rng, like.payee), reference=digits(rng, 8))
    amount = round(-like.cents * (1.6 + rng.random()))
    times = between(rng, 1, 3)
    events = [replace(other, day=debit_day, cents=-amount) for debit_day in _monthly(day, times)]
    return fraud(story.with_events(events), "mandate_other_signs", map(bank_row, events))


def _monthly(day: date, times: int) -> list[date]:
    return [booked(day + 30 * n * DAY) for n in range(times)]


def invalid_creditor_id(story: Story, rng: Random) -> Story | None:
    """A debit whose creditor identifier is written whole and has a wrong key."""
    accounts = [one.key for one in story.family.accounts if export_of(story, one.key).creditors]
    day = a_day(story, rng, accounts[0]) if accounts else None
    if day is None:
        return None
    payee = creditor(rng, pick(rng, VAGUE))
    forged = replace(payee, creditor_id=broken_creditor_id(payee.creditor_id, rng))
    event = debit(accounts[0], day, cents(rng, 25, 190), forged, "", digits(rng, 8))
    return fraud(story.with_events([event]), "invalid_creditor_id", [bank_row(event)])
