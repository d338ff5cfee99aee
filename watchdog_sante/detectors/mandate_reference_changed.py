"""WS103, mandate reference changed: a known creditor debits under a mandate reference (RUM) never seen.

Looks for: a new reference under a creditor whose references did not change until then.
Why it matters: a reference stands for a signature; a second one means that another mandate was given in your name.
What to do: ask the creditor which contract the new reference belongs to, contest the debit if you signed nothing.
Known false alarms: a renewed or second contract, a change of account, creditors that renew their references (left out
from the third reference on).
Source: domain notes, section 2, P3a, and section 3.2.
"""

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.mandates import Mandate, Seen
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_debit, about_premium

CARD = Card("WS103", "mandate-reference-changed", Severity.WARNING, ("watch-accounts", "contest-in-time"), "0.1")

EXAMPLES = (
    Example(
        "other-reference",
        """
        bank          | amount | label                                                              | expect
        2023-01-10 x9 | -39.99 | PRLV SEPA TELECOM DU LAC ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/A100001 |
        2023-10-10    | -39.99 | PRLV SEPA TELECOM DU LAC ECH/101023 ID EMETTEUR/FR72ZZZ123456 MDT/A200002 | WS103
        2023-11-10    | -39.99 | PRLV SEPA TELECOM DU LAC ECH/101123 ID EMETTEUR/FR72ZZZ123456 MDT/A200002 |
        """,
    ),
    Example(
        "payment-reference",
        """
        bank          | amount  | label                                                | expect
        2023-01-10 x9 | -610.00 | PRELEVEMENT DE REGIE DU LAC LOYER REF : 4344266-3499  |
        2023-10-20    | -980.00 | PRELEVEMENT DE REGIE DU LAC LOYER REF : RDL-458736273 | WS103
        """,
    ),
    Example(
        "invoice-numbers",
        """
        bank       | amount | label                                             | expect
        2023-01-10 | -20.00 | PRELEVEMENT DE EAUX DU LAC FACTURE REF : F20230110 |
        2023-03-10 | -20.00 | PRELEVEMENT DE EAUX DU LAC FACTURE REF : F20230310 |
        2023-05-10 | -20.00 | PRELEVEMENT DE EAUX DU LAC FACTURE REF : F20230510 |
        2023-07-10 | -20.00 | PRELEVEMENT DE EAUX DU LAC FACTURE REF : F20230710 |
        2023-09-10 | -20.00 | PRELEVEMENT DE EAUX DU LAC FACTURE REF : F20230910 |
        """,
    ),
    Example(
        "habit",
        """
        bank       | amount | label                                                                 | expect
        2023-01-10 | -20.00 | PRLV SEPA VELOS DU LAC ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/V100001 |
        2023-02-10 | -20.00 | PRLV SEPA VELOS DU LAC ECH/100223 ID EMETTEUR/FR72ZZZ123456 MDT/V100002 |
        2023-03-10 | -20.00 | PRLV SEPA VELOS DU LAC ECH/100323 ID EMETTEUR/FR72ZZZ123456 MDT/V100003 |
        2023-07-10 | -20.00 | PRLV SEPA VELOS DU LAC ECH/100723 ID EMETTEUR/FR72ZZZ123456 MDT/V100004 |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """When another reference is surprising."""

    learning_days: int = Field(100, ge=0)
    usual_references: int = Field(3, ge=2)


def _is_same(reference: str, other: str) -> bool:
    """Whether one may be the other, cut at the end of a label."""
    return reference.startswith(other) or other.startswith(reference)


def _changes(mandate: Mandate, usual: int) -> list[tuple[Seen, Seen]]:
    """Pairs (reference known before, new reference), as long as changing is no habit."""
    pairs = []
    for index, new in enumerate(mandate.references[1:usual], start=1):
        before = [seen for seen in mandate.references[:index] if seen.first < new.first]
        if before and not any(_is_same(new.text, seen.text) for seen in before):
            pairs.append((max(before, key=lambda seen: (seen.last < new.first, seen.last)), new))
    return pairs


def _finding(mandate: Mandate, known: Seen, first: Movement) -> Finding:
    goes_on = known.last > first.booked
    about = about_premium if mandate.is_premium else about_debit
    of_known = mandate.under(known.text)
    return found(
        CARD,
        first.booked,
        mandate.subject,
        (bank_evidence(first),),
        about(first.booked, mandate.country),
        context=tuple(bank_evidence(debit) for debit in of_known[-2:]),
        name=first.reading.payee,
        amount=Money(-first.cents),
        since=known.first,
        count=known.count,
        why=say(f"mandate-reference-changed.why.{'beside' if goes_on else 'stopped'}"),
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a new reference of a creditor known before, one identifier or name, without the habit of changing."""
    findings = []
    for mandate in evidence.mandates:
        if mandate.is_intermediary:
            continue
        for known, new in _changes(mandate, params.usual_references):
            first = mandate.under(new.text)[0]
            if evidence.habits.learned_days(first.operation.account, first.booked) >= params.learning_days:
                findings.append(_finding(mandate, known, first))
    return findings
