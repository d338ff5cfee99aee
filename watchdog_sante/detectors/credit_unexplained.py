"""WS202, credit unexplained: money that sounds like a reimbursement and that no statement announces.

Looks for: a credit of the household's own insurers without a payment on their statements; a credit of an insurer that
the household does not know; a payer's name that imitates an insurer's; a refund to the card in an insurer's name.
Why it matters: a credit one did not expect is how "overpayment" frauds begin (someone then asks for the money back),
and a claim made in your name by whoever holds your account shows here first.
What to do: do not call a number found in the label; type ameli.fr or call your top-up insurer. Never send money back
yourself: the bank reverses a transfer.
Known false alarms: a gift or a bonus of the insurer, arrears, a pension or daily allowance (told in the digest only
when it recurs or is named so), another regime after a new job. Where an insurer's statement of these days is missing,
or its statements were never imported, nothing is said.
Source: domain notes, section 2, P8 and P9; section 3.3.
"""

from collections import defaultdict

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching import CreditVerdict, LoneCredit, Triangle
from watchdog_sante.matching.actions import channel_of
from watchdog_sante.model.findings import Action, Card, EvidenceRow, Finding, Severity
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS202",
    slug="credit-unexplained",
    severity=Severity.WARNING,
    advice=("watch-accounts", "beware-solicitations"),
    since="0.1",
)

_STATEMENT = """
        basic      | care       | beneficiary  | act          | provider | paid  | reimbursed | to      | expect
        2023-01-10 | 2023-01-03 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55      | insured |
        2023-02-08 | 2023-02-01 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 16.55      | insured |
        2023-03-14 | 2023-03-07 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55      | insured |
        2023-04-12 | 2023-04-05 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 18.55      | insured |

        bank       | amount  | label                 | expect
        2023-01-12 | 17.55   | VIR SEPA CPAM PARIS   |
        2023-02-10 | 16.55   | VIR SEPA CPAM PARIS   |
        2023-03-16 | 17.55   | VIR SEPA CPAM PARIS   |
        2023-04-14 | 18.55   | VIR SEPA CPAM PARIS   |
"""

EXAMPLES = (
    Example(
        "no-statement-line",
        _STATEMENT + "        2023-03-20 | 187.40  | VIR SEPA CPAM PARIS   | WS202\n",
    ),
    Example(
        "like-sounding",
        _STATEMENT + "        2023-03-20 | 412.00  | VIR SEPA ASSURANCE MALADIE REMBOURSEMENT | WS202\n",
    ),
    Example(
        "all-announced",
        _STATEMENT + "        2023-03-20 | 64.90   | VIR SEPA LIBRAIRIE ORME REMBOURSEMENT |\n",
    ),
    Example(
        "too-early",
        _STATEMENT + "        2023-05-20 | 187.40  | VIR SEPA CPAM PARIS   |\n",
    ),
)

_SEVERITY = {
    CreditVerdict.UNEXPLAINED: Severity.WARNING,
    CreditVerdict.STRANGER: Severity.WARNING,
    CreditVerdict.IMITATION: Severity.CRITICAL,
    CreditVerdict.CARD: Severity.CRITICAL,
    CreditVerdict.OTHER_BENEFIT: Severity.INFO,
}
_BY_PAYEE = (CreditVerdict.STRANGER, CreditVerdict.IMITATION, CreditVerdict.CARD)


class Params(BaseModel, frozen=True, extra="forbid"):
    """From which amount a credit is told."""

    smallest_cents: int = Field(100, ge=0)


def _subject(lone: LoneCredit) -> str:
    if lone.verdict in _BY_PAYEE:
        return f"payee:{lone.credit.reading.payee_key}"
    return f"credit:{lone.credit.operation.key}"


def _usual(triangle: Triangle, lone: LoneCredit) -> tuple[int, tuple[EvidenceRow, ...]]:
    """How many credits of this insurer were explained, and the two nearest in time."""
    explained = [
        credit for done in triangle.settlements if done.groups[-1].insurer is lone.insurer for credit in done.credits
    ]
    day = lone.credit.booked
    nearest = sorted(explained, key=lambda credit: (abs((credit.booked - day).days), credit.operation.key))[:2]
    return len(explained), tuple(bank_evidence(credit) for credit in nearest)


def _finding(triangle: Triangle, lone: list[LoneCredit]) -> Finding:
    first = lone[0]
    explained, context = _usual(triangle, first)
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=_SEVERITY[first.verdict],
        day=first.credit.booked,
        title=say(f"{CARD.slug}.title", amount=Money(first.credit.cents), payee=first.credit.reading.payee),
        explanation=say(
            f"{CARD.slug}.explanation",
            seen=say(
                f"{CARD.slug}.{first.verdict.value}",
                amount=Money(first.credit.cents),
                day=first.credit.booked,
                payee=first.credit.reading.payee,
                insurer=say(f"matching.{first.insurer.value}"),
            ),
            usual=say(f"{CARD.slug}.usual", count=explained, insurer=say(f"matching.{first.insurer.value}")),
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent", payee=first.credit.reading.payee),
        advice=CARD.advice,
        actions=(
            Action(say(f"{CARD.slug}.action.ask"), None, channel_of(first.insurer)),
            Action(say(f"{CARD.slug}.action.never_send_back"), None, "bank"),
        ),
        evidence=tuple(bank_evidence(one.credit) for one in lone[:12]),
        context=context,
        subject=_subject(first),
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each unexplained credit; the credits of one stranger make one."""
    subjects: defaultdict[str, list[LoneCredit]] = defaultdict(list)
    for lone in evidence.triangle.lone_credits:
        if lone.verdict in _SEVERITY and lone.credit.cents >= params.smallest_cents:
            subjects[_subject(lone)].append(lone)
    return [_finding(evidence.triangle, lone) for lone in subjects.values()]
