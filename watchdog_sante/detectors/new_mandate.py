"""WS101, new mandate: a creditor debits the account for the first time.

Looks for: the first direct debit of a creditor never seen before (country and national id of its creditor id, else its
name), once the account's first months were learned.
Why it matters: a leaked IBAN is enough to set up a direct debit; fakes reported carry vague names and 300 to 600 euros.
What to do: if you signed no mandate, contest the debit before the date given and have the mandate revoked.
Known false alarms: a new contract, a yearly bill, taxes, a gym, a school, another telephone company. A creditor that
takes over a stopped one under a like name and the same amount is told in the digest only.
Source: domain notes, section 2, P2 and P10.
"""

from datetime import timedelta
from statistics import median

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.likeness import distinctive, holds_any
from watchdog_sante.mandates import Mandate
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.remedies import about_debit

CARD = Card("WS101", "new-mandate", Severity.WARNING, ("watch-accounts", "contest-in-time"), "0.1")
_SPLIT = "split-payments"  # lenders for one purchase, seldom a loan in someone's name
# What says nothing of who debits (domain notes, section 2, P2).
_VAGUE = frozenset(
    ["FRAIS", "FRAIS DE DOSSIER", "DOSSIER", "COTISATION", "COTISATION ANNUELLE", "ABONNEMENT", "SERVICE CLIENT", "ENS"]
)

EXAMPLES = (
    Example(
        "unknown-creditor",
        """
        bank           | amount  | label                                                        | expect
        2023-01-05 x12 | -39.99  | PRLV SEPA TELECOM DU LAC ECH/050123 ID EMETTEUR/FR72ZZZ123456 MDT/A1 |
        2023-08-14     | -189.00 | PRLV SEPA SERVICES PLUS ECH/140823 ID EMETTEUR/FR19ZZZ654321 MDT/B2  | WS101
        2023-09-14     | -189.00 | PRLV SEPA SERVICES PLUS ECH/140923 ID EMETTEUR/FR19ZZZ654321 MDT/B2  |
        """,
    ),
    Example(
        "known-creditors",
        """
        bank          | amount | label                                                              | expect
        2023-01-05 x6 | -39.99 | PRLV SEPA TELECOM DU LAC ECH/050123 ID EMETTEUR/FR72ZZZ123456 MDT/A1 |
        2023-03-10    | -25.00 | PRLV SEPA SPORT ET CO                                              |
        2023-07-05 x3 | -39.99 | PRLV SEPA LAC TELECOM SAS ECH/050723 ID EMETTEUR/FR72ABC123456 MDT/A1 |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """When a creditor counts as new, and when its first debit is urgent."""

    learning_days: int = Field(100, ge=0)
    urgent_cents: int = Field(10_000, ge=0)
    urgent_times: float = Field(3, ge=1)


def _takes_over(mandate: Mandate, mandates: tuple[Mandate, ...]) -> Mandate | None:
    """A stopped creditor whose contract this one seems to go on with: same amount, next due day, a shared name."""
    first = mandate.debits[0]
    for other in mandates:
        due = timedelta(days=0) < first.booked - other.last <= timedelta(days=31 * (other.rhythm_months or 1) + 14)
        same_amount = abs(-first.cents - -other.debits[-1].cents) * 50 <= -first.cents
        shared = set(mandate.names[0].text.split()) & set(other.names[-1].text.split())
        both_by_id = mandate.by_id and other.by_id
        if due and same_amount and len(other.debits) >= 3 and any(map(distinctive, shared)) and not both_by_id:
            return other
    return None


def _why(mandate: Mandate, evidence: Evidence, params: Params) -> tuple[Severity, Sentence]:
    """Severity of a new creditor, and the sentence that says what weighs."""
    cents = -mandate.debits[0].cents
    earlier = [other.usual_cents for other in evidence.mandates if other.first < mandate.first]
    usual = round(median(earlier)) if earlier else 0
    names = [seen.text for seen in mandate.names]
    lenders = tuple(word for group in evidence.knowledge.lenders if group.key != _SPLIT for word in group.words)
    if any(holds_any(name, lenders) for name in names):
        return Severity.CRITICAL, say("new-mandate.why.lender")
    if cents > params.urgent_cents and any(name in _VAGUE for name in names):
        return Severity.CRITICAL, say("new-mandate.why.vague")
    if cents > max(params.urgent_cents, params.urgent_times * usual):
        return Severity.CRITICAL, say("new-mandate.why.large", usual=Money(usual), count=len(earlier))
    if other := _takes_over(mandate, evidence.mandates):
        return Severity.INFO, say("new-mandate.why.takes_over", name=other.name, day=other.last)
    return CARD.severity, say(
        f"new-mandate.why.{'plain' if earlier else 'alone'}", usual=Money(usual), count=len(earlier)
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a creditor first seen after the learning days of the account it debits."""
    findings = []
    for mandate in evidence.mandates:
        first = mandate.debits[0]
        if evidence.habits.learned_days(first.operation.account, first.booked) < params.learning_days:
            continue
        severity, why = _why(mandate, evidence, params)
        findings.append(
            found(
                CARD,
                first.booked,
                mandate.subject,
                (bank_evidence(first),),
                about_debit(first.booked, mandate.country),
                context=tuple(bank_evidence(debit) for debit in mandate.debits[1:4]),
                severity=severity,
                name=first.reading.payee,
                amount=Money(-first.cents),
                since=evidence.habits.account_first_day(first.operation.account) or first.booked,
                why=why,
            )
        )
    return findings
