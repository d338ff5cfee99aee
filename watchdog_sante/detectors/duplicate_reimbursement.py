"""WS204, duplicate reimbursement: the same act of the same day reimbursed twice, on two payment days.

Looks for: same person, act, provider, day of care and amount, paid on two different days, and no line that takes one
of them back. A line cancelled and written again is one reimbursement; several acts paid together are several acts; a
rental or a sick leave paid period after period under one date is no repetition, nor is what recurs with a provider.
Why it matters: billing the same act twice is the commonest abuse, and the insurer may reclaim the sum for two years.
What to do: report it to the insurer, and keep the statements.
Known false alarms: two real acts of one day billed apart (two visits to a pharmacy), a correction whose cancelling
line is on a statement that is not here.
Source: domain notes, section 2, P12 (same act, date and amount twice; corrections with a negative line; S60).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import TypeAlias

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching import Care
from watchdog_sante.matching.actions import about_overpayment
from watchdog_sante.matching.words import plain_key, same_person
from watchdog_sante.model.findings import Card, Finding, Severity
from watchdog_sante.model.operations import BenefitLine
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS204",
    slug="duplicate-reimbursement",
    severity=Severity.WARNING,
    advice=("report-care-not-received", "keep-statements"),
    since="0.1",
)

EXAMPLES = (
    Example(
        "twice",
        """
        basic      | care       | beneficiary  | act       | provider   | paid  | reimbursed | to            | expect
        2023-03-10 | 2023-03-03 | Anne Tilleul | Pharmacie | PHARM ORME | 21.20 | 13.78      | care_provider | WS204
        2023-03-17 | 2023-03-03 | Anne Tilleul | Pharmacie | PHARM ORME | 21.20 | 13.78      | care_provider | WS204
        """,
    ),
    Example(
        "corrected",
        """
        basic      | care       | beneficiary  | act       | provider   | paid  | reimbursed | to            | expect
        2023-03-10 | 2023-03-03 | Anne Tilleul | Pharmacie | PHARM ORME | 21.20 | 13.78      | care_provider |
        2023-03-17 | 2023-03-03 | Anne Tilleul | Pharmacie | PHARM ORME | 21.20 | -13.78     | care_provider |
        2023-03-17 | 2023-03-03 | Anne Tilleul | Pharmacie | PHARM ORME | 21.20 | 13.78      | care_provider |
        2023-04-10 | 2023-04-03 | Anne Tilleul | Soins IDE | CAB FRENE  | 9.00  | 5.40       | care_provider |
        2023-04-10 | 2023-04-03 | Anne Tilleul | Soins IDE | CAB FRENE  | 9.00  | 5.40       | care_provider |
        """,
    ),
)

_CORRECTED_WITHIN = timedelta(days=120)
Repeat: TypeAlias = tuple[BenefitLine, ...]


class Params(BaseModel, frozen=True, extra="forbid"):
    """What is no repetition."""

    smallest_cents: int = Field(100, ge=1)
    series: int = Field(4, ge=3)
    habit: int = Field(3, ge=1)


def _taken_back(care: Care, lines: Repeat, negatives: Iterable[BenefitLine]) -> int:
    """How many lines take back a reimbursement of this amount of the same person and day of care."""
    first, last = lines[0].paid_on, lines[-1].paid_on + _CORRECTED_WITHIN
    return sum(
        line.insurer is lines[0].insurer
        and -line.reimbursed_cents == lines[0].reimbursed_cents
        and line.care_date in (care.care_date, None)
        and first <= line.paid_on <= last
        and same_person(line.beneficiary, care.beneficiary)
        for line in negatives
    )


def _repeats(care: Care, negatives: list[BenefitLine], params: Params) -> list[Repeat]:
    """Lines of one insurer, act and amount that were paid on several days and not taken back."""
    alike: defaultdict[tuple[str, str, int], list[BenefitLine]] = defaultdict(list)
    for line in care.lines:
        if line.reimbursed_cents >= params.smallest_cents:
            alike[line.insurer, plain_key(line.act), line.reimbursed_cents].append(line)
    found = []
    for same in alike.values():
        lines = tuple(sorted(same, key=lambda line: (line.paid_on, line.key)))
        days = len({line.paid_on for line in lines})
        if 2 <= days < params.series and len(lines) - _taken_back(care, lines, negatives) >= 2:
            found.append(lines)
    return found


def _finding(care: Care, repeats: list[Repeat]) -> Finding:
    lines = [line for repeat in repeats for line in repeat]
    first = repeats[0]
    extra = sum(line.reimbursed_cents for repeat in repeats for line in repeat[1:])
    accused = {line.key for line in lines[:12]}
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.WARNING,
        day=max(line.paid_on for line in lines),
        title=say(f"{CARD.slug}.title", act=first[0].act, amount=Money(first[0].reimbursed_cents)),
        explanation=say(
            f"{CARD.slug}.explanation",
            act=first[0].act,
            provider=first[0].care_provider or "-",
            beneficiary=first[0].beneficiary,
            care_date=care.care_date,
            amount=Money(first[0].reimbursed_cents),
            first=first[0].paid_on,
            again=first[-1].paid_on,
            insurer=say(f"matching.{first[0].insurer.value}"),
            extra=Money(extra),
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent", act=first[0].act),
        advice=CARD.advice,
        actions=about_overpayment(lines),
        evidence=tuple(benefit_evidence(line) for line in lines[:12]),
        context=tuple(benefit_evidence(line) for line in care.lines if line.key not in accused)[:6],
        subject=f"care:{care.care_date.isoformat()}:{care.family}:{care.provider}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each care reimbursed twice."""
    negatives = [line for line in evidence.benefit_lines if line.reimbursed_cents < 0]
    found = [(care, repeats) for care in evidence.triangle.cares if (repeats := _repeats(care, negatives, params))]
    habits = Counter((care.family, care.provider) for care, _ in found)
    return [_finding(care, repeats) for care, repeats in found if habits[care.family, care.provider] <= params.habit]
