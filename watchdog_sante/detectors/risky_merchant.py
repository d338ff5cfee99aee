"""WS113, risky merchant: money goes, for the first time, to a kind of merchant where it disappears.

Looks for: a card payment or transfer to crypto-assets, prepaid coupons and gift cards, money transfer or gambling, when
the household never used that kind before, or for far more than it ever did.
Why it matters: these purchases cannot be called back; stolen cards and false advisers empty accounts through them.
What to do: if it is not you, block the card or call the bank at once.
Known false alarms: your own savings in crypto-assets, a gift card, money sent to family abroad, a bet.
Source: domain notes, section 2, P1 and P11; the words are in `knowledge/risky_merchants.yaml`.
"""

from collections import defaultdict

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.likeness import holds_any
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_card, about_transfer

CARD = Card("WS113", "risky-merchant", Severity.WARNING, ("watch-accounts",), "0.1")
_KINDS = ("crypto", "prepaid", "money-transfer", "gambling")

EXAMPLES = (
    Example(
        "coupons",
        """
        bank           | amount  | label                                     | expect
        2023-01-05 x8  | -54.10  | CARTE 04/01/23 SUPERMARCHE ORME LYON 03   |
        2023-06-14     | -250.00 | CARTE 13/06/23 TRANSCASH.COM              | WS113
        """,
    ),
    Example(
        "old-habit",
        """
        bank           | amount  | label                                     | expect
        2023-01-05 x8  | -54.10  | CARTE 04/01/23 SUPERMARCHE ORME LYON 03   |
        2023-01-14 x6  | -20.00  | CARTE 13/01/23 WINAMAX                    |
        2023-07-20     | -30.00  | CARTE 19/07/23 BETCLIC                    |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """When such a payment is unusual."""

    learning_days: int = Field(90, ge=0)
    digest_cents: int = Field(2_000, ge=0)
    times_largest: float = Field(3, gt=1)


def _by_kind(evidence: Evidence) -> dict[str, list[Movement]]:
    """Payments to each risky kind, in order of time."""
    words = {group.key: group.words for group in evidence.knowledge.risky_merchants if group.key in _KINDS}
    kinds: dict[str, list[Movement]] = defaultdict(list)
    sent = OperationKind.CARD, OperationKind.TRANSFER_OUT
    for movement in evidence.movements:
        if movement.reading.kind not in sent or movement.cents >= 0:
            continue
        for kind in _KINDS:
            if holds_any(movement.reading.payee_key, words.get(kind, ())):
                kinds[kind].append(movement)
                break
    return kinds


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a payment that is the first of its kind, or far above the others of its kind."""
    findings = []
    for kind, rows in _by_kind(evidence).items():
        largest = 0
        for movement in rows:
            cents, before = -movement.cents, largest
            largest = max(largest, cents)
            learned = evidence.habits.learned_days(movement.operation.account, movement.booked) >= params.learning_days
            if not learned or (before and cents <= params.times_largest * before):
                continue
            by_card = movement.reading.kind is OperationKind.CARD
            findings.append(
                found(
                    CARD,
                    movement.booked,
                    f"payee:{movement.reading.payee_key}",
                    (bank_evidence(movement),),
                    (about_card if by_card else about_transfer)(movement.booked),
                    severity=CARD.severity if cents >= params.digest_cents else Severity.INFO,
                    name=movement.reading.payee,
                    amount=Money(cents),
                    kind=say(f"risky-merchant.kind.{kind}"),
                    usual=say(f"risky-merchant.usual.{'above' if before else 'never'}", largest=Money(before)),
                )
            )
    return findings
