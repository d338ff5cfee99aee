"""What statements at hand show of a household before anybody says a word: accounts, insurers, premiums, people.

`init` proposes it as answers. Nothing here is certain: a person confirms each.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from watchdog_sante.breach_severity import proposed_breaches
from watchdog_sante.coverage import account_subject
from watchdog_sante.evidence import Evidence
from watchdog_sante.insurer_card import FieldKind, field_kind
from watchdog_sante.labels.text import fold
from watchdog_sante.matching import names
from watchdog_sante.matching.people import people
from watchdog_sante.model.household import Household, Insurer, InsurerRole
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Sentence

_NAMELESS = "generic_"  # keys of payers.yaml that stand for a word of a label, not for an insurer


@dataclass(frozen=True, slots=True)
class Premium:
    """A premium of a top-up insurer that recurs: who takes it, and how much it usually is."""

    name: str
    usual_cents: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised. Names are as the statements write them; `breaches` are keys of the catalogue."""

    files: int
    start: date | None
    end: date | None
    accounts: tuple[Sentence, ...] = ()
    people: tuple[str, ...] = ()
    basic_insurers: tuple[str, ...] = ()
    top_up_insurers: tuple[str, ...] = ()
    premiums: tuple[Premium, ...] = ()
    mandates: int = 0
    breaches: tuple[str, ...] = ()


def recognise(evidence: Evidence) -> Recognised:
    """What these statements show."""
    premiums = tuple(Premium(one.name, one.usual_cents) for one in evidence.mandates if one.is_premium)
    top_up = _first_of_each([*_on_cards(evidence), *_payers(evidence, SourceKind.TOP_UP_INSURER), *_takers(evidence)])
    days = [movement.booked for movement in evidence.movements] + [line.paid_on for line in evidence.benefit_lines]
    household = Household(insurers=tuple(Insurer(name, InsurerRole.COMPLEMENTARY) for name in top_up))
    proposed = proposed_breaches(household, evidence.details, evidence.knowledge)
    accounts = {account_subject(one.account, evidence.household) for one in evidence.merged.accounts if one.account}
    return Recognised(
        len(evidence.collected.sources),
        min(days, default=None),
        max(days, default=None),
        tuple(sorted(accounts, key=str)),
        tuple(person.name for person in people(evidence.benefit_lines)),
        _first_of_each(_payers(evidence, SourceKind.BASIC_INSURER)),
        top_up,
        premiums,
        len(evidence.mandates),
        tuple(one.key for one in proposed),
    )


def _first_of_each(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as first written: capitals and accents aside, and a word that a label adds to a known name."""
    kept: dict[str, str] = {}
    for name in names:
        key = fold(name)
        if key and not any(key == known or (" " in known and key.startswith(f"{known} ")) for known in kept):
            kept[key] = name.strip()
    return tuple(kept.values())


def _known(evidence: Evidence, key: str, role: SourceKind) -> str:
    """The insurer's own name where the payee's key is one of its spellings, else the payee as the bank writes it."""
    payers = (one for one in evidence.knowledge.payers if one.role is role and not one.key.startswith(_NAMELESS))
    known = [one.name for one in payers if names(key, one.words)]
    return known[0] if known else key.title()


def _payers(evidence: Evidence, role: SourceKind) -> list[str]:
    payers = [one for one in evidence.triangle.payers if role in one.insurers]
    return [_known(evidence, one.payee_key, role) for one in sorted(payers, key=lambda one: -one.credits)]


def _takers(evidence: Evidence) -> list[str]:
    keys = [one.names[-1].text for one in evidence.mandates if one.is_premium and one.names]
    return [_known(evidence, key, SourceKind.TOP_UP_INSURER) for key in keys]


def _on_cards(evidence: Evidence) -> list[str]:
    """The organisation that the latest card or member area names."""
    told = [one for one in evidence.details if field_kind(one.field) is FieldKind.ORGANISATION]
    return [max(told, key=lambda one: one.day).value] if told else []
