"""P7: care that nobody received, paid by the insurers straight to whoever billed it."""

from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.care.billed import Bill, rows
from watchdog_sante.household_generator.dice import between, cents, pick
from watchdog_sante.household_generator.people import Person
from watchdog_sante.household_generator.planting import a_day, fraud, line_row, may_ask
from watchdog_sante.household_generator.story import Story

_FAR = ("CENTRE SANTE LUMIERE", "AUDITION EXPRESS 93", "OPTIQUE DU SOLEIL SAS", "DENTAVISTA", "MEDICAL CARE IDF")
_WATCHED = (  # act, euros from and to, base in cents, rate
    ("Monture et verres", 310, 720, 30, 60),
    ("Prothèse dentaire", 480, 1900, 12000, 60),
    ("Location lit médicalisé LPP", 320, 950, 32000, 60),
    ("Orthèse LPP", 305, 640, 30000, 60),
    ("Transport en ambulance", 310, 620, 48000, 65),
)
_SERIES = (
    ("Séance d'orthoptie", 26),
    ("Soins infirmiers", 14),
    ("Soins de pédicurie", 27),
    ("Séance d'orthophonie", 33),
)
_HEARING = ("Aide auditive", "Audioprothèse appareil")
_OLD_ENOUGH = 40  # below that a hearing aid is surprising (domain notes, section 2, P7)


def _somebody(story: Story, rng: Random) -> Person:
    return pick(rng, story.family.people)


def phantom_act(story: Story, rng: Random) -> Story | None:
    """One dear act of a family never seen in this household, by an unknown provider."""
    day = a_day(story, rng, after=20)
    if day is None:
        return None
    act, low, high, base, rate = pick(rng, _WATCHED)
    bill = Bill(_somebody(story, rng), day, act, pick(rng, _FAR), cents(rng, low, high), base, rate)
    lines = rows(story, rng, bill)
    return fraud(story.with_lines(lines), "phantom_act", map(line_row, lines))


def phantom_series(story: Story, rng: Random) -> Story | None:
    """Five to ten alike sessions on one day, or on as many working days in a row."""
    day = a_day(story, rng, after=30)
    if day is None:
        return None
    act, euros = pick(rng, _SERIES)
    person, where, same_day = _somebody(story, rng), pick(rng, _FAR), rng.random() < 0.5
    days = [day] * between(rng, 5, 10) if same_day else _working_days(day, between(rng, 8, 10))
    lines = [
        line for on in days for line in rows(story, rng, Bill(person, on, act, where, euros * 100, euros * 100, 60))
    ]
    return fraud(story.with_lines(lines), "phantom_series", map(line_row, lines))


def _working_days(day: date, count: int) -> list[date]:
    days = [booked(day)]
    while len(days) < count:
        days.append(booked(days[-1] + DAY))
    return days


def provider_unknown(story: Story, rng: Random) -> Story | None:
    """Usual acts for far more than usual, by a provider this household never went to."""
    day = a_day(story, rng, after=20)
    if day is None:
        return None
    act = pick(rng, ("Soins dentaires", "Analyses de biologie", "Radiologie"))
    amount = cents(rng, 330, 880)
    lines = rows(story, rng, Bill(_somebody(story, rng), day, act, pick(rng, _FAR), amount, amount, 60))
    return fraud(story.with_lines(lines), "provider_unknown", map(line_row, lines))


def age_incompatible(story: Story, rng: Random) -> Story | None:
    """A hearing aid for somebody far too young for one."""
    day = a_day(story, rng, after=20)
    young = [person for person in story.family.people if person.age(story.end) < _OLD_ENOUGH]
    if day is None or not young:
        return None
    bill = Bill(pick(rng, young), day, pick(rng, _HEARING), pick(rng, _FAR), cents(rng, 950, 1700), 40000, 60)
    lines = rows(story, rng, bill)
    return fraud(story.with_lines(lines), "age_incompatible", map(line_row, lines))


def care_in_hospital(story: Story, rng: Random) -> Story | None:
    """Sessions at a practice billed for somebody who lay in hospital on those days; the stay itself is real."""
    day = a_day(story, rng, after=30)
    if day is None:
        return None
    person, nights = pick(rng, story.family.adults), between(rng, 4, 8)
    stay = Bill(
        person, day, "Frais de séjour hospitalier", "CENTRE HOSPITALIER", cents(rng, 900, 2600), 260000, 80, wait=15
    )
    real = rows(story, rng, stay)
    act, euros = pick(rng, _SERIES)
    where = pick(rng, _FAR)
    days = [booked(day + n * DAY) for n in range(1, nights, 2)]
    false = [
        line for on in days for line in rows(story, rng, Bill(person, on, act, where, euros * 250, euros * 250, 60))
    ]
    story = may_ask(story.with_lines([*real, *false]), "hospital_stay", map(line_row, real))
    return fraud(story, "care_in_hospital", map(line_row, false))
