"""WS203, reimbursement amount differs: the credit of an insurer is not the sum that its statement announces.

Looks for: a payment without a credit of its sum, while the same insurer credited another sum on the same days. Merged
and split payments, and deductions announced on another day, are found first and stay silent.
Why it matters: part of a reimbursement may go elsewhere, or a claim that is not yours may be paid with it.
What to do: open the statement of that day and ask the insurer for the make-up of its payment.
Known false alarms: deductions (franchise, participation) that the basic insurer nets without a line: a shortfall of
whole half-euros up to the yearly ceiling only goes to the digest.
Source: domain notes, section 2, P4 and P13; section 3.5 (deductions netted on later payments).
"""

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching import Settlement, SettlementKind
from watchdog_sante.matching.actions import channel_of
from watchdog_sante.matching.adopting import DEDUCTIONS_CENTS, HALF_EURO
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS203",
    slug="reimbursement-amount-differs",
    severity=Severity.WARNING,
    advice=("watch-accounts", "check-insurer-details"),
    since="0.1",
)

_BEFORE = """
        top-up     | care       | beneficiary  | act          | provider | paid  | basic | reimbursed | to      | expect
        2023-01-10 | 2023-01-03 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55 | 7.95       | insured |
        2023-02-08 | 2023-02-01 | Anne Tilleul | Spécialiste  | DR FRENE | 50.00 | 20.00 | 30.00      | insured |
        2023-03-14 | 2023-03-07 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55 | 7.95       | insured |
"""

EXAMPLES = (
    Example(
        "less",
        _BEFORE
        + """\
        2023-04-12 | 2023-04-05 | Anne Tilleul | Spécialiste  | DR FRENE | 60.00 | 21.00 | 39.00      | insured | WS203

        bank       | amount  | label                          | expect
        2023-01-12 | 7.95    | VIR SEPA HARMONIE MUTUELLE     |
        2023-02-10 | 30.00   | VIR SEPA HARMONIE MUTUELLE     |
        2023-03-16 | 7.95    | VIR SEPA HARMONIE MUTUELLE     |
        2023-04-14 | 21.37   | VIR SEPA HARMONIE MUTUELLE     | WS203
        2023-05-28 | 1900.00 | VIR SEPA ATELIER ORME          |
        """,
    ),
    Example(
        "grouped",
        _BEFORE
        + """\
        2023-04-12 | 2023-04-05 | Anne Tilleul | Spécialiste  | DR FRENE | 60.00 | 21.00 | 39.00      | insured |
        2023-04-13 | 2023-04-06 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55 | 7.95       | insured |

        bank       | amount  | label                          | expect
        2023-01-12 | 7.95    | VIR SEPA HARMONIE MUTUELLE     |
        2023-02-10 | 30.00   | VIR SEPA HARMONIE MUTUELLE     |
        2023-03-16 | 7.95    | VIR SEPA HARMONIE MUTUELLE     |
        2023-04-14 | 46.95   | VIR SEPA HARMONIE MUTUELLE     |
        2023-05-28 | 1900.00 | VIR SEPA ATELIER ORME          |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """Which differences are told."""

    smallest_cents: int = Field(100, ge=1)
    deductions_cents: int = Field(DEDUCTIONS_CENTS, ge=0)


def _severity(settlement: Settlement, params: Params) -> Severity:
    short = settlement.expected_cents - settlement.credited_cents
    basic = settlement.groups[0].insurer is SourceKind.BASIC_INSURER
    netted = basic and 0 < short <= params.deductions_cents and short % HALF_EURO == 0
    return Severity.INFO if netted else Severity.WARNING


def _finding(settlement: Settlement, params: Params) -> Finding:
    severity = _severity(settlement, params)
    insurer = settlement.groups[0].insurer
    credit = settlement.credits[0]
    lines = [line for group in settlement.groups for line in group.lines]
    difference = settlement.credited_cents - settlement.expected_cents
    reason = "netted" if severity is Severity.INFO else "short" if difference < 0 else "over"
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=severity,
        day=credit.booked,
        title=say(f"{CARD.slug}.title", expected=Money(settlement.expected_cents), credited=Money(credit.cents)),
        explanation=say(
            f"{CARD.slug}.explanation",
            insurer=say(f"matching.{insurer.value}"),
            expected=Money(settlement.expected_cents),
            paid_on=settlement.groups[0].paid_on,
            credited=Money(settlement.credited_cents),
            day=credit.booked,
            difference=Money(abs(difference)),
            why=say(f"{CARD.slug}.{reason}"),
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent", difference=Money(abs(difference))),
        advice=CARD.advice,
        actions=(Action(say(f"{CARD.slug}.action.ask"), None, channel_of(insurer)),),
        evidence=(bank_evidence(credit), *(benefit_evidence(line) for line in lines[:11])),
        subject=f"reimbursement:{insurer.value}:{settlement.groups[0].paid_on.isoformat()}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each payment credited with another sum."""
    return [
        _finding(settlement, params)
        for settlement in evidence.triangle.settlements
        if settlement.kind is SettlementKind.DIFFERS
        and abs(settlement.expected_cents - settlement.credited_cents) >= params.smallest_cents
    ]
