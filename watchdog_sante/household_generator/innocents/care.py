"""Innocent twins of P7: dear or unusual care that somebody did receive."""

from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.care.billed import Bill, rows
from watchdog_sante.household_generator.dice import between, cents, pick
from watchdog_sante.household_generator.everyday.cards import card
from watchdog_sante.household_generator.names import DOCTORS
from watchdog_sante.household_generator.people import Person
from watchdog_sante.household_generator.planting import a_day, bank_row, line_row, may_ask, must_be_silent
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import CareLine


def _own_share(story: Story, person: Person, day: date, lines: list[CareLine], where: str, kind: str) -> Story:
    """The story with that care, and the rest of its price paid by card on the day."""
    rest = (lines[0].expense or 0) - sum(line.reimbursed for line in lines)
    account = story.family.credited(person)
    paid = [card(account, day, rest, where, story.family.town)] if rest > 0 else []
    planted = story.with_lines(lines).with_events(paid)
    return may_ask(planted, kind, [*map(line_row, lines), *map(bank_row, paid)])


def _bought(story: Story, rng: Random, kind: str, person: Person, bill: tuple[str, str, int, int]) -> Story | None:
    day = a_day(story, rng, after=20)
    if day is None:
        return None
    act, where, expense, base = bill
    lines = rows(story, rng, Bill(person, day, act, where, expense, base, 60, top_up=0.5 + 0.4 * rng.random()))
    return _own_share(story, person, day, lines, where, kind)


def first_optician(story: Story, rng: Random) -> Story | None:
    """Somebody's first glasses, with one's own share paid at the shop."""
    person = pick(rng, story.family.people)
    where = f"OPTIQUE {pick(rng, DOCTORS)}"
    return _bought(story, rng, "first_optician", person, ("Monture et verres", where, cents(rng, 220, 590), 30))


def dental_prosthesis(story: Story, rng: Random) -> Story | None:
    """A crown, at the dentist's one goes to."""
    person = pick(rng, story.family.adults)
    where = f"CABINET DENTAIRE {pick(rng, DOCTORS)}"
    return _bought(story, rng, "dental_prosthesis", person, ("Prothèse dentaire", where, cents(rng, 420, 680), 12000))


def hearing_aid_bought(story: Story, rng: Random) -> Story | None:
    """A hearing aid for somebody old enough to need one."""
    old = [person for person in story.family.adults if person.age(story.start) >= 55]
    if not old:
        return None
    where = f"AUDITION {pick(rng, DOCTORS)}"
    return _bought(
        story, rng, "hearing_aid_bought", pick(rng, old), ("Aide auditive", where, cents(rng, 950, 1650), 40000)
    )


def nurse_series(story: Story, rng: Random) -> Story | None:
    """A nurse comes on five to eight days in a row."""
    day = a_day(story, rng, after=30)
    if day is None:
        return None
    person, where = pick(rng, story.family.adults), f"IDE {pick(rng, DOCTORS)}"
    days = [day + n * DAY for n in range(between(rng, 5, 8))]
    lines = [
        line
        for on in days
        for line in rows(story, rng, Bill(person, on, "Soins infirmiers", where, 945, 945, 60, wait=8))
    ]
    return may_ask(story.with_lines(lines), "nurse_series", map(line_row, lines))


def hospital_stay(story: Story, rng: Random) -> Story | None:
    """A stay in hospital with its flat rate, all of it paid to the hospital."""
    day = a_day(story, rng, after=40)
    if day is None:
        return None
    person, nights = pick(rng, story.family.people), between(rng, 2, 6)
    stay = Bill(
        person, day, "Frais de séjour hospitalier", "CENTRE HOSPITALIER", cents(rng, 800, 2400), 240000, 80, wait=15
    )
    flat = Bill(
        person, day, "Forfait journalier hospitalier", "CENTRE HOSPITALIER", 2000 * nights, 2000 * nights, 0, wait=15
    )
    lines = [*rows(story, rng, stay), *[line for line in rows(story, rng, flat) if line.reimbursed]]
    return may_ask(story.with_lines(lines), "hospital_stay", map(line_row, lines))


def late_billing(story: Story, rng: Random) -> Story | None:
    """A laboratory bills an analysis of many months ago."""
    day = a_day(story, rng, after=10)
    if day is None:
        return None
    person, known = pick(rng, story.family.people), [line for line in story.lines if line.act == "Analyses de biologie"]
    if not known:
        return None
    amount = cents(rng, 15, 70)
    care_day = booked(day - between(rng, 120, 420) * DAY)
    bill = Bill(
        person,
        care_day,
        "Analyses de biologie",
        known[0].provider,
        amount,
        amount,
        60,
        wait=(day - care_day).days * 5 // 7,
    )
    lines = [line for line in rows(story, rng, bill) if line.paid_on <= story.end]
    return must_be_silent(story.with_lines(lines), "late_billing", map(line_row, lines))
