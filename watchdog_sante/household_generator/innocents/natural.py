"""Innocent twins that any household has by itself: found in the story and named, nothing is added."""

from collections import Counter
from collections.abc import Callable
from itertools import islice

from watchdog_sante.household_generator.calendar import DAY, is_working
from watchdog_sante.household_generator.everyday.bills import PREMIUM
from watchdog_sante.household_generator.people import SECOND
from watchdog_sante.household_generator.planting import bank_row, line_row, must_be_silent
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, CareLine, EventKind
from watchdog_sante.model.kinds import PaidTo

_SHOWN = 12  # rows named at most for each
_USUAL = 9000  # cents below which care paid to the provider is nothing to ask about


def _one_of_several_acts(story: Story) -> Callable[[CareLine], bool]:
    acts = Counter(line.payment for line in story.lines if line.paid_to == PaidTo.INSURED and line.reimbursed > 0)
    return lambda line: acts[line.payment] > 1


def _paid_to_provider(_: Story) -> Callable[[CareLine], bool]:
    return lambda line: line.paid_to == PaidTo.CARE_PROVIDER and (line.expense or 0) < _USUAL


def _to_second_account(_: Story) -> Callable[[CareLine], bool]:
    return lambda line: line.account == SECOND and line.paid_to == PaidTo.INSURED


def _still_to_come(story: Story) -> Callable[[CareLine], bool]:
    credited, recent = {event.tag for event in story.events}, story.end - 6 * DAY
    return lambda line: line.paid_on >= recent and line.paid_to == PaidTo.INSURED and line.payment not in credited


def _told_before(story: Story) -> Callable[[BankEvent], bool]:
    """A credit of the first days, whose statement is older than the oldest file."""
    told, first_days = {line.payment for line in story.lines}, story.start + 12 * DAY
    return lambda event: ":" in event.tag and event.day <= first_days and event.tag not in told


def _january_premium(story: Story) -> Callable[[BankEvent], bool]:
    return lambda event: event.tag == PREMIUM and event.day.month == 1 and event.day.year > story.start.year


def _numbered_store(_: Story) -> Callable[[BankEvent], bool]:
    return lambda event: event.kind == EventKind.CARD and event.payee[-1:].isdigit()


def _label_cut(story: Story) -> Callable[[BankEvent], bool]:
    old = {account.key for account in story.family.accounts if account.export == "bnp-old-ofx"}
    return lambda event: event.account in old and event.kind == EventKind.DEBIT


def _after_closed_days(_: Story) -> Callable[[BankEvent], bool]:
    return lambda event: event.kind == EventKind.DEBIT and not is_working(event.day - DAY)


def _between_own_accounts(_: Story) -> Callable[[BankEvent], bool]:
    return lambda event: event.motive == "COMPTE COMMUN"


def _kept_back(_: Story) -> Callable[[CareLine], bool]:
    return lambda line: line.reimbursed < 0


_LINES: dict[str, Callable[[Story], Callable[[CareLine], bool]]] = {
    "two_acts_one_credit": _one_of_several_acts,
    "deduction_kept_back": _kept_back,
    "third_party_payment": _paid_to_provider,
    "paid_to_second_account": _to_second_account,
    "end_of_period": _still_to_come,
}
_EVENTS: dict[str, Callable[[Story], Callable[[BankEvent], bool]]] = {
    "january_rise": _january_premium,
    "start_of_period": _told_before,
    "store_number": _numbered_store,
    "cut_label": _label_cut,
    "between_own_accounts": _between_own_accounts,
    "shifted_by_closed_days": _after_closed_days,
}
KINDS = (*_LINES, *_EVENTS)


def named(story: Story) -> Story:
    """The story with its natural twins named."""
    for kind, line_twin in _LINES.items():
        story = must_be_silent(story, kind, map(line_row, islice(filter(line_twin(story), story.lines), _SHOWN)))
    for kind, event_twin in _EVENTS.items():
        story = must_be_silent(story, kind, map(bank_row, islice(filter(event_twin(story), story.events), _SHOWN)))
    return story
