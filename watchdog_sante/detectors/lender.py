"""WS115, lender: a lender that the household never dealt with pays in or debits for the first time.

Looks for: the first credit, debit or instalment of a name in the list of lenders.
Why it matters: with a leaked identity a loan can be taken out in your name, or your account named to repay another's.
What to do: dispute the debit, ask for the files of the Banque de France, file a complaint.
Known false alarms: your own loan, a shop card, a purchase in three or four payments (told in the digest,
unless the company pays out a sum that no purchase given back explains).
Source: domain notes, section 2, P10 (S30 to S32, S47).
"""

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.likeness import holds_any
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_debit, about_identity

CARD = Card("WS115", "lender", Severity.CRITICAL, ("watch-accounts", "contest-in-time"), "0.1")
_SPLIT = "split-payments"
_NO_REFUND = 50_000  # cents: a first credit as large is no purchase given back, but a loan paid out
_KINDS = (OperationKind.DIRECT_DEBIT, OperationKind.TRANSFER_IN, OperationKind.LOAN)

EXAMPLES = (
    Example(
        "never-seen",
        """
        bank           | amount  | label                      | expect
        2023-01-05 x12 | -39.99  | PRLV SEPA TELECOM DU LAC   |
        2023-07-08     | -187.20 | PRLV SEPA COFIDIS          | WS115
        2023-08-08 x3  | -187.20 | PRLV SEPA COFIDIS          |
        """,
    ),
    Example(
        "own-loan",
        """
        bank           | amount  | label                      | expect
        2023-01-05 x12 | -39.99  | PRLV SEPA TELECOM DU LAC   |
        2023-01-12 x12 | -120.00 | PRLV SEPA CETELEM          |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """When a lender is new."""

    learning_days: int = Field(90, ge=0)


def _firsts(evidence: Evidence) -> list[tuple[str, Movement, list[Movement]]]:
    """Group, first movement and later ones of each lender, under the word that names it."""
    rows: dict[tuple[str, str], list[Movement]] = {}
    for movement in evidence.movements:
        key = movement.reading.payee_key
        if movement.reading.kind not in _KINDS or not key:
            continue
        for group in evidence.knowledge.lenders:
            if holds_any(key, group.words):
                rows.setdefault((group.key, key), []).append(movement)
                break
    return [(group, moved[0], moved[1:]) for (group, _), moved in rows.items()]


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a lender first seen after the learning days."""
    findings = []
    for group, first, later in _firsts(evidence):
        learned = evidence.habits.known_days(first.operation.account, first.booked) >= params.learning_days
        if not learned or evidence.habits.known_before(first.reading.payee_key, first.booked, *_KINDS):
            continue
        way = "in" if first.cents > 0 else "out"
        country = first.reading.creditor_id[:2] or "FR"
        debits = () if first.cents > 0 else about_debit(first.booked, country)
        findings.append(
            found(
                CARD,
                first.booked,
                f"payee:{first.reading.payee_key}",
                (bank_evidence(first),),
                (*debits, *about_identity()),
                context=tuple(bank_evidence(row) for row in later[:3]),
                severity=Severity.INFO if group == _SPLIT and first.cents < _NO_REFUND else CARD.severity,
                name=first.reading.payee,
                since=evidence.habits.account_first_day(first.operation.account) or first.booked,
                amount=Money(abs(first.cents)),
                way=say(f"lender.way.{way}", amount=Money(abs(first.cents))),
            )
        )
    return findings
