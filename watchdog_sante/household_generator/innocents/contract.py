"""Innocent twins of P5 and P6: contracts that change because the household wanted it, or the year turned."""

from dataclasses import replace
from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import DAY, in_month, months
from watchdog_sante.household_generator.care.billed import Bill, rows
from watchdog_sante.household_generator.creditors import creditor
from watchdog_sante.household_generator.details import (
    CONTRACT,
    EMAIL,
    FORMULA,
    OPERATOR,
    OPERATOR_NUMBER,
    ORGANISATION,
    TELEPHONE,
)
from watchdog_sante.household_generator.dice import between, cents, digits, pick
from watchdog_sante.household_generator.everyday.bills import PREMIUM, debit
from watchdog_sante.household_generator.innocents.premiums import premiums
from watchdog_sante.household_generator.names import CHILDREN, FORMULAS
from watchdog_sante.household_generator.people import MAIN, TopUp, top_up
from watchdog_sante.household_generator.planting import a_day, bank_row, field_row, line_row, may_ask
from watchdog_sante.household_generator.story import Story


def _shown_from(story: Story, day: date, changes: tuple[tuple[str, str], ...]) -> tuple[Story, date | None]:
    """The story whose snapshots read otherwise from that day on, and the first day on which they do."""
    shown, first = [], None
    for snapshot in story.snapshots:
        if snapshot.day >= day:
            first = first or snapshot.day
            for field, value in changes:
                snapshot = snapshot.changed(field, value)
        shown.append(snapshot)
    return story.with_snapshots(shown), first


def _new_years(story: Story) -> list[date]:
    return [month for month in months(story.start, story.months - 3) if month.month == 1 and month > story.start]


def insurer_switch(story: Story, rng: Random) -> Story | None:
    """A new insurer on 1 January: its premium begins while the old one's last month is still debited."""
    if not _new_years(story):
        return None
    day, old = pick(rng, _new_years(story)), story.family.top_up
    new = top_up(rng, len(story.family.people))
    if new.name == old.name:
        return None
    gone = [event for event in premiums(story) if event.day > day + 31 * DAY]
    taken = (debit(MAIN, in_month(m, 8), new.premium, new.creditor, new.contract) for m in months(day, story.months))
    begun = [replace(event, tag=PREMIUM) for event in taken if event.day <= story.end]
    story = _paid_by(story.without_events(gone).with_events(begun), new, day)
    fields = _fields(new)
    story, first = _shown_from(story, day, fields)
    shown = [snapshot for snapshot in story.snapshots if snapshot.day == first]
    details = [field_row(snapshot, field) for snapshot in shown for field, _ in fields]
    story = replace(story, more_insurers=(*story.more_insurers, new))
    return may_ask(story, "insurer_switch", [*map(bank_row, begun), *details])


def _fields(new: TopUp) -> tuple[tuple[str, str], ...]:
    return (
        (ORGANISATION, new.name),
        (CONTRACT, new.contract),
        (FORMULA, new.formula),
        (TELEPHONE, new.telephone),
        (EMAIL, f"contact@{new.domain}"),
        (OPERATOR, new.operator),
        (OPERATOR_NUMBER, new.operator_number),
    )


def _paid_by(story: Story, new: TopUp, day: date) -> Story:
    """The story in which the new insurer pays what the top-up insurer paid from that day on."""
    old = story.family.top_up.words
    changed = [
        event for event in story.events if event.payee == old and event.day >= day + 15 * DAY and event.cents > 0
    ]
    return story.without_events(changed).with_events(replace(event, payee=new.words) for event in changed)


def _second_premium(story: Story, rng: Random, kind: str, words: str, low: float, high: float) -> Story | None:
    day = a_day(story, rng, after=40)
    if day is None:
        return None
    payee, amount = creditor(rng, words), cents(rng, low, high)
    events = [debit(MAIN, in_month(month, day.day), amount, payee) for month in months(day, 99) if month <= story.end]
    kept = [event for event in events if event.day <= story.end]
    return may_ask(story.with_events(kept), kind, map(bank_row, kept))


def funeral_contract(story: Story, rng: Random) -> Story | None:
    """The same brand sells a funeral contract: a second premium that is no second health contract."""
    words = f"{story.family.top_up.words} {pick(rng, ('OBSEQUES', 'PREVOYANCE', 'DEPENDANCE'))}"
    return _second_premium(story, rng, "funeral_contract", words, 12, 45)


def children_contract(story: Story, rng: Random) -> Story | None:
    """The children get a small contract of their own."""
    return _second_premium(story, rng, "children_contract", "MUTUELLE DES ECOLIERS DU VAL", 9, 24)


def operator_renewal(story: Story, rng: Random) -> Story | None:
    """On 1 January the same insurer works with another third-party operator."""
    if not _new_years(story):
        return None
    changes = (
        (OPERATOR, "Noveris" if story.family.top_up.operator != "Noveris" else "Carteo"),
        (OPERATOR_NUMBER, digits(rng, 8)),
    )
    story, first = _shown_from(story, pick(rng, _new_years(story)), changes)
    shown = [snapshot for snapshot in story.snapshots if snapshot.day == first]
    return may_ask(story, "operator_renewal", [field_row(shown[0], field) for field, _ in changes]) if shown else None


def formula_renewal(story: Story, rng: Random) -> Story | None:
    """The household chooses another formula."""
    free = story.snapshots[2:]
    other = [formula for formula in FORMULAS if formula != story.family.top_up.formula]
    if not free:
        return None
    story, first = _shown_from(story, pick(rng, free).day, ((FORMULA, pick(rng, other)),))
    shown = [snapshot for snapshot in story.snapshots if snapshot.day == first]
    return may_ask(story, "formula_renewal", [field_row(shown[0], FORMULA)])


def newborn(story: Story, rng: Random) -> Story | None:
    """A child is born: a new first name on the statements, under the family's name."""
    day = a_day(story, rng, after=60)
    if day is None:
        return None
    first = pick(rng, [name for name in CHILDREN if name not in {person.first for person in story.family.people}])
    child = replace(story.family.people[0], first=first, birth=day)
    amounts = [cents(rng, 22, 60) for _ in range(between(rng, 2, 4))]
    lines = [
        line
        for n, amount in enumerate(amounts)
        for line in rows(
            story,
            rng,
            Bill(
                child,
                day + 12 * n * DAY,
                "Médicaments vignette blanche 65 %",
                "PHARMACIE DU BERCEAU",
                amount,
                amount,
                65,
            ),
        )
    ]
    kept = [line for line in lines if line.paid_on <= story.end]
    return may_ask(story.with_lines(kept), "newborn", map(line_row, kept))
