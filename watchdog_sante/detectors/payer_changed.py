"""WS302, payer changed: an insurer's reimbursements arrive under another name than before.

Looks for: bank credits that the statements of an insurer explain to the cent, first from one payer, then only from
another. Spellings of one payer (a cut label, a caisse code, another département's CPAM) are one payer.
Why it matters: a top-up contract moved without you shows here first: the money still comes, from somebody else.
What to do: check on ameli.fr which top-up insurer is declared; ask the old one whether your contract still stands.
Known false alarms: a merger, a new delegate that pays for the same insurer, your own change of insurer: as the sums
are right it goes to the digest, unless the new payer is a known insurer that neither settings nor your card name.
Source: domain notes, section 2, P6 (S50, S52), and section 3.3.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.insurer_card import FieldKind, field_kind, payers_named, same_organisation
from watchdog_sante.likeness import holds_any, is_cut
from watchdog_sante.matching import SettlementKind
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import say

CARD = Card(id="WS302", slug="payer-changed", severity=Severity.INFO, advice=("check-insurer-details",), since="0.1")

_LINES = """
        top-up        | care       | beneficiary  | act          | provider | paid  | basic | reimbursed | to
        2023-01-10 x8 | 2023-01-03 | Anne Tilleul | Consultation | DR ORME  | 30.00 | 19.00 | 9.00       | insured
"""
EXAMPLES = (
    Example(
        "replaced",
        f"""{_LINES}
        bank          | amount | label                        | expect
        2023-01-12 x4 | 9.00   | VIR SEPA MUTUELLE DES ORMES  |
        2023-05-12 x2 | 9.00   | VIR SEPA PREVOYANCE DU CEDRE | WS302
        2023-07-12 x2 | 9.00   | VIR SEPA PREVOYANCE DU CEDRE |
        """,
    ),
    Example(
        "other-spelling",
        f"""{_LINES}
        bank          | amount | label                              | expect
        2023-01-12 x4 | 9.00   | VIR SEPA MUTUELLE DES ORMES        |
        2023-05-12 x4 | 9.00   | VIR SEPA MUTUELLE ORMES SANTE      |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How much of a habit it takes."""

    before: int = Field(3, ge=1)
    after: int = Field(2, ge=1)


@dataclass(frozen=True, slots=True)
class _Switch:
    """The credits of the old payer and those of the new one, of one insurer."""

    insurer: SourceKind
    old: tuple[Movement, ...]
    new: tuple[Movement, ...]


def _same_payer(evidence: Evidence, one: str, other: str) -> bool:
    """Whether two payees' keys are one payer: alike, cut, one entry of the facts, or one insurer of the settings."""
    if one == other or is_cut(one, other) or is_cut(other, one) or same_organisation(one, other):
        return True
    if payers_named(evidence.knowledge, one) & payers_named(evidence.knowledge, other):
        return True
    told = [frozenset(label.upper() for label in insurer.bank_labels) for insurer in evidence.household.insurers]
    return any(holds_any(one, labels) and holds_any(other, labels) for labels in told)


def _paid(evidence: Evidence) -> dict[SourceKind, list[Movement]]:
    """Credits that an insurer's statements explain, in the order of days."""
    found: defaultdict[SourceKind, dict[str, Movement]] = defaultdict(dict)
    for settlement in evidence.triangle.settlements:
        if settlement.kind is not SettlementKind.DIFFERS and len({group.insurer for group in settlement.groups}) == 1:
            for credit in settlement.credits:
                found[settlement.groups[0].insurer][credit.operation.key] = credit
    return {
        insurer: sorted(credits.values(), key=lambda one: (one.booked, one.operation.key))
        for insurer, credits in found.items()
    }


def _by_payer(evidence: Evidence, credits: Iterable[Movement]) -> list[list[Movement]]:
    """Credits of one payer together, payers in the order of their first credit."""
    homes: dict[str, list[Movement]] = {}  # by each key met so far: a payer may have several
    for credit in credits:
        key = credit.reading.payee_key
        if key not in homes:
            same = (one for one in homes.values() if _same_payer(evidence, one[0].reading.payee_key, key))
            homes[key] = next(same, [])
        homes[key].append(credit)
    return list({id(one): one for one in homes.values()}.values())


def _switches(evidence: Evidence, params: Params) -> Iterator[_Switch]:
    for insurer, credits in sorted(_paid(evidence).items()):
        payers = _by_payer(evidence, credits)
        for number, new in enumerate(payers):
            first = new[0].booked
            old = [credit for payer in payers[:number] for credit in payer]
            if len(new) >= params.after and len(old) >= params.before and max(one.booked for one in old) < first:
                yield _Switch(insurer, tuple(old), tuple(new))


def _unexpected(evidence: Evidence, switch: _Switch) -> bool:
    """Whether the new payer is an insurer known by name that neither the settings nor the card announce."""
    key = switch.new[0].reading.payee_key
    named = {insurer.name for insurer in evidence.household.insurers}
    kinds = (FieldKind.ORGANISATION, FieldKind.OPERATOR)
    named |= {detail.value for detail in evidence.details if field_kind(detail.field) in kinds}
    new = payers_named(evidence.knowledge, key)
    brands = payers_named(evidence.knowledge, switch.old[-1].reading.payee_key)
    announced = any(same_organisation(name, payer.name) for name in named for payer in new)
    return bool(new) and bool(brands) and not announced and bool(named)


def _day_told(switch: _Switch, params: Params) -> date:
    return switch.new[params.after - 1].booked


def _finding(evidence: Evidence, switch: _Switch, params: Params) -> Finding:
    old, new = switch.old[-1], switch.new[0]
    surprising = switch.insurer is SourceKind.TOP_UP_INSURER and _unexpected(evidence, switch)
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.WARNING if surprising else CARD.severity,
        day=_day_told(switch, params),
        title=say("payer-changed.title", old=old.reading.payee, new=new.reading.payee),
        explanation=say(
            f"payer-changed.explanation.{switch.insurer.value}",
            old=old.reading.payee,
            new=new.reading.payee,
            count=len(switch.old),
            last=old.booked,
            first=new.booked,
        ),
        would_be_silent_if=say("payer-changed.silent", new=new.reading.payee),
        advice=CARD.advice,
        actions=(
            Action(say("payer-changed.action.ameli"), None, "ameli"),
            Action(say("payer-changed.action.insurer"), None, "insurer"),
        ),
        evidence=tuple(bank_evidence(credit) for credit in switch.new[: params.after]),
        context=tuple(bank_evidence(credit) for credit in switch.old[-3:]),
        subject=f"payer:{switch.insurer.value}:{new.reading.payee_key}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each new payer that took the place of the old ones."""
    return [_finding(evidence, switch, params) for switch in _switches(evidence, params)]
