"""WS114, mule: money comes in from a stranger and nearly all of it soon leaves again.

Looks for: a transfer received from someone never seen, then within two weeks a transfer of almost the same amount to
someone never paid before.
Why it matters: stolen money is passed on through the accounts of people who believe in a mistake, a job or a sale;
the transfer received is reversed and the one sent is lost.
What to do: send nothing (more) back yourself; only the bank reverses a transfer.
Known false alarms: a gift passed on, a purchase for friends, roommates, a car sold and another bought.
Source: domain notes, section 2, P9 (S58, S59).
"""

from datetime import timedelta

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.labels import payee_key
from watchdog_sante.likeness import holds_any
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_transfer, about_unknown_credit

CARD = Card("WS114", "mule", Severity.CRITICAL, ("watch-accounts",), "0.1")

EXAMPLES = (
    Example(
        "passed-on",
        """
        bank           | amount   | label                                           | expect
        2023-01-28 x8  | 2100.00  | VIR SEPA RECU /DE ATELIERS DU LAC /MOTIF SALAIRE |
        2023-01-05 x8  | -220.00  | VIR SEPA LUCIE TILLEUL                          |
        2023-06-14     | 2000.00  | VIR SEPA RECU /DE PAUL ORME /MOTIF REMBOURSEMENT | WS114
        2023-06-21     | -1900.00 | VIR SEPA IRIS SAULE                             | WS114
        """,
    ),
    Example(
        "stays",
        """
        bank           | amount   | label                                           | expect
        2023-01-28 x8  | 2100.00  | VIR SEPA RECU /DE ATELIERS DU LAC /MOTIF SALAIRE |
        2023-01-05 x8  | -220.00  | VIR SEPA LUCIE TILLEUL                          |
        2023-06-04     | 230.00   | VIR SEPA RECU /DE PAUL ORME /MOTIF VELO          |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How near and how alike the two transfers are."""

    learning_days: int = Field(90, ge=0)
    least_cents: int = Field(15_000, ge=0)
    days: int = Field(15, ge=0)
    least_share: float = Field(0.8, gt=0, le=1)
    most_share: float = Field(1.05, ge=1)


def _strangers(evidence: Evidence, kind: OperationKind, params: Params) -> list[Movement]:
    """Transfers one way with someone whom no transfer, debit or refund named before, after the learning days."""
    names = [word for group in evidence.knowledge.own_accounts for word in group.words]
    names += [word for payer in evidence.knowledge.payers for word in payer.words]
    names += [payee_key(word) for insurer in evidence.household.insurers for word in insurer.bank_labels]
    known = tuple(names)
    members = [set(payee_key(member.name).split()) for member in evidence.household.members]
    known_by = (kind, OperationKind.DIRECT_DEBIT, OperationKind.DIRECT_DEBIT_RETURN, OperationKind.CARD)
    chosen = []
    for movement in evidence.of_kind(kind):
        key, day = movement.reading.payee_key, movement.booked
        if not key or movement.operation.key in evidence.own_transfers or holds_any(key, known):
            continue
        if any(len(name) >= 2 and name <= set(key.split()) for name in members):
            continue
        learned = evidence.habits.known_days(movement.operation.account, day) >= params.learning_days
        if learned and not evidence.habits.known_before(key, day, *known_by):
            chosen.append(movement)
    return chosen


def _passed_on(received: Movement, sent: Movement, params: Params) -> bool:
    near = timedelta(0) <= sent.booked - received.booked <= timedelta(days=params.days)
    share = -sent.cents / received.cents
    return near and params.least_share <= share <= params.most_share


def _settles(received: Movement) -> bool:
    """Whether the money comes from an insurance company: a settlement pays a craftsman or a garage."""
    return any(word.startswith("ASSUR") for word in received.reading.payee_key.split())


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a pair: the money received and the money sent on."""
    sent = _strangers(evidence, OperationKind.TRANSFER_OUT, params)
    findings = []
    for received in _strangers(evidence, OperationKind.TRANSFER_IN, params):
        if received.cents < params.least_cents:
            continue
        for one in sent:
            if not _passed_on(received, one, params):
                continue
            back = one.reading.payee_key == received.reading.payee_key
            findings.append(
                found(
                    CARD,
                    one.booked,
                    f"payee:{one.reading.payee_key}",
                    (bank_evidence(received), bank_evidence(one)),
                    (*about_unknown_credit(), *about_transfer(one.booked)[:1]),
                    severity=Severity.WARNING if back or _settles(received) else CARD.severity,
                    name=received.reading.payee,
                    amount=Money(received.cents),
                    received=received.booked,
                    other=one.reading.payee,
                    sent=Money(-one.cents),
                    count=max(1, (one.booked - received.booked).days),
                    how=say(f"mule.how.{'back' if back else 'on'}"),
                )
            )
            break
    return findings
