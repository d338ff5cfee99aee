"""WS209, top-up stops: the top-up insurer's reimbursements stop while the basic insurer's go on.

Looks for: at least three cares in a row, over a month or more up to now, that the basic insurer paid and the top-up
insurer did not follow, although it followed nearly all before; and no bank credit from it since that its statements do
not explain. Looked at for the household, then for each person: two people may have two insurers, and one be struck off.
Why it matters: canvassers sell a second contract and strike you off the first, and télétransmission can be switched to
another insurer without you: reimbursements then go nowhere, or elsewhere.
What to do: on ameli.fr, "Mes informations", read which top-up insurer is declared; ask yours whether you are insured.
Known false alarms: a contract you ended, a statement not fetched yet (its bank credits, if any, keep this silent),
yearly ceilings reached.
Source: domain notes, section 2, P6 (S50, S51); section 3.5 (delays, S82 to S84).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching.following import Followed, followed_cares
from watchdog_sante.matching.people import people
from watchdog_sante.matching.stops import Stop, find_stop
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import say

CARD = Card(
    id="WS209",
    slug="top-up-stops",
    severity=Severity.WARNING,
    advice=("check-insurer-details",),
    since="0.1",
)
_ON_ITS_WAY = timedelta(days=5)  # a credit of the last care followed may come after the first one missed

_SIX = "".join(
    f"        2023-0{m}-10 | 2023-0{m}-03 | Anne Tilleul | Consultation | DR ORME | 26.50 | 17.55 | insured |\n"
    for m in range(1, 7)
)
_HEAD = "        basic | care | beneficiary | act | provider | paid | reimbursed | to | expect\n"
_TOP_UP_HEAD = "\n        top-up | care | beneficiary | act | provider | paid | basic | reimbursed | to | expect\n"
_TOP_UP = _TOP_UP_HEAD + "".join(
    f"        2023-0{m}-14 | 2023-0{m}-03 | Anne Tilleul | Consultation | DR ORME | 26.50 | 17.55 | 7.95 | insured |\n"
    for m in range(1, 7)
)
_THREE_MORE = """\
        2023-07-10 | 2023-07-03 | Anne Tilleul | Consultation | DR ORME | 26.50 | 17.55 | insured |{mark}
        2023-08-10 | 2023-08-03 | Anne Tilleul | Consultation | DR ORME | 26.50 | 17.55 | insured |{mark}
        2023-09-11 | 2023-09-04 | Anne Tilleul | Consultation | DR ORME | 26.50 | 17.55 | insured |{mark}
"""
_BANK = "\n        bank | amount | label | expect\n" + "".join(
    f"        2023-{m:02}-16 | 7.95 | VIR SEPA HARMONIE MUTUELLE |\n" for m in range(1, 7)
)
_QUIET_AFTER = "        2023-10-28 | 1900.00 | VIR SEPA ATELIER ORME |\n"

EXAMPLES = (
    Example(
        "stopped",
        _HEAD + _SIX + _THREE_MORE.format(mark=" WS209") + _TOP_UP + _BANK + _QUIET_AFTER,
    ),
    Example(
        "statement-missing",
        _HEAD
        + _SIX
        + _THREE_MORE.format(mark="")
        + _TOP_UP
        + _BANK
        + "        2023-08-16 | 7.95 | VIR SEPA HARMONIE MUTUELLE |\n"
        + _QUIET_AFTER,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How much must have been followed, and how much not."""

    followed_before: int = Field(5, ge=1)
    share_before: float = Field(0.8, gt=0, le=1)
    missed: int = Field(3, ge=2)
    rare_share: float = Field(0.1, ge=0, lt=1)
    over_days: int = Field(30, ge=0)


def _credits_go_on(evidence: Evidence, stop: Stop) -> bool:
    """Whether the insurer that credited the cares before still credits what no statement explains: a statement is
    missing, not its payments. What another top-up insurer pays says nothing, nor what statements at hand explain."""
    lines = {line.key for one in stop.before for line in one.care.of(SourceKind.TOP_UP_INSURER)}
    settled = evidence.triangle.settlements
    own = [done for done in settled if any(line.key in lines for group in done.groups for line in group.lines)]
    payers = {credit.reading.payee_key for done in own for credit in done.credits}
    explained = {credit.operation.key for done in settled for credit in done.credits}
    since = stop.after[0].basic_paid + _ON_ITS_WAY
    later = (m for m in evidence.movements if m.cents > 0 and m.booked > since and m.reading.payee_key in payers)
    return any(movement.operation.key not in explained for movement in later)


def _bank_tells(evidence: Evidence, after: tuple[Followed, ...]) -> bool:
    """Whether a missing credit would show: the insurer used to credit these accounts, some of these cares were paid to
    the insured, and the bank statements go on."""
    credited = any(done.groups[0].insurer is SourceKind.TOP_UP_INSURER for done in evidence.triangle.settlements)
    paid = [one.basic_paid for one in after if one.paid_to_insured]
    covered = max((period.end for period in evidence.covered), default=date.min)
    return credited and bool(paid) and covered > min(paid) + timedelta(days=15)


def _finding(stop: Stop, whose: str) -> Finding:
    before, after, one = stop.before, stop.after, "_one" if whose else ""
    lines = [line for missed in after for line in missed.care.of(SourceKind.BASIC_INSURER) if line.reimbursed_cents > 0]
    last = [paid for paid in before if paid.top_up_paid][-1]
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.WARNING,
        day=after[0].basic_paid,
        title=say(f"{CARD.slug}.title{one}", day=last.top_up_paid or last.basic_paid, who=whose),
        explanation=say(
            f"{CARD.slug}.explanation{one}",
            count=len(after),
            first=after[0].basic_paid,
            last=after[-1].basic_paid,
            before=sum(paid.top_up_paid is not None for paid in before),
            of=len(before),
            who=whose,
            innocent=say(f"{CARD.slug}.innocent{one}"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent"),
        advice=CARD.advice,
        actions=(
            Action(say(f"{CARD.slug}.action.ameli"), None, "ameli"),
            Action(say(f"{CARD.slug}.action.insurer"), None, "insurer"),
        ),
        evidence=tuple(benefit_evidence(line) for line in lines[:12]),
        context=tuple(benefit_evidence(line) for line in last.care.of(SourceKind.TOP_UP_INSURER)),
        subject=f"top-up-stops:{(last.top_up_paid or last.basic_paid).isoformat()}",
    )


def _seen(evidence: Evidence, followed: tuple[Followed, ...], params: Params) -> Stop | None:
    """The stop that these cares show and that the bank statements confirm."""
    stop = find_stop(followed, evidence.as_of, params)
    return stop if stop and _bank_tells(evidence, stop.after) and not _credits_go_on(evidence, stop) else None


def _by_person(evidence: Evidence, followed: tuple[Followed, ...]) -> Iterator[tuple[str, tuple[Followed, ...]]]:
    everyone = people(evidence.benefit_lines)
    name_of = {line.beneficiary: person.name for person in everyone for line in person.lines}
    for person in everyone if len(everyone) > 1 else ():
        yield person.name, tuple(one for one in followed if name_of.get(one.care.beneficiary) == person.name)


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding when the top-up insurer stopped following the household, else one for each person it left."""
    followed = followed_cares(evidence.triangle.cares)
    if stop := _seen(evidence, followed, params):
        return [_finding(stop, "")]
    stops = ((name, _seen(evidence, own, params)) for name, own in _by_person(evidence, followed))
    return [_finding(stop, name) for name, stop in stops if stop]
