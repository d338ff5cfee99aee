"""WS209, top-up stops: the top-up insurer's reimbursements stop while the basic insurer's go on.

Looks for: at least three cares in a row, over a month or more up to now, that the basic insurer paid and the top-up
insurer did not follow, although it followed nearly all before; and no bank credit from it since.
Why it matters: canvassers sell a second contract and strike you off the first, and télétransmission can be switched to
another insurer without you: reimbursements then go nowhere, or elsewhere.
What to do: on ameli.fr, "Mes informations", read which top-up insurer is declared; ask yours whether you are insured.
Known false alarms: a contract you ended, a statement not fetched yet (its bank credits, if any, keep this silent),
yearly ceilings reached.
Source: domain notes, section 2, P6 (S50, S51); section 3.5 (delays, S82 to S84).
"""

from datetime import date, timedelta

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching.following import Followed, followed_cares, usual_delay
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import SourceKind

CARD = Card(
    id="WS209",
    slug="top-up-stops",
    severity=Severity.WARNING,
    advice=("check-insurer-details",),
    since="0.1",
)

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


def _last_followed(due: list[Followed], params: Params) -> int:
    """The place of the last care followed, rare later ones aside (a single care of another contract hides no stop);
    -1 without one."""
    paid = [one.top_up_paid is not None for one in due]
    later = sum(paid)
    for index, followed in enumerate(paid):
        later -= followed
        begins = followed and not any(paid[index + 1 : index + 1 + params.missed])
        if begins and later <= params.rare_share * (len(paid) - index - 1):
            return index
    return -1


def _stop(followed: tuple[Followed, ...], as_of: date, params: Params) -> tuple[list[Followed], list[Followed]] | None:
    """The cares before the stop and those after it, long enough ago to have been followed; None without a stop."""
    due = [one for one in followed if one.top_up_paid or one.basic_paid + usual_delay(followed) <= as_of]
    last = _last_followed(due, params)
    before, after = due[: last + 1], [one for one in due[last + 1 :] if not one.top_up_paid]
    kept = sum(one.top_up_paid is not None for one in before)
    if len(after) < params.missed or kept < params.followed_before or kept < params.share_before * len(before):
        return None
    span = after[-1].basic_paid - after[0].basic_paid
    return (before, after) if span >= timedelta(days=params.over_days) else None


def _credits_go_on(evidence: Evidence, since: date) -> bool:
    """Whether the top-up insurer still credits the account: its statement is missing, not its payments."""
    payers = {p.payee_key for p in evidence.triangle.payers if SourceKind.TOP_UP_INSURER in p.insurers}
    return any(m.cents > 0 and m.booked > since and m.reading.payee_key in payers for m in evidence.movements)


def _bank_tells(evidence: Evidence, after: list[Followed]) -> bool:
    """Whether a missing credit would show: the insurer used to credit these accounts, some of these cares were paid to
    the insured, and the bank statements go on."""
    credited = any(done.groups[0].insurer is SourceKind.TOP_UP_INSURER for done in evidence.triangle.settlements)
    paid = [one.basic_paid for one in after if one.paid_to_insured]
    covered = max((period.end for period in evidence.covered), default=date.min)
    return credited and bool(paid) and covered > min(paid) + timedelta(days=15)


def _finding(before: list[Followed], after: list[Followed]) -> Finding:
    lines = [line for one in after for line in one.care.of(SourceKind.BASIC_INSURER) if line.reimbursed_cents > 0]
    last = [one for one in before if one.top_up_paid][-1]
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.WARNING,
        day=after[0].basic_paid,
        title=say(f"{CARD.slug}.title", day=last.top_up_paid or last.basic_paid),
        explanation=say(
            f"{CARD.slug}.explanation",
            count=len(after),
            first=after[0].basic_paid,
            last=after[-1].basic_paid,
            before=sum(one.top_up_paid is not None for one in before),
            of=len(before),
            innocent=say(f"{CARD.slug}.innocent"),
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


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding when the top-up insurer stopped following, none when it may still follow or still pays."""
    stop = _stop(followed_cares(evidence.triangle.cares), evidence.as_of, params)
    if stop is None:
        return []
    before, after = stop
    stopped = _bank_tells(evidence, after) and not _credits_go_on(evidence, after[0].basic_paid + timedelta(days=5))
    return [_finding(before, after)] if stopped else []
