"""How something is planted in a story: where there is room for it, and which rows its label names."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import TypeAlias

from watchdog_sante.household_generator.banks import EXPORTS, Export
from watchdog_sante.household_generator.calendar import DAY, booked
from watchdog_sante.household_generator.dice import between
from watchdog_sante.household_generator.everyday.bills import PREMIUM
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.statements import bank_source
from watchdog_sante.household_generator.story import Story, insurer_source
from watchdog_sante.household_generator.values import (
    BankEvent,
    CareLine,
    EventKind,
    PlantedEvent,
    PlantedRow,
    Snapshot,
)
from watchdog_sante.model.kinds import PaidTo, SourceKind

Planter: TypeAlias = Callable[[Story, Random], Story | None]  # None: there was no room for it

_TRIES = 40
_LEARNING = 125  # days of history before anything is planted: before that everything is new


def bank_row(event: BankEvent) -> PlantedRow:
    """The label row of a bank operation."""
    return PlantedRow(SourceKind.BANK, event.day, event.cents)


def line_row(line: CareLine) -> PlantedRow:
    """The label row of an insurer's row."""
    return PlantedRow(line.insurer, line.paid_on, line.reimbursed)


def field_row(snapshot: Snapshot, field: str) -> PlantedRow:
    """The label row of a detail that a snapshot shows."""
    return PlantedRow(SourceKind.INSURER_DETAILS, snapshot.day, field=field)


def fraud(story: Story, kind: str, rows: Iterable[PlantedRow]) -> Story:
    """The story with a fraud's label."""
    return story.labelled(PlantedEvent(kind, False, tuple(rows)))


def may_ask(story: Story, kind: str, rows: Iterable[PlantedRow]) -> Story:
    """The story with an innocent event about which one may be asked."""
    return story.labelled(PlantedEvent(kind, True, tuple(rows)))


def must_be_silent(story: Story, kind: str, rows: Iterable[PlantedRow]) -> Story:
    """The story with an innocent twin that no alert may accuse."""
    return story.kept_silent(PlantedEvent(kind, True, tuple(rows)))


def a_day(story: Story, rng: Random, account: str = MAIN, after: int = 3, since: int = _LEARNING) -> date | None:
    """A working day, at least `since` days from the start, that the account's files tell of with `after` days more."""
    last = story.end - timedelta(days=after + 5)
    for _ in range(_TRIES):
        day = booked(story.start + between(rng, since, max(since, (last - story.start).days)) * DAY)
        if day <= last and story.told(bank_source(account), day - 3 * DAY, day + after * DAY):
            return day
    return None


def an_account(story: Story, rng: Random) -> str:
    """One of the accounts whose statements the household has, the main one most often."""
    return story.family.accounts[-1].key if rng.random() < 0.3 else MAIN


def export_of(story: Story, account: str) -> Export:
    """The form of that account's statements."""
    return EXPORTS[story.family.account(account).export]


def bills(story: Story) -> list[tuple[BankEvent, ...]]:
    """The monthly direct debits that run through the whole period, the premium aside: one series a creditor."""
    series: dict[tuple[str, str, str], tuple[BankEvent, ...]] = {}
    shown = {account.key for account in story.family.accounts}
    for event in story.events:
        if event.kind == EventKind.DEBIT and event.tag != PREMIUM and event.account in shown:
            key = (event.account, event.payee, event.mandate)
            series[key] = (*series.get(key, ()), event)
    through = (tuple(sorted(one, key=lambda event: event.day)) for one in series.values())
    return [one for one in through if len(one) >= story.months - 1]


def swap(story: Story, old: BankEvent, new: BankEvent) -> Story:
    """The story in which one operation happened otherwise."""
    return story.without_events([old]).with_events([new])


def payments(story: Story, insurer: SourceKind | None = None) -> dict[str, tuple[CareLine, ...]]:
    """The rows paid to the insured, by payment."""
    groups: dict[str, tuple[CareLine, ...]] = {}
    for line in story.lines:
        if line.paid_to == PaidTo.INSURED and insurer in (None, line.insurer):
            groups[line.payment] = (*groups.get(line.payment, ()), line)
    return groups


def total(rows: Iterable[CareLine]) -> int:
    """What a payment's rows sum to, in cents."""
    return sum(line.reimbursed for line in rows)


def credit_of(story: Story, payment: str) -> BankEvent | None:
    """The bank credit of that payment, if there is one."""
    return next((event for event in story.events if event.tag == payment), None)


def untouched(story: Story, rows: Iterable[PlantedRow]) -> bool:
    """Whether no label or twin planted before names one of these rows."""
    taken = {row for planted in (*story.labels, *story.silent) for row in planted.evidence}
    return not any(row in taken for row in rows)


def told_payments(story: Story, insurer: SourceKind | None = None, since: int = _LEARNING) -> list[str]:
    """Payments to the insured, in order, whose statement, credit and three weeks after it stand in files kept.

    Only those that no other payment near in time equals in amount: else nobody could tell which one was meant.
    """
    groups = payments(story, insurer)
    credited = {event.tag for event in story.events}
    chosen = []
    for name in sorted(groups, key=lambda key: (groups[key][0].paid_on, key)):
        first = groups[name][0]
        if name not in credited or first.paid_on < story.start + since * DAY or not _alone(groups, name):
            continue
        told = story.told(bank_source(first.account), first.paid_on - DAY, first.paid_on + 25 * DAY)
        if told and story.told(insurer_source(first), first.paid_on) and untouched(story, map(line_row, groups[name])):
            chosen.append(name)
    return chosen


def _alone(groups: dict[str, tuple[CareLine, ...]], name: str) -> bool:
    mine, amount = groups[name][0], total(groups[name])
    return not any(
        other != name and total(rows) == amount and abs((rows[0].paid_on - mine.paid_on).days) <= 45
        for other, rows in groups.items()
    )
