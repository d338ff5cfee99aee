"""Innocent twins of P2, P3 and P10: direct debits that begin, change their name, their mandate or their amount."""

from dataclasses import replace
from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked, months
from watchdog_sante.household_generator.creditors import Creditor, creditor, foreign_creditor, mandate
from watchdog_sante.household_generator.dice import between, cents, digits, pick
from watchdog_sante.household_generator.everyday.bills import debit
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import (
    a_day,
    an_account,
    bank_row,
    bills,
    may_ask,
    must_be_silent,
    swap,
)
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent

_CONTRACTS = (
    "ECOLE DE MUSIQUE DU LAC",
    "TELEASSISTANCE HERA",
    "CRECHE LES LUCIOLES",
    "ALARME VIGITEL",
    "BOX PRIMEUR BIO",
)
_CANTEENS = ("REGIE CANTINE CLAIRVAUDE", "TRESOR PUBLIC CANTINE SCOLAIRE", "OGEC SAINTE CLOTILDE")
_INTERMEDIARIES = (("PAYPAL EUROPE SARL ET CIE SCA", "LU"), ("GOCARDLESS LTD", "GB"), ("STRIPE PAYMENTS EUROPE", "IE"))
_NEW_TELECOM = ("NOVALIGNE TELECOM", "ORBITEL MOBILE", "FILIGRANE BOX")
_MERGED = ("GROUPE {} ET ASSOCIES", "{} NOUVELLE GENERATION", "UNION {}")


def _monthly(
    story: Story, account: str, day: date, cents_: int, payee: Creditor, motive: str, times: int = 99
) -> list[BankEvent]:
    first = months(day, 1)[0]
    span = min(times, (story.end.year - day.year) * 12 + story.end.month - day.month + 1)
    days = [month + (day.day - 1) * DAY for month in months(first, span)]
    events = [debit(account, on, cents_, payee, motive, "") for on in days]
    return [event for event in events if event.day <= story.end]


def _begins(
    story: Story, rng: Random, kind: str, payee: Creditor, amount: int, motive: str = "", times: int = 99
) -> Story | None:
    """The story with a monthly debit that begins on some day, all of it open to a question."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=35)
    if day is None:
        return None
    events = _monthly(story, account, day, amount, payee, motive, times)
    return may_ask(story.with_events(events), kind, map(bank_row, events))


def new_contract(story: Story, rng: Random) -> Story | None:
    """A contract somebody has just taken out."""
    return _begins(story, rng, "new_contract", creditor(rng, pick(rng, _CONTRACTS)), cents(rng, 14, 95), "ABONNEMENT")


def school_canteen(story: Story, rng: Random) -> Story | None:
    """The canteen begins to debit, for a school year."""
    return _begins(
        story, rng, "school_canteen", creditor(rng, pick(rng, _CANTEENS)), cents(rng, 28, 110), "CANTINE", 10
    )


def payment_intermediary(story: Story, rng: Random) -> Story | None:
    """A purchase debited by a payment intermediary whose identifier is foreign."""
    name, country = pick(rng, _INTERMEDIARIES)
    return _begins(
        story,
        rng,
        "payment_intermediary",
        foreign_creditor(rng, name, country),
        cents(rng, 9, 85),
        "",
        between(rng, 1, 3),
    )


def pay_in_instalments(story: Story, rng: Random) -> Story | None:
    """A purchase paid in three or four parts through a lender."""
    name = pick(rng, ("ALMA SAS", "ONEY BANK", "FLOA PAY"))
    return _begins(
        story, rng, "pay_in_instalments", creditor(rng, name), cents(rng, 35, 160), "PAIEMENT 3X", between(rng, 2, 4)
    )


def own_loan(story: Story, rng: Random) -> Story | None:
    """A car loan of one's own begins."""
    name = pick(rng, ("SOFINCO", "COFIDIS", "CETELEM"))
    return _begins(story, rng, "own_loan", creditor(rng, name), cents(rng, 110, 280), f"CREDIT AUTO {digits(rng, 8)}")


def annual_insurance(story: Story, rng: Random) -> Story | None:
    """A yearly premium: the first one may be asked about, the same day a year later it may not."""
    day = a_day(story, rng)
    if day is None:
        return None
    payee, amount = (
        creditor(rng, pick(rng, ("ASSURVAL PROTECTION JURIDIQUE", "CERTIA SCOLAIRE", "GARANTIA OBJETS"))),
        cents(rng, 60, 290),
    )
    first = debit(MAIN, day, amount, payee, "PRIME ANNUELLE")
    second = debit(MAIN, day + 365 * DAY, round(amount * 1.04), payee, "PRIME ANNUELLE")
    story = may_ask(story.with_events([first, second]), "annual_insurance", [bank_row(first)])
    return must_be_silent(story, "annual_insurance_again", [bank_row(second)]) if second.day <= story.end else story


def property_tax(story: Story, rng: Random) -> Story | None:
    """The property tax in October, by a mandate of its own."""
    days = [booked(month + 24 * DAY) for month in months(story.start, story.months) if month.month == 10]
    if not days:
        return None
    payee = creditor(rng, "DIRECTION GENERALE DES FINANCES PUBLIQUES")
    event = debit(MAIN, days[-1], cents(rng, 420, 1600), payee, "IMPOT TF")
    return may_ask(story.with_events([event]), "property_tax", [bank_row(event)])


def telecom_switch(story: Story, rng: Random) -> Story | None:
    """One operator stops, another one begins: the old one's last debits are gone."""
    old = [series for series in bills(story) if series[0].motive in {"FACTURE MOBILE", "ABONNEMENT FIBRE"}]
    if not old:
        return None
    series = pick(rng, old)
    day = a_day(story, rng, series[0].account, after=40)
    if day is None:
        return None
    gone = [event for event in series if event.day > day + 20 * DAY]
    new = _monthly(story, series[0].account, day, cents(rng, 9, 40), creditor(rng, pick(rng, _NEW_TELECOM)), "FACTURE")
    return may_ask(story.without_events(gone).with_events(new), "telecom_switch", map(bank_row, new))


def _from_some_day(story: Story, rng: Random) -> tuple[BankEvent, ...]:
    series = pick(rng, bills(story))
    return series[between(rng, 5, len(series) - 3) :]


def creditor_renamed(story: Story, rng: Random) -> Story | None:
    """A creditor merges: another name from one month on, the same identifier and mandate."""
    changed = _from_some_day(story, rng)
    name = pick(rng, _MERGED).format(changed[0].payee.split()[0])
    renamed = [replace(event, payee=name) for event in changed]
    return may_ask(story.without_events(changed).with_events(renamed), "creditor_renamed", map(bank_row, renamed))


def new_mandate_reference(story: Story, rng: Random) -> Story | None:
    """A contract is renewed: the same creditor, amount and day under another mandate reference."""
    changed = _from_some_day(story, rng)
    other = mandate(rng, changed[0].payee)
    renewed = [replace(event, mandate=other) for event in changed]
    return may_ask(story.without_events(changed).with_events(renewed), "new_mandate_reference", map(bank_row, renewed))


def insurer_two_creditor_ids(story: Story, rng: Random) -> Story | None:
    """A group debits a second contract under another of its identifiers."""
    series = pick(rng, bills(story))
    payee = creditor(rng, series[0].payee)
    day = a_day(story, rng, series[0].account, after=40)
    if day is None:
        return None
    events = _monthly(story, series[0].account, day, cents(rng, 8, 36), payee, "CONTRAT 2")
    return may_ask(story.with_events(events), "insurer_two_creditor_ids", map(bank_row, events))


def regularisation(story: Story, rng: Random) -> Story | None:
    """Once a year the energy supplier takes what was consumed above the monthly sums."""
    series = [series for series in bills(story) if series[0].motive == "ELECTRICITE"]
    late = series[0][8:-1] if series else ()
    if not late:
        return None
    usual = pick(rng, late)
    dearer = replace(usual, cents=round(usual.cents * (1.5 + rng.random())), motive="REGULARISATION ANNUELLE")
    return may_ask(swap(story, usual, dearer), "regularisation", [bank_row(dearer)])
