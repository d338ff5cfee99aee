"""Innocent twins that any household has by itself: found in the story and named, nothing is added."""

from collections.abc import Callable
from itertools import islice

from watchdog_sante.household_generator.calendar import DAY, is_working
from watchdog_sante.household_generator.everyday.bills import PREMIUM
from watchdog_sante.household_generator.people import SECOND
from watchdog_sante.household_generator.planting import bank_row, credit_of, line_row, must_be_silent, payments
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, CareLine, EventKind
from watchdog_sante.model.statements import PaidTo

_SHOWN = 12  # rows named at most for each
_USUAL = 9000  # cents below which care paid to the provider is nothing to ask about


def _one_of_several_acts(story: Story, line: CareLine) -> bool:
    group = payments(story).get(line.payment, ())
    return sum(one.reimbursed > 0 for one in group) > 1


def _paid_to_provider(_: Story, line: CareLine) -> bool:
    return line.paid_to == PaidTo.CARE_PROVIDER and (line.expense or 0) < _USUAL


def _to_second_account(_: Story, line: CareLine) -> bool:
    return line.account == SECOND and line.paid_to == PaidTo.INSURED


def _still_to_come(story: Story, line: CareLine) -> bool:
    recent = line.paid_on >= story.end - 6 * DAY and line.paid_to == PaidTo.INSURED
    return recent and credit_of(story, line.payment) is None


def _told_before(story: Story, event: BankEvent) -> bool:
    """A credit of the first days, whose statement is older than the oldest file."""
    return ":" in event.tag and event.day <= story.start + 12 * DAY and event.tag not in payments(story)


def _january_premium(story: Story, event: BankEvent) -> bool:
    return event.tag == PREMIUM and event.day.month == 1 and event.day.year > story.start.year


def _numbered_store(_: Story, event: BankEvent) -> bool:
    return event.kind == EventKind.CARD and event.payee[-1:].isdigit()


def _label_cut(story: Story, event: BankEvent) -> bool:
    old = {account.key for account in story.family.accounts if account.export == "bnp-old-ofx"}
    return event.account in old and event.kind == EventKind.DEBIT


def _after_closed_days(_: Story, event: BankEvent) -> bool:
    return event.kind == EventKind.DEBIT and not is_working(event.day - DAY)


_LINES: dict[str, Callable[[Story, CareLine], bool]] = {
    "two_acts_one_credit": _one_of_several_acts,
    "deduction_kept_back": lambda _, line: line.reimbursed < 0,
    "third_party_payment": _paid_to_provider,
    "paid_to_second_account": _to_second_account,
    "end_of_period": _still_to_come,
}
_EVENTS: dict[str, Callable[[Story, BankEvent], bool]] = {
    "january_rise": _january_premium,
    "start_of_period": _told_before,
    "store_number": _numbered_store,
    "cut_label": _label_cut,
    "between_own_accounts": lambda _, event: event.motive == "COMPTE COMMUN",
    "shifted_by_closed_days": _after_closed_days,
}
KINDS = (*_LINES, *_EVENTS)


def named(story: Story) -> Story:
    """The story with its natural twins named."""
    for kind, is_line in _LINES.items():
        lines = islice((line for line in reversed(story.lines) if is_line(story, line)), _SHOWN)
        story = must_be_silent(story, kind, map(line_row, lines))
    for kind, is_event in _EVENTS.items():
        events = islice((event for event in story.events if is_event(story, event)), _SHOWN)
        story = must_be_silent(story, kind, map(bank_row, events))
    return story
