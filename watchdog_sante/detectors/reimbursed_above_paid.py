"""WS205, reimbursed above what was paid: the insurers together paid more for an act than it cost.

Looks for: basic and top-up reimbursements of one care whose sum, cancelled lines taken off, is above the expense that
the statements give. Needs no history.
Why it matters: no contract may pay more than the cost; the excess points at a false or repeated claim, and it will be
reclaimed.
What to do: tell the insurer, keep the statements for two years.
Known false alarms: statements that give the cost of one session beside the sum of several, corrections under way. When
many cares of a household look so, the statements word costs otherwise, and nothing is said.
Source: domain notes, section 2, P12 (more than 0.01 above the cost; surcomplémentaire; S60).
"""

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching import Care
from watchdog_sante.matching.actions import about_overpayment
from watchdog_sante.model.findings import Card, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS205",
    slug="reimbursed-above-paid",
    severity=Severity.WARNING,
    advice=("report-care-not-received", "keep-statements"),
    since="0.1",
)

EXAMPLES = (
    Example(
        "too-much",
        """
        basic      | care       | beneficiary  | act         | provider | paid  | reimbursed | to      | expect
        2023-03-10 | 2023-03-03 | Anne Tilleul | Spécialiste | DR FRENE | 60.00 | 21.00      | insured | WS205

        top-up     | care       | beneficiary  | act         | provider | paid  | basic | reimbursed | to      | expect
        2023-03-17 | 2023-03-03 | TILLEUL ANNE | Spécialiste | DR FRENE | 60.00 | 21.00 | 69.00      | insured | WS205
        """,
    ),
    Example(
        "to-the-cent",
        """
        basic      | care       | beneficiary  | act         | provider | paid  | reimbursed | to      | expect
        2023-03-10 | 2023-03-03 | Anne Tilleul | Spécialiste | DR FRENE | 60.00 | 21.00      | insured |

        top-up     | care       | beneficiary  | act         | provider | paid  | basic | reimbursed | to      | expect
        2023-03-17 | 2023-03-03 | TILLEUL ANNE | Spécialiste | DR FRENE | 60.00 | 21.00 | 39.00      | insured |
        2023-04-17 | 2023-04-03 | TILLEUL ANNE | Dentaire    | DR ORME  | 43.38 | 26.03 | 17.35      | insured |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How much above the cost is told."""

    tolerance_cents: int = Field(2, ge=0)
    common_share: float = Field(0.1, gt=0, le=1)


def _cost(care: Care, insurer: SourceKind) -> int | None:
    """What the insurer's lines say the care cost, cancelled lines taken off; None when a line does not say."""
    lines = [line for line in care.of(insurer) if line.reimbursed_cents]
    if not lines or any(line.expense_cents is None for line in lines):
        return None
    return sum((line.expense_cents or 0) * (1 if line.reimbursed_cents > 0 else -1) for line in lines)


def _reimbursed(care: Care, insurer: SourceKind) -> int:
    return sum(line.reimbursed_cents for line in care.of(insurer))


def _excess(care: Care) -> tuple[int, int] | None:
    """What was reimbursed and what it cost, in cents; None when no line tells the cost."""
    basic, top_up = SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER
    costs = [cost for cost in (_cost(care, basic), _cost(care, top_up)) if cost]
    if not costs:
        return None
    stated = sum((line.basic_cents or 0) * (1 if line.reimbursed_cents >= 0 else -1) for line in care.of(top_up))
    paid_by_basic = _reimbursed(care, basic) if care.of(basic) else stated
    return paid_by_basic + _reimbursed(care, top_up), max(costs)


def _finding(care: Care, reimbursed: int, cost: int) -> Finding:
    first = care.lines[0]
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.WARNING,
        day=max(line.paid_on for line in care.lines),
        title=say(f"{CARD.slug}.title", act=first.act, reimbursed=Money(reimbursed), cost=Money(cost)),
        explanation=say(
            f"{CARD.slug}.explanation",
            act=first.act,
            provider=first.care_provider or "-",
            beneficiary=first.beneficiary,
            care_date=care.care_date,
            cost=Money(cost),
            reimbursed=Money(reimbursed),
            excess=Money(reimbursed - cost),
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent", act=first.act),
        advice=CARD.advice,
        actions=about_overpayment(care.lines),
        evidence=tuple(benefit_evidence(line) for line in care.lines[:12]),
        subject=f"care:{care.care_date.isoformat()}:{care.family}:{care.provider}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each care reimbursed above its cost; none when that is how the statements word costs."""
    told = [(care, sums) for care in evidence.triangle.cares if (sums := _excess(care))]
    above = [(care, *sums) for care, sums in told if sums[0] > sums[1] + params.tolerance_cents]
    if len(above) > 3 and len(above) > params.common_share * len(told):
        return []
    return [_finding(care, reimbursed, cost) for care, reimbursed, cost in above]
