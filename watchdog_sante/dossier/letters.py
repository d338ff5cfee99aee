"""Which letter fits which alert, by what its rows are and by the legal clocks; and why another does not.

The days that count are those of the debits, never that of the alert; a letter is not proposed after its clock.
Sources: domain notes, section 1.2 (S40: 8 weeks, 13 months, 70 days; S13 and S14: complaint of 2024; S12: CNIL).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from watchdog_sante.dossier.families import ASKS_ACCESS, BELIEVED_KNOWN, MATTERS
from watchdog_sante.model.dossier import Case, LetterName, NotProposed, Payment, Proposal
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.knowledge import Breach
from watchdog_sante.model.sentences import Sentence, say

FIRST_BREACH = "tiers-payant-2024"  # key into knowledge/breaches.yaml: Viamedis and Almerys
_Answer = tuple[Proposal, ...] | NotProposed


def propose(
    cases: Sequence[Case], breaches: Sequence[Breach], today: date
) -> tuple[tuple[Proposal, ...], tuple[NotProposed, ...]]:
    """The letters that fit, the most pressing first, and those that do not. `breaches` are the ones ticked."""
    answers = [_answer(letter, cases, breaches, today) for letter in LetterName]
    fitting = [proposal for answer in answers if not isinstance(answer, NotProposed) for proposal in answer]
    order = list(LetterName)
    fitting.sort(key=lambda one: (one.by or date.max, order.index(one.letter)))
    return tuple(fitting), tuple(answer for answer in answers if isinstance(answer, NotProposed))


def _answer(letter: LetterName, cases: Sequence[Case], breaches: Sequence[Breach], today: date) -> _Answer:
    match letter:
        case LetterName.DEBIT_REFUND:
            return _over(cases, lambda case: _refund(case, today), letter)
        case LetterName.DEBIT_UNAUTHORISED:
            return _over(cases, lambda case: _unauthorised(case, today, debits=True), letter)
        case LetterName.MANDATE_REVOCATION:
            return _over(cases, _revocation, letter)
        case LetterName.PAYMENT_UNAUTHORISED:
            return _over(cases, lambda case: _unauthorised(case, today, debits=False), letter)
        case LetterName.BASIC_INSURER_REPORT:
            return _over(cases, lambda case: _insurer(case, letter, "ameli"), letter)
        case LetterName.INSURER_REQUEST:
            return _over(cases, lambda case: _insurer(case, letter, "insurer"), letter)
        case LetterName.ACCESS_REQUEST:
            return _access(cases)
        case LetterName.CNIL_COMPLAINT:
            return NotProposed(letter, _why(letter, "after_a_month"), (Proposal(letter, _why(letter, "fits")),))
        case LetterName.COMPLAINT_TIERS_PAYANT | LetterName.COMPLAINT_BREACH:
            return _complaint(letter, cases, breaches)


def _why(letter: LetterName, reason: str, **values: str | int | date | Sentence) -> Sentence:
    return say(f"dossier.why.{letter.value}.{reason}", **values)


def _over(cases: Iterable[Case], ask: Callable[[Case], _Answer], letter: LetterName) -> _Answer:
    """All that fits in any case; else the first reason, with all that may be asked for by name."""
    answers = [ask(case) for case in cases]
    if fitting := tuple(one for answer in answers if not isinstance(answer, NotProposed) for one in answer):
        return fitting
    refusals = [answer for answer in answers if isinstance(answer, NotProposed)]
    first = next((one for one in refusals if one.on_demand), refusals[0] if refusals else None)
    why = first.why if first else _why(letter, "absent")
    return NotProposed(letter, why, tuple(one for refusal in refusals for one in refusal.on_demand))


def _by_account(payments: Iterable[Payment]) -> list[tuple[Payment, ...]]:
    """A bank answers for its own accounts: one letter an account."""
    ordered = sorted(payments, key=lambda one: (one.movement.operation.account, one.movement.booked))
    return [tuple(group) for _, group in groupby(ordered, key=lambda one: one.movement.operation.account)]


def _partly(why: Sentence, late: int) -> Sentence:
    """The same, with the debits that the letter leaves out because their clock has run out."""
    return say("dossier.why.partly", why=why, count=late) if late else why


def _refund(case: Case, today: date) -> _Answer:
    """Authorised direct debits, eight weeks from each."""
    letter = LetterName.DEBIT_REFUND
    debits = [one for one in case.payments if one.refund_by is not None]
    if not debits:
        return NotProposed(letter, _why(letter, "absent"))
    kept = [one for one in debits if not one.returned and one.movement.booked <= today]
    if not kept:
        return NotProposed(letter, _why(letter, "returned"))
    in_time = [one for one in kept if one.refund_by is not None and today <= one.refund_by]
    if not in_time:
        last = max(one.refund_by for one in kept if one.refund_by is not None)
        return NotProposed(letter, _why(letter, "too_late", day=last))
    reason = "fits" if case.finding.detector in BELIEVED_KNOWN else "fits_or_unauthorised"
    why = _partly(_why(letter, reason), len(kept) - len(in_time))
    return tuple(
        Proposal(letter, why, case, group, min(one.refund_by for one in group if one.refund_by))
        for group in _by_account(in_time)
    )


def _unauthorised(case: Case, today: date, *, debits: bool) -> _Answer:
    """Operations never authorised: 13 months from each, 70 days where the payee's bank is outside the EEA."""
    letter = LetterName.DEBIT_UNAUTHORISED if debits else LetterName.PAYMENT_UNAUTHORISED
    left = [one for one in case.payments if one.is_debit is debits]
    if not left:
        return NotProposed(letter, _why(letter, "absent"))
    kept = [one for one in left if not one.returned and one.movement.booked <= today]
    if not kept:
        return NotProposed(letter, _why(letter, "returned"))
    in_time = [one for one in kept if today <= one.contest_by]
    if not in_time:
        return NotProposed(letter, _why(letter, "too_late", day=max(one.contest_by for one in kept)))
    why = _partly(_why(letter, "fits"), len(kept) - len(in_time))
    fitting = tuple(
        Proposal(letter, why, case, group, min(one.contest_by for one in group)) for group in _by_account(in_time)
    )
    believed_known = debits and case.finding.detector in BELIEVED_KNOWN
    return NotProposed(letter, _why(letter, "known_creditor"), fitting) if believed_known else fitting


def _revocation(case: Case) -> _Answer:
    """The mandate ends by a letter to the creditor, who keeps it; no clock, and one letter a creditor."""
    letter = LetterName.MANDATE_REVOCATION
    debits = sorted((one for one in case.payments if one.is_debit), key=lambda one: one.creditor)
    if not debits:
        return NotProposed(letter, _why(letter, "absent"))
    fitting = tuple(
        Proposal(letter, _why(letter, "fits"), case, tuple(group))
        for _, group in groupby(debits, key=lambda one: one.creditor)
    )
    believed_known = case.finding.detector in BELIEVED_KNOWN
    return NotProposed(letter, _why(letter, "known_creditor"), fitting) if believed_known else fitting


def _insurer(case: Case, letter: LetterName, channel: str) -> _Answer:
    """To the insurer that the alert's own actions name, about the matter of its detector."""
    named = channel in {action.channel for action in case.finding.actions}
    if case.finding.detector not in MATTERS or not named:
        return NotProposed(letter, _why(letter, "absent"))
    fitting = (Proposal(letter, _why(letter, "fits"), case, case.payments),)
    digest = case.finding.severity is Severity.INFO
    return NotProposed(letter, _why(letter, "digest"), fitting) if digest else fitting


def _access(cases: Sequence[Case]) -> _Answer:
    """One request for the whole dossier: it asks for everything that a body holds."""
    letter = LetterName.ACCESS_REQUEST
    fitting = (Proposal(letter, _why(letter, "fits")),)
    findings = [case.finding for case in cases]
    asks = any(one.detector in ASKS_ACCESS and one.severity is not Severity.INFO for one in findings)
    return fitting if asks else NotProposed(letter, _why(letter, "absent"), fitting)


def _complaint(letter: LetterName, cases: Sequence[Case], breaches: Sequence[Breach]) -> _Answer:
    """A complaint rests on what a body told the person: only a breach ticked in settings makes it fit."""
    of_2024 = letter is LetterName.COMPLAINT_TIERS_PAYANT
    ticked = [breach for breach in breaches if (breach.key == FIRST_BREACH) is of_2024]
    blank = (Proposal(letter, _why(letter, "fits")),)
    if not ticked:
        return NotProposed(letter, _why(letter, "not_ticked"), blank)
    grave = any(case.finding.severity is not Severity.INFO for case in cases)
    return blank if grave else NotProposed(letter, _why(letter, "digest"), blank)
