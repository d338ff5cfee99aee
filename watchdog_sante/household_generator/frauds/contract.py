"""P6 and P14: the contract is not what it was: no more top-up, a stranger covered, a dearer premium."""

from dataclasses import replace
from random import Random

from watchdog_sante.household_generator.care.billed import Bill, rows
from watchdog_sante.household_generator.dice import cents, pick
from watchdog_sante.household_generator.everyday.bills import PREMIUM
from watchdog_sante.household_generator.names import CHILDREN, DOCTORS, SURNAMES
from watchdog_sante.household_generator.planting import (
    a_day,
    bank_row,
    credit_of,
    fraud,
    line_row,
    payments,
    swap,
    untouched,
)
from watchdog_sante.household_generator.story import Story
from watchdog_sante.model.kinds import PaidTo, SourceKind

_OUT_OF_SEASON = range(3, 12)
_CARE = (("Analyses de biologie", "LABO"), ("Radiologie", "IMAGERIE"), ("Soins dentaires", "CABINET DENTAIRE"))


def premium_jump(story: Story, rng: Random) -> Story | None:
    """Outside January and February the premium rises by 40 to 110 %, and stays there."""
    series = sorted((event for event in story.events if event.tag == PREMIUM), key=lambda event: event.day)
    alone = len({event.payee for event in series}) == 1
    possible = [n for n in range(5, len(series) - 1) if alone and series[n].day.month in _OUT_OF_SEASON]
    if not possible:
        return None
    first, factor = pick(rng, possible), 1.4 + 0.7 * rng.random()
    raised = []
    for event in series[first:]:
        raised.append(replace(event, cents=round(event.cents * factor)))
        story = swap(story, event, raised[-1])
    return fraud(story, "premium_jump", map(bank_row, raised))


def unknown_beneficiary(story: Story, rng: Random) -> Story | None:
    """Somebody who does not belong to the household gets care on its account."""
    day = a_day(story, rng, after=20)
    if day is None:
        return None
    first = pick(rng, [name for name in CHILDREN if name not in {person.first for person in story.family.people}])
    last = story.family.people[0].last if rng.random() < 0.6 else pick(rng, SURNAMES)
    stranger = replace(story.family.people[0], first=first, last=last)
    expense, (act, where) = cents(rng, 26, 190), pick(rng, _CARE)
    lines = rows(story, rng, Bill(stranger, day, act, f"{where} {pick(rng, DOCTORS)}", expense, expense, 60))
    return fraud(story.with_lines(lines), "unknown_beneficiary", map(line_row, lines))


def top_up_stops(story: Story, rng: Random) -> Story | None:
    """From one day on the top-up insurer pays nothing more, though the basic insurer does and the premium runs on."""
    last = max(150, story.months * 30 - 170)
    day = a_day(story, rng, after=150, since=min(last, 240))
    if day is None:
        return None
    top_up = [line for line in story.lines if line.insurer == SourceKind.TOP_UP_INSURER and not line.second]
    gone = [line for line in top_up if line.paid_on >= day]
    names = {line.payment for line in gone if line.paid_to == PaidTo.INSURED}
    credits = [credit for name in sorted(names) if (credit := credit_of(story, name))]
    basic = payments(story, SourceKind.BASIC_INSURER)
    left = [line for group in basic.values() for line in group if line.paid_on >= day and line.reimbursed > 0]
    if len(left) < 5 or not untouched(story, [*map(line_row, gone), *map(bank_row, credits)]):
        return None
    return fraud(story.without_lines(gone).without_events(credits), "top_up_stops", map(line_row, left))
