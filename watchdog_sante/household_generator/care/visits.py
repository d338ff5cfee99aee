"""Who got which care, where, when, at what price: each person goes back to the same few providers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.care.tariffs import ACTS, Act, provider
from watchdog_sante.household_generator.dice import between, chance, dice, pick
from watchdog_sante.household_generator.names import DOCTORS
from watchdog_sante.household_generator.people import Person
from watchdog_sante.household_generator.story import Story

BEFORE = 40  # days before the first statement from which care may still be paid back later


@dataclass(frozen=True, slots=True)
class Visit:
    """One act of care. `cost` in cents; `wait`: working days until the basic insurer pays."""

    person: Person
    day: date
    act: Act
    provider: str
    cost: int
    third_party: bool
    wait: int
    boxes: int = 1
    by_card: bool = True


def usual_visits(story: Story) -> tuple[Visit, ...]:
    """The care of the whole period, by day."""
    found = [visit for person in story.family.people for visit in _of_person(story, person)]
    # Nobody goes to the same doctor for the same thing twice a day: chance must not invent a duplicate.
    visits = {(visit.person, visit.act.key, visit.day): visit for visit in found}.values()
    return tuple(sorted(visits, key=lambda visit: (visit.day, visit.person.first, visit.act.key, visit.cost)))


def family_providers(story: Story, act: Act) -> tuple[str, ...]:
    """The practices this household goes to for that care: one, or two."""
    rng = dice(story.seed, "providers", act.key)
    return tuple({provider(rng, act, DOCTORS): None for _ in range(between(rng, 1, 2))})


def _of_person(story: Story, person: Person) -> Iterator[Visit]:
    years = (story.end - story.start).days / 365
    for act in ACTS:
        rng = dice(story.seed, "visits", person.first, act.key)
        child = person.age(story.start) < 16
        expected = years * (act.child if child else act.adult) * (1.4 if person.age(story.start) > 55 else 1)
        for _ in range(int(expected) + chance(rng, expected % 1)):
            day = booked(story.start + between(rng, -BEFORE, (story.end - story.start).days) * DAY)
            yield from _series(story, rng, person, act, day)


def _series(story: Story, rng: Random, person: Person, act: Act, day: date) -> Iterator[Visit]:
    """One act, or the weekly sessions of a series."""
    where = pick(rng, family_providers(story, act))
    cost = act.price(rng, day)
    for number in range(between(rng, 3, 8) if act.key == "physio" else 1):
        on = booked(day + 7 * number * DAY)
        if on <= story.end:
            yield visit(rng, person, act, on, where, cost)


def visit(rng: Random, person: Person, act: Act, day: date, where: str, cost: int) -> Visit:
    """One act of care with its chances: paid to the provider or not, by card or by cheque, paid back soon or late."""
    third = chance(rng, act.third_party)
    wait = between(rng, 3, 7) if chance(rng, 0.94) else between(rng, 15, 28)
    return Visit(person, day, act, where, cost, third, wait, between(rng, 1, 3), chance(rng, 0.85))
