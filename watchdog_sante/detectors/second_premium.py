"""WS107, second premium: a health insurer begins to debit while another health premium goes on.

Looks for: the first debit of a creditor that is a top-up health insurer (settings, known names, words such as mutuelle,
or a creditor that also reimburses) while the premium of another one recurs.
Why it matters: contracts are sold by telephone, and the first month is often free so that the fourteen days to give up
the contract are over at the first debit.
What to do: ask for the signed mandate and contract; give up within 14 days, ask the debit back within 8 weeks.
Known false alarms: a change of insurer with a month or two of overlap, a second-level top-up, a child's or funeral
contract of the same brand, an employer's contract that begins.
Source: domain notes, section 2, P5, and section 1.2 (mis-sold mutuelle, S33 and S34).
"""

from datetime import timedelta
from itertools import product

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.mandates import Mandate
from watchdog_sante.model.findings import Action, Card, Finding, Severity, found
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_debit

CARD = Card("WS107", "second-premium", Severity.WARNING, ("beware-solicitations", "contest-in-time"), "0.1")
_GIVE_UP = timedelta(days=14)  # renonciation, S33

EXAMPLES = (
    Example(
        "beside-the-first",
        """
        bank           | amount | label                                                             | expect
        2023-01-10 x12 | -88.50 | PRLV SEPA MUTUELLE DES LACS ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/77 |
        2023-07-20     | -49.90 | PRLV SEPA SANTE PLUS ECH/200723 ID EMETTEUR/FR19ZZZ654321 MDT/9         | WS107
        2023-08-20 x3  | -49.90 | PRLV SEPA SANTE PLUS ECH/200823 ID EMETTEUR/FR19ZZZ654321 MDT/9         |
        """,
    ),
    Example(
        "replaced",
        """
        bank          | amount | label                                                              | expect
        2023-01-10 x6 | -88.50 | PRLV SEPA MUTUELLE DES LACS ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/77 |
        2023-08-20 x3 | -79.90 | PRLV SEPA SANTE PLUS ECH/200823 ID EMETTEUR/FR19ZZZ654321 MDT/9         |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """When two premiums run side by side."""

    learning_days: int = Field(100, ge=0)
    active_days: int = Field(38, ge=1)
    least_cents: int = Field(2_000, ge=0)
    least_share: float = Field(0.25, ge=0)
    overlap_days: int = Field(62, ge=1)


def _recurring(new: Mandate, evidence: Evidence, params: Params) -> list[Mandate]:
    """Other premiums that recurred when the new one began."""
    active = timedelta(days=params.active_days)
    found_beside = []
    for other in evidence.mandates:
        before = [debit for debit in other.debits if debit.booked < new.first]
        recurs = len(before) >= 3 and new.first - before[-1].booked <= active
        if other.key != new.key and other.is_premium and recurs:
            found_beside.append(other)
    return found_beside


def _is_same_name(mandate: Mandate, other: Mandate) -> bool:
    """Whether a name of one begins with a name of the other: banks write the reason of a debit behind the name."""
    pairs = product((f"{seen.text} " for seen in mandate.names), [f"{seen.text} " for seen in other.names])
    return any(one.startswith(two) or two.startswith(one) for one, two in pairs)


def _finding(new: Mandate, known: Mandate, params: Params) -> Finding:
    first = new.debits[0]
    both = min(new.last, known.last) - first.booked
    accessory = -first.cents < max(params.least_cents, params.least_share * known.usual_cents)
    goes_on = both >= timedelta(days=params.overlap_days) and not accessory
    give_up = Action(say("second-premium.action.give_up"), first.booked + _GIVE_UP, "insurer")
    return found(
        CARD,
        first.booked,
        new.subject,
        (bank_evidence(first),),
        (
            give_up,
            Action(say("second-premium.action.ask_proof"), None, "acpr"),
            *about_debit(first.booked, new.country),
        ),
        context=tuple(bank_evidence(debit) for debit in (*known.debits[-2:], *new.debits[1:3])),
        severity=Severity.CRITICAL if goes_on else CARD.severity,
        name=first.reading.payee,
        amount=Money(-first.cents),
        known=known.name,
        usual=Money(known.usual_cents),
        count=len(known.debits),
        why=say(f"second-premium.why.{'goes_on' if goes_on else 'accessory' if accessory else 'begins'}"),
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a premium that begins beside another."""
    findings = []
    for mandate in evidence.mandates:
        first = mandate.debits[0]
        learned = evidence.habits.known_days(first.operation.account, first.booked) >= params.learning_days
        if not mandate.is_premium or not learned:
            continue
        # The same name is `creditor-changed`, or the same premium as another bank words it.
        recurring = [other for other in _recurring(mandate, evidence, params) if not _is_same_name(mandate, other)]
        if recurring:
            findings.append(_finding(mandate, recurring[0], params))
    return findings
