"""WS301, insurer details changed: the card or the member area no longer reads as it did.

Looks for: a field (account for reimbursements, telephone, e-mail, contract, member, operator, télétransmission ...)
whose value is not what earlier snapshots showed. What is merely written otherwise (spaces, case, accents, order of
names, legal forms, abbreviations, masked numbers) is no change, and a value that returns to an earlier one neither.
Why it matters: an account swapped in your member area diverts reimbursements; a false telephone or e-mail makes you
call the fraudster yourself; a contract or a link changed without you is how a policy is sold behind your back.
What to do: verify with the insurer through the number on your card or the address you type, never the new contact.
Known false alarms: your own change, a contract renewed on 1 January, a rename after a merger, a new operator behind the
same insurer. An account whose statements are read, a known operator and a new plan only go to the digest.
Source: domain notes, section 2, P4, P6 and P14, and section 1.1 (S9).
"""

from collections.abc import Iterable
from itertools import groupby

from pydantic import BaseModel

from watchdog_sante.evidence import Evidence, detail_evidence
from watchdog_sante.examples import Example
from watchdog_sante.insurer_card import (
    Change,
    FieldKind,
    Judgement,
    Known,
    account_country,
    changes,
    judge,
    known_domains,
    new_domains,
    plain_name,
)
from watchdog_sante.model.findings import Action, Card, EvidenceRow, Finding, Severity
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.redaction import mask_account, mask_nir

CARD = Card(
    id="WS301",
    slug="details-changed",
    severity=Severity.WARNING,
    advice=("check-insurer-details", "beware-solicitations"),
    since="0.1",
)

EXAMPLES = (
    Example(
        "other-account",
        """
        details    | field                 | value                             | expect
        2023-01-10 | Organisme             | Mutuelle des Tilleuls             |
        2023-01-10 | IBAN de remboursement | FR7630001005500000000001286       |
        2023-01-10 | Téléphone             | 0969000001                        |
        2023-04-10 | Organisme             | Mut. des Tilleuls                 |
        2023-04-10 | IBAN de remboursement | FR76 1234 5987 6500 0000 0012 339 | WS301
        2023-04-10 | Téléphone             | +33 9 69 00 00 01                 |
        """,
    ),
    Example(
        "other-domain",
        """
        details    | field     | value                             | expect
        2023-01-10 | E-mail    | contact@tilleuls.example          |
        2023-04-10 | E-mail    | contact@tilleuls-remboursement.example | WS301
        """,
    ),
    Example(
        "there-and-back",
        """
        details    | field         | value   | expect
        2023-01-10 | N° de contrat | 4410027 |
        2023-04-10 | N° de contrat | 8810999 | WS301
        2023-07-10 | N° de contrat | 4410027 |
        """,
    ),
    Example(
        "written-otherwise",
        """
        details    | field                 | value                             | expect
        2023-01-10 | Organisme             | MUTUELLE DES TILLEULS SA          |
        2023-01-10 | IBAN de remboursement | FR76 3000 1005 5000 0000 0001 286 |
        2023-01-10 | Adhérent              | Mme Élodie MARTEL                 |
        2023-01-10 | Télétransmission      | Oui                               |
        2023-04-10 | Organisme             | Mut. Tilleuls                     |
        2023-04-10 | IBAN de remboursement | fr7630001005500000000001286       |
        2023-04-10 | Adhérent              | MARTEL Elodie                     |
        2023-04-10 | Télétransmission      | OUI                               |
        2023-07-10 | Adhérent              | MARTEL E.                         |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """Which fields are followed."""

    ignored_fields: tuple[str, ...] = ()


def _shown(kind: FieldKind, value: str) -> str:
    hidden = kind in (FieldKind.ACCOUNT, FieldKind.NUMBER)
    return mask_account(value) if hidden else mask_nir(value)


def _row(change: Change) -> EvidenceRow:
    before, after = change.before, change.after
    return detail_evidence(before, after, _shown(change.kind, before.value), _shown(change.kind, after.value))


def _sentence(change: Change, judgement: Judgement, known: Known) -> Sentence:
    known_ones = ", ".join(sorted(known_domains(change, known))) or "-"
    why = say(
        f"details-changed.why.{judgement.reason}",
        domain=", ".join(sorted(new_domains(change))),
        known=known_ones,
        country=account_country(change.after.value),
    )
    return say(
        "details-changed.change",
        field=change.after.field,
        before=_shown(change.kind, change.before.value),
        after=_shown(change.kind, change.after.value),
        since=change.since,
        count=change.sightings,
        why=why,
    )


def _chain(sentences: Iterable[Sentence]) -> Sentence:
    first, *others = sentences
    for other in others:
        first = say("details-changed.then", first=first, second=other)
    return first


def _actions(judged: list[tuple[Change, Judgement]], severity: Severity) -> tuple[Action, ...]:
    kinds = {change.kind for change, _ in judged}
    actions = [Action(say("details-changed.action.verify"), None, "insurer")]
    if kinds & {FieldKind.ORGANISATION, FieldKind.SWITCH, FieldKind.NUMBER, FieldKind.OPERATOR}:
        actions.append(Action(say("details-changed.action.ameli"), None, "ameli"))
    if severity.rank >= Severity.WARNING.rank and kinds & {FieldKind.ACCOUNT, FieldKind.EMAIL, FieldKind.TELEPHONE}:
        actions.append(Action(say("details-changed.action.password"), None, "insurer"))
        actions.append(Action(say("details-changed.action.report"), None, "17cyber"))
    return tuple(actions)


def _judged(changed: list[Change], known: Known) -> list[tuple[Change, Judgement]]:
    """Each change with its judgement; a new insurer has its own domain, so there a new e-mail is not critical."""
    judged = [(change, judge(change, known)) for change in changed]
    if any(judgement.reason == "organisation" for _, judgement in judged):
        judged = [
            (change, Judgement(Severity.WARNING, "new_insurer") if one.reason == "unknown_domain" else one)
            for change, one in judged
        ]
    return judged


def _finding(changed: list[Change], known: Known) -> Finding:
    judged = _judged(changed, known)
    severity = max((judgement.severity for _, judgement in judged), key=lambda one: one.rank)
    fields = ", ".join(change.after.field for change, _ in judged)
    insurer = changed[0].insurer
    title = say("details-changed.title", fields=fields, insurer=insurer) if insurer else None
    values = "+".join(f"{change.after.field}={_shown(change.kind, change.after.value)}" for change in changed)
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=severity,
        day=changed[0].after.day,
        title=title or say("details-changed.title_unnamed", fields=fields),
        explanation=say(
            "details-changed.explanation",
            changes=_chain(_sentence(change, judgement, known) for change, judgement in judged),
            innocent=say("details-changed.innocent"),
        ),
        would_be_silent_if=say("details-changed.silent", fields=fields),
        advice=CARD.advice,
        actions=_actions(judged, severity),
        evidence=tuple(sorted({_row(change) for change in changed}, key=lambda row: (row.field or "", row.key))),
        subject=f"detail:{values}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each snapshot that changes something, with one evidence row a field."""
    ignored = {plain_name(name) for name in params.ignored_fields}
    accounts = frozenset(movement.operation.account for movement in evidence.movements)
    known = Known(evidence.household, evidence.knowledge, accounts)
    followed = [detail for detail in evidence.details if plain_name(detail.field) not in ignored]
    names = tuple(insurer.name for insurer in evidence.household.insurers)
    found = sorted(changes(followed, names), key=lambda one: (one.after.day, one.insurer, one.after.field))
    snapshots = groupby(found, key=lambda one: (one.after.day, one.insurer))
    return [_finding(list(changed), known) for _, changed in snapshots]
