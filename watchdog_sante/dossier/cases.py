"""From an alert's finding to a case: each row with the files that hold it, each payment with its legal clocks.

Where a creditor is unknown, every debit that it took since the accused one is disputed, not the first alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from watchdog_sante.deadlines import EEA, contest_deadline, refund_deadline
from watchdog_sante.dossier.families import BELIEVED_KNOWN, STATEMENTS
from watchdog_sante.evidence import Evidence
from watchdog_sante.mandates import Mandate
from watchdog_sante.model.dossier import Case, Moment, Payment, Proof
from watchdog_sante.model.findings import EvidenceRow, Finding
from watchdog_sante.model.kinds import OperationKind, SourceKind
from watchdog_sante.model.operations import Movement, Origin

_BACK = timedelta(days=60)  # a debit that the bank gave back comes back within its eight weeks
_DISPUTABLE = (OperationKind.DIRECT_DEBIT, OperationKind.CARD, OperationKind.TRANSFER_OUT)


def case_of(finding: Finding, reference: str, evidence: Evidence, lived: Iterable[Moment] = ()) -> Case:
    """The finding as a dossier tells it, with what the statements known today hold of it."""
    movements = {movement.operation.key: movement for movement in evidence.movements}
    rows = [(row, True) for row in finding.evidence] + [(row, False) for row in finding.context]
    proofs = [_proof(row, accused, evidence, movements) for row, accused in rows]
    accused_rows = [proof for proof in proofs if proof.accused]
    payments = _payments([p.movement for p in accused_rows if p.movement], finding, evidence)
    disputed = {payment.movement.operation.key for payment in payments}
    proofs = [replace(one, accused=one.accused or one.row.key in disputed) for one in proofs]
    shown = {proof.row.key for proof in proofs}
    proofs += [_later(payment) for payment in payments if payment.movement.operation.key not in shown]
    return Case(
        reference,
        finding,
        tuple(sorted(proofs, key=lambda proof: (not proof.accused, proof.row.day, proof.row.key))),
        payments,
        tuple(proof.line for proof in accused_rows if proof.line),
        tuple(lived),
    )


def _proof(row: EvidenceRow, accused: bool, evidence: Evidence, movements: Mapping[str, Movement]) -> Proof:
    movement = movements.get(row.key)
    line = next((line for line in evidence.benefit_lines if line.key == row.key), None)
    detail = next((one for one in evidence.details if one.key == row.key.rpartition(">")[2]), None)
    known = [one.origins for one in (movement and movement.operation, line, detail) if one]
    return Proof(row, accused, known[0] if known else _by_name(row, evidence), movement, line)


def _by_name(row: EvidenceRow, evidence: Evidence) -> tuple[Origin, ...]:
    """A row that is no operation of today's: its file, where one of that name is still known."""
    return tuple(
        Origin(source.file, row.row, source.sha256) for source in evidence.collected.sources if source.file == row.file
    )


def _later(payment: Payment) -> Proof:
    operation = payment.movement.operation
    origin = min(operation.origins)
    row = EvidenceRow(
        operation.key, SourceKind.BANK, origin.file, origin.row, operation.booked, operation.cents, operation.label
    )
    return Proof(row, True, operation.origins, payment.movement)


def _payments(accused: list[Movement], finding: Finding, evidence: Evidence) -> tuple[Payment, ...]:
    found: dict[str, Payment] = {}
    if finding.detector.startswith(STATEMENTS):
        return ()
    for movement in accused:
        if movement.reading.kind not in _DISPUTABLE or movement.cents >= 0:
            continue
        mandate = _mandate(movement, evidence)
        alone = mandate is None or finding.detector in BELIEVED_KNOWN
        same = [movement] if alone or mandate is None else _since(movement, mandate)
        back = _given_back(mandate)
        found |= {one.operation.key: _payment(one, mandate, one.operation.key in back) for one in same}
    return tuple(sorted(found.values(), key=lambda one: (one.movement.booked, one.movement.operation.key)))


def _mandate(movement: Movement, evidence: Evidence) -> Mandate | None:
    key = movement.operation.key
    return next((one for one in evidence.mandates if any(debit.operation.key == key for debit in one.debits)), None)


def _since(movement: Movement, mandate: Mandate) -> list[Movement]:
    """The debits of the same creditor under the same mandate reference, from the accused one on."""
    reference = movement.reading.mandate_reference
    return [
        debit
        for debit in mandate.debits
        if debit.booked >= movement.booked and debit.reading.mandate_reference in (reference, "")
    ] or [movement]


def _given_back(mandate: Mandate | None) -> set[str]:
    """Keys of the debits that came back; each return answers for one debit, the latest before it."""
    given: set[str] = set()
    for back in mandate.returns if mandate else ():
        for debit in reversed(mandate.debits if mandate else ()):
            near = timedelta(0) <= back.booked - debit.booked <= _BACK
            if near and back.cents == -debit.cents and debit.operation.key not in given:
                given.add(debit.operation.key)
                break
    return given


def _payment(movement: Movement, mandate: Mandate | None, returned: bool) -> Payment:
    country = mandate.country if mandate else "FR"
    debit = movement.reading.kind is OperationKind.DIRECT_DEBIT
    return Payment(
        movement,
        mandate.key if mandate else "",
        country not in EEA,
        returned,
        refund_deadline(movement.booked) if debit else None,
        contest_deadline(movement.booked, country),
    )
