"""WS207, care unlikely for the age: an act that people of this age hardly ever have.

Looks for: care of a family bound to an age (hearing aids before forty) reimbursed for a member whose year of birth the
settings give. Needs no history, and says nothing without a year of birth.
Why it matters: stolen numbers are billed without a look at the age; in one case of false hearing aids the mean age of
the "patients" was 24.
What to do: if nobody had this care, report it from the ameli account.
Known false alarms: real care at an unusual age, a year of birth mistyped in the settings.
Source: domain notes, section 2, P7 e (S57).
"""

from collections import defaultdict

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching import Care
from watchdog_sante.matching.actions import about_care
from watchdog_sante.matching.words import plain_key, same_person
from watchdog_sante.model.findings import Card, Finding, Severity
from watchdog_sante.model.household import Household, Member
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS207",
    slug="care-unlikely-for-age",
    severity=Severity.CRITICAL,
    advice=("report-care-not-received",),
    since="0.1",
)

_AUDIO = """
        basic      | care       | beneficiary  | act           | provider | paid    | reimbursed | to           | expect
        2023-06-12 | 2023-06-05 | Anne Tilleul | Audioprothèse | ORME AUD | 1420.00 | 240.00    | care_provider |{mark}
"""

EXAMPLES = (
    Example(
        "young",
        _AUDIO.format(mark=" WS207"),
        Household(members=(Member("Anne Tilleul", 1995),)),
    ),
    Example("usual-age", _AUDIO.format(mark=""), Household(members=(Member("Anne Tilleul", 1953),))),
    Example("no-birth-year", _AUDIO.format(mark="")),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How far below the age of a family of care an act is told."""

    margin_years: int = Field(0, ge=0)


def _age(household: Household, care: Care) -> int | None:
    """The age the beneficiary reached in the year of the care, in whole years; None when it is not known for sure."""
    fitting = [member for member in household.members if same_person(member.name, care.beneficiary)]
    if len(fitting) != 1 or fitting[0].birth_year is None:
        return None
    return care.care_date.year - fitting[0].birth_year


def _finding(cares: list[tuple[Care, int]], youngest: int) -> Finding:
    first, age = cares[0]
    lines = [line for care, _ in cares for line in care.lines]
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.CRITICAL,
        day=first.first_paid,
        title=say(f"{CARD.slug}.title", act=lines[0].act, count=age),
        explanation=say(
            f"{CARD.slug}.explanation",
            act=lines[0].act,
            provider=lines[0].care_provider or "-",
            beneficiary=first.beneficiary,
            care_date=first.care_date,
            amount=Money(sum(care.expense_cents for care, _ in cares)),
            age=age,
            youngest=youngest,
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent", beneficiary=first.beneficiary),
        advice=CARD.advice,
        actions=about_care(lines),
        evidence=tuple(benefit_evidence(line) for line in lines[:12]),
        context=tuple(benefit_evidence(line) for line in lines[12:]),
        subject=f"care-provider:{first.provider or first.family}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each person and family of care that do not go together."""
    limits = {family.key: family.youngest for family in evidence.knowledge.act_families if family.youngest}
    found: defaultdict[tuple[str, str], list[tuple[Care, int]]] = defaultdict(list)
    for care in evidence.triangle.cares:
        limit, age = limits.get(care.family), _age(evidence.household, care)
        positive = any(line.reimbursed_cents > 0 for line in care.lines)
        if limit is not None and age is not None and age < limit - params.margin_years and positive:
            found[plain_key(care.beneficiary), care.family].append((care, age))
    return [_finding(cares, limits[family] or 0) for (_, family), cares in found.items()]
