"""WS210, reimbursement late: money that came after its time, or a top-up part that has not come. For the digest.

Looks for: a payment credited later than ten business days; a care that the basic insurer paid to you and the top-up
insurer did not follow within its usual days, although its statements tell of that time; a visit paid by card to a
practice whose visits were all reimbursed until then, without a line of the basic insurer thirty days later.
Why it matters: little in itself; it is how a broken télétransmission or a lost claim shows first.
What to do: nothing, or ask the insurer; a claim may be made for two years.
Known false alarms: paper claims, care that the contract does not cover.
Source: domain notes, section 2, P13; section 3.5 (delays and the two years' limit).
"""

from datetime import timedelta

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching import Settlement, SettlementKind
from watchdog_sante.matching.actions import channel_of
from watchdog_sante.matching.following import Followed, followed_cares, usual_delay
from watchdog_sante.matching.told_days import ToldDays, told_days
from watchdog_sante.matching.unclaimed import UnclaimedVisit, unclaimed_visits
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS210",
    slug="reimbursement-late",
    severity=Severity.INFO,
    advice=("watch-accounts",),
    since="0.1",
)

_PAID = """
        basic      | care       | beneficiary  | act          | provider | paid  | reimbursed | to      | expect
        2023-01-10 | 2023-01-03 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55      | insured |
        2023-02-08 | 2023-02-01 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 16.55      | insured |{mark}
        2023-03-14 | 2023-03-07 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 18.55      | insured |

        bank       | amount  | label                 | expect
        2023-01-12 | 17.55   | VIR SEPA CPAM PARIS   |
"""

EXAMPLES = (
    Example(
        "late",
        _PAID.format(mark=" WS210")
        + "        2023-03-10 | 16.55 | VIR SEPA CPAM PARIS | WS210\n"
        + "        2023-03-16 | 18.55 | VIR SEPA CPAM PARIS |\n",
    ),
    Example(
        "on-time",
        _PAID.format(mark="")
        + "        2023-02-10 | 16.55 | VIR SEPA CPAM PARIS |\n        2023-03-16 | 18.55 | VIR SEPA CPAM PARIS |\n",
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """What is told."""

    top_up: bool = True
    visits: bool = True
    visit_days: int = Field(30, ge=7)


def _late_credit(settlement: Settlement) -> Finding:
    group, credit = settlement.groups[-1], settlement.credits[0]
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.INFO,
        day=credit.booked,
        title=say(f"{CARD.slug}.title", amount=Money(settlement.credited_cents)),
        explanation=say(
            f"{CARD.slug}.explanation",
            insurer=say(f"matching.{group.insurer.value}"),
            amount=Money(settlement.credited_cents),
            paid_on=group.paid_on,
            day=credit.booked,
            count=(credit.booked - group.paid_on).days,
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent"),
        advice=CARD.advice,
        actions=(Action(say(f"{CARD.slug}.action.ask"), None, channel_of(group.insurer)),),
        evidence=(bank_evidence(credit), *(benefit_evidence(line) for line in group.lines[:11])),
        subject=f"reimbursement:{group.insurer.value}:{group.paid_on.isoformat()}",
    )


def _not_followed(one: Followed, usual: timedelta) -> Finding:
    lines = one.care.of(SourceKind.BASIC_INSURER)
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.INFO,
        day=one.basic_paid,
        title=say(f"{CARD.slug}.title_top_up", act=lines[0].act),
        explanation=say(
            f"{CARD.slug}.explanation_top_up",
            act=lines[0].act,
            care_date=one.care.care_date,
            day=one.basic_paid,
            count=usual.days,
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent"),
        advice=CARD.advice,
        actions=(Action(say(f"{CARD.slug}.action.ask"), None, "insurer"),),
        evidence=tuple(benefit_evidence(line) for line in lines[:12]),
        subject=f"care:{one.care.care_date.isoformat()}:{one.care.family}:{one.care.provider}",
    )


def _not_reimbursed(visit: UnclaimedVisit, days: int) -> Finding:
    movement = visit.movement
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.INFO,
        day=visit.day + timedelta(days=days),
        title=say(f"{CARD.slug}.title_visit", name=movement.reading.payee, amount=Money(-movement.cents)),
        explanation=say(
            f"{CARD.slug}.explanation_visit",
            name=movement.reading.payee,
            amount=Money(-movement.cents),
            day=visit.day,
            followed=visit.followed,
            usual=visit.usual_days,
            count=days,
            innocent=say(f"{CARD.slug}.innocent_visit"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent_visit"),
        advice=CARD.advice,
        actions=(Action(say(f"{CARD.slug}.action.ask"), None, channel_of(SourceKind.BASIC_INSURER)),),
        evidence=(bank_evidence(movement),),
        subject=f"visit:{movement.operation.key}",
    )


def _waiting(evidence: Evidence, told: ToldDays) -> list[Finding]:
    """Cares that the top-up insurer has not followed, once its habit is known."""
    followed = followed_cares(evidence.triangle.cares)
    if sum(one.top_up_paid is not None for one in followed) < 5:
        return []
    usual = usual_delay(followed)
    return [
        _not_followed(one, usual)
        for one in followed
        if one.top_up_paid is None
        and one.paid_to_insured
        and told.tells(SourceKind.TOP_UP_INSURER, one.basic_paid, one.basic_paid + usual)
    ]


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each late credit, each care not followed in time, and each visit not reimbursed."""
    found = [_late_credit(done) for done in evidence.triangle.settlements if done.kind is SettlementKind.LATE]
    told = told_days(evidence.benefit_lines)
    if params.top_up:
        found += _waiting(evidence, told)
    if params.visits:
        visits = unclaimed_visits(evidence.card_payments, evidence.triangle.cares, told, params.visit_days)
        found += [_not_reimbursed(visit, params.visit_days) for visit in visits]
    return found
