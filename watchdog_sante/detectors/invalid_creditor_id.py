"""WS104, invalid creditor identifier: the check digits of a debit's creditor id (ICS) are wrong.

Looks for: a creditor id that the label shows whole and whose check digits fail. Needs no history.
Why it matters: a bank gives a creditor one identifier with valid check digits; an invented one rarely has them.
What to do: contest the debit and ask the bank who collected it.
Known false alarms: an id cut at the end of a short label (left out), exports that garble every id (left out when most
ids of the account fail).
Source: domain notes, section 2, P3b, and section 3.2.
"""

from collections import defaultdict

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.labels import creditor_id_is_valid, creditor_key
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_debit

CARD = Card("WS104", "invalid-creditor-id", Severity.CRITICAL, ("watch-accounts", "contest-in-time"), "0.1")

EXAMPLES = (
    Example(
        "invented",
        """
        bank       | amount  | label                                                                   | expect
        2023-01-05 | -39.99  | PRLV SEPA TELECOM DU LAC ECH/050123 ID EMETTEUR/FR72ZZZ123456 MDT/A1 |
        2023-01-06 | -389.00 | PRLV SEPA COTISATION ANNUELLE ECH/060123 ID EMETTEUR/FR96ZZZ654321 MDT/B2 | WS104
        """,
    ),
    Example(
        "cut-short",
        """
        bank       | amount | label                                              | expect
        2023-01-05 | -39.99 | PRLV SEPA TELECOM DU LAC ECH/050123 ID EMETTEUR/FR72ZZZ123456 MDT/A1 |
        2023-01-06 | -12.00 | PRLV SEPA LES AMIS ECH/060123 ID EMETTEUR/FR72ZZZ1 |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """When wrong identifiers are the export's own doing."""

    garbled_share: float = Field(0.5, gt=0, le=1)


def _shown_whole(movement: Movement) -> bool:
    reading = movement.reading
    if reading.kind is not OperationKind.DIRECT_DEBIT or movement.cents >= 0 or reading.creditor_id_cut:
        return False
    whole = reading.creditor_id[:2] != "FR" or len(reading.creditor_id) == 13
    return whole and creditor_key(reading.creditor_id) != ""


def _garbled(shown: list[Movement], share: float) -> set[str]:
    """Accounts whose exports garble identifiers: more than this share of several fail."""
    ids: dict[str, set[str]] = defaultdict(set)
    for movement in shown:
        ids[movement.operation.account].add(movement.reading.creditor_id)
    return {
        account
        for account, seen in ids.items()
        if len(seen) >= 3 and sum(not creditor_id_is_valid(one) for one in seen) > share * len(seen)
    }


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding an identifier whose check digits fail, on its first debit."""
    shown = [movement for movement in evidence.movements if _shown_whole(movement)]
    garbled = _garbled(shown, params.garbled_share)
    right = {one.reading.creditor_id for one in shown if creditor_id_is_valid(one.reading.creditor_id)}
    usual = say("invalid-creditor-id.usual", count=len(right)) if right else say("invalid-creditor-id.usual_none")
    wrong: dict[str, list[Movement]] = defaultdict(list)
    for movement in shown:
        if movement.operation.account not in garbled and not creditor_id_is_valid(movement.reading.creditor_id):
            wrong[movement.reading.creditor_id].append(movement)
    return [
        found(
            CARD,
            debits[0].booked,
            f"creditor:{creditor_key(creditor_id)}",
            (bank_evidence(debits[0]),),
            about_debit(debits[0].booked, creditor_id[:2]),
            context=tuple(bank_evidence(debit) for debit in debits[1:4]),
            name=debits[0].reading.payee,
            amount=Money(-debits[0].cents),
            creditor_id=creditor_id,
            usual=usual,
        )
        for creditor_id, debits in sorted(wrong.items())
    ]
