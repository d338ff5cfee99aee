"""What happened on which day, and what ends on which day: rows, the alert's own life, and the legal clocks."""

from datetime import date

from watchdog_sante.dossier.discretion import Discretion
from watchdog_sante.model.dossier import Case, Moment, Payment, Proof
from watchdog_sante.model.kinds import OperationKind, SourceKind
from watchdog_sante.model.sentences import Money, Sentence, Value, say

_KINDS = {
    OperationKind.DIRECT_DEBIT: "debit",
    OperationKind.DIRECT_DEBIT_RETURN: "debit_returned",
    OperationKind.CARD: "card",
    OperationKind.CARD_REFUND: "card_refund",
    OperationKind.TRANSFER_OUT: "transfer_out",
    OperationKind.TRANSFER_IN: "transfer_in",
}


def _of_row(proof: Proof, discretion: Discretion) -> Sentence:
    row, movement = proof.row, proof.movement
    if row.field:
        before, after = discretion.text(row.before or "—"), discretion.text(row.after or "—")
        return say("dossier.moment.detail", field=discretion.text(row.field), before=before, after=after)
    amount = Money(abs(row.cents or 0))
    if movement:
        kind = _KINDS.get(movement.reading.kind, "debited" if movement.cents < 0 else "credited")
        return say(f"dossier.moment.{kind}", amount=amount, name=discretion.text(movement.reading.payee) or "—")
    label = discretion.text(row.label or "—")
    if row.source is SourceKind.BANK:
        return say(f"dossier.moment.{'debited' if (row.cents or 0) < 0 else 'credited'}", amount=amount, name=label)
    return say(f"dossier.moment.{row.source.value}", amount=Money(row.cents or 0), act=label)


def clocks(payment: Payment) -> tuple[Moment, ...]:
    """The last days of one payment; none once the bank gave it back."""
    values: dict[str, Value] = {"day": payment.movement.booked, "amount": Money(-payment.movement.cents)}
    found = []
    if payment.refund_by:
        found.append(Moment(payment.refund_by, say("dossier.clock.refund", **values), deadline=True))
    key = "dossier.clock.contest_outside" if payment.outside_eea else "dossier.clock.contest"
    found.append(Moment(payment.contest_by, say(key, **values), deadline=True))
    return () if payment.returned else tuple(found)


def deadlines(case: Case) -> tuple[Moment, ...]:
    """Every legal clock of a case: those of its payments, and those of its actions that no payment has."""
    found = [moment for payment in case.payments for moment in clocks(payment)]
    days: set[date] = {moment.day for moment in found}
    found += [
        Moment(action.by, action.text, deadline=True)
        for action in case.finding.actions
        if action.by and action.by not in days and not case.payments
    ]
    return tuple(sorted(found, key=lambda moment: moment.day))


def timeline(case: Case, discretion: Discretion) -> tuple[Moment, ...]:
    """Everything in the order of days; on one day, facts before deadlines."""
    rows = [Moment(proof.row.day, _of_row(proof, discretion)) for proof in case.proofs]
    return tuple(sorted((*rows, *case.lived, *deadlines(case)), key=lambda moment: (moment.day, moment.deadline)))
