"""WS102, creditor changed: a name you know debits under another creditor identifier.

Looks for: a debit whose payee has the name of a known creditor, with another country or national id.
Why it matters: a name is free to write, the identifier is not; a fraudster takes a name you expect on your statement.
What to do: compare the identifier with the one on your mandate or contract, and ask the creditor by its own number.
Known false alarms: a merger, a contract moved to another company of the group, one body with several identifiers,
payment intermediaries (left out).
Source: domain notes, section 2, P3a, and section 3.2.
"""

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.mandates import Mandate
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_debit, about_premium

CARD = Card("WS102", "creditor-changed", Severity.WARNING, ("watch-accounts", "contest-in-time"), "0.1")

EXAMPLES = (
    Example(
        "foreign-creditor",
        """
        bank          | amount | label                                                             | expect
        2023-01-10 x9 | -88.50 | PRLV SEPA MUTUELLE DES LACS ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/77 |
        2023-10-10    | -88.50 | PRLV SEPA MUTUELLE DES LACS ECH/101023 ID EMETTEUR/DE98ZZZ09999999999 MDT/12 | WS102
        2023-11-10    | -88.50 | PRLV SEPA MUTUELLE DES LACS ECH/101123 ID EMETTEUR/DE98ZZZ09999999999 MDT/12 |
        """,
    ),
    Example(
        "same-creditor",
        """
        bank          | amount  | label                                                          | expect
        2023-01-10 x9 | -88.50  | PRLV SEPA MUTUELLE DES LACS ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/77 |
        2023-10-10 x2 | -88.50  | PRLV SEPA MUTUELLE DES LACS ECH/101023 ID EMETTEUR/FR72VIE123456 MDT/77 |
        2023-01-15 x9 | -210.00 | PRLV SEPA TRESOR DES LACS ECH/150123 ID EMETTEUR/FR19ZZZ654321 MDT/5    |
        2023-02-15 x9 | -45.00  | PRLV SEPA TRESOR DES LACS ECH/150223 ID EMETTEUR/FR08ZZZ111222 MDT/6    |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """When a second identifier under one name is surprising."""

    learning_days: int = Field(100, ge=0)
    usual_ids: int = Field(3, ge=1)


def _namesakes(mandate: Mandate, mandates: tuple[Mandate, ...]) -> list[Mandate]:
    """Creditors known before under a name that this one opened with."""
    name = mandate.names[0].text
    return [
        other
        for other in mandates
        if other.key != mandate.key
        and other.by_id
        and any(seen.text == name and seen.first < mandate.first for seen in other.names)
    ]


def _finding(mandate: Mandate, known: Mandate) -> Finding:
    first = mandate.debits[0]
    abroad = mandate.country != known.country
    grave = mandate.is_premium or abroad
    about = about_premium if mandate.is_premium else about_debit
    kind = "abroad" if abroad else "stopped" if known.last < first.booked else "beside"
    return found(
        CARD,
        first.booked,
        mandate.subject,
        (bank_evidence(first),),
        about(first.booked, mandate.country),
        context=tuple(bank_evidence(debit) for debit in (*known.debits[-2:], *mandate.debits[1:3])),
        severity=Severity.CRITICAL if grave else CARD.severity,
        name=first.reading.payee,
        amount=Money(-first.cents),
        known=known.creditor_ids[-1].text,
        other=mandate.creditor_ids[0].text,
        since=known.first,
        count=len(known.debits),
        why=say(f"creditor-changed.why.{kind}"),
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a creditor that bears the name of one known before under another identifier."""
    findings = []
    for mandate in evidence.mandates:
        first = mandate.debits[0]
        known = _namesakes(mandate, evidence.mandates)
        learned = evidence.habits.learned_days(first.operation.account, first.booked) >= params.learning_days
        if mandate.by_id and learned and known and len(known) < params.usual_ids and not mandate.is_intermediary:
            findings.append(_finding(mandate, known[-1]))
    return findings
