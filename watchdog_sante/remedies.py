"""What to do about a payment, by when and through which channel: the actions that several detectors propose.

Only this room ties a kind of payment to its legal clocks and channels. Source: domain notes, section 1.2 (contest
clock S40, card S16 to S19, transfer S43 and S122) and section 2 (P9, S58).
"""

from collections.abc import Iterable
from datetime import date

from watchdog_sante.deadlines import contest_deadline, refund_deadline
from watchdog_sante.model.findings import Action, Finding, Severity
from watchdog_sante.model.sentences import Sentence, say


def about_debit(debited: date, country: str = "FR") -> tuple[Action, ...]:
    """A direct debit: ask it back within 8 weeks, contest it within 13 months (70 days outside the EEA), end it."""
    return (
        Action(say("remedies.debit_refund"), refund_deadline(debited), "bank"),
        Action(say("remedies.debit_contest"), contest_deadline(debited, country), "bank"),
        Action(say("remedies.debit_revoke"), None, "bank"),
    )


def about_premium(debited: date, country: str = "FR") -> tuple[Action, ...]:
    """A health insurer's debit: ask the insurer first, then as for any debit."""
    return (Action(say("remedies.ask_insurer"), None, "insurer"), *about_debit(debited, country))


def about_card(paid: date) -> tuple[Action, ...]:
    """Card payments one did not make: block the card, report online use, contest within 13 months."""
    return (
        Action(say("remedies.card_block"), None, "interbank-opposition"),
        Action(say("remedies.card_contest"), contest_deadline(paid), "bank"),
        Action(say("remedies.card_report"), None, "perceval"),
    )


def about_transfer(sent: date) -> tuple[Action, ...]:
    """A transfer out: the bank can only call it back within hours or a day; an unauthorised one has 13 months."""
    return (
        Action(say("remedies.transfer_recall"), None, "bank"),
        Action(say("remedies.transfer_contest"), contest_deadline(sent), "bank"),
        Action(say("remedies.transfer_report"), None, "17cyber"),
    )


def about_unknown_credit() -> tuple[Action, ...]:
    """Money from a stranger: never send it back oneself, the bank reverses it."""
    return (
        Action(say("remedies.never_send_back"), None, "bank"),
        Action(say("remedies.transfer_report"), None, "17cyber"),
    )


def about_identity() -> tuple[Action, ...]:
    """Credit in one's name: files of the Banque de France, list of accounts, complaint."""
    return (
        Action(say("remedies.credit_files"), None, "banque-de-france"),
        Action(say("remedies.account_list"), None, "ficoba"),
    )


def is_over(action: Action, today: date) -> bool:
    """Whether the last day to do it has passed; `today` itself still counts."""
    return action.by is not None and action.by < today


def open_first(actions: Iterable[Action], today: date) -> tuple[Action, ...]:
    """What can still be done, in the order given, then what is too late."""
    return tuple(sorted(actions, key=lambda action: is_over(action, today)))


def time_left(finding: Finding, today: date) -> Sentence | None:
    """As `about_time`, for a finding that is more than a note."""
    return about_time(finding.actions, today) if finding.severity is not Severity.INFO else None


def about_time(actions: Iterable[Action], today: date) -> Sentence | None:
    """What to know of time beyond the days of each action: that no clock runs, or that all of the bank's have run out.

    After 13 months the bank owes no refund under L133-24 CMF; the mandate can still be ended, a fraud still reported.
    """
    told = tuple(actions)
    clocks = [action for action in told if action.channel == "bank" and action.by is not None]
    if clocks and all(is_over(action, today) for action in clocks):
        return say("remedies.after_the_clocks")
    return say("remedies.no_clock") if told and not any(action.by for action in told) else None
