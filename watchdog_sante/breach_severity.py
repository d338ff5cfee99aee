"""What a data breach makes likelier: raising, for a year, the findings that the leaked data enable, and saying so.

Only this room ties what leaked (NIR, IBAN, insurer ...) to detectors. Which breaches concern the household is the
person's own tick; `proposed_breaches` only says "potentially concerned", from what the card and settings show, and
nothing is looked up anywhere. Source: domain notes, section 1.1 (S9), section 2 (P2, P5, P6, P7, P10, P11; design
rules 4 and 5) and section 4.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from watchdog_sante.insurer_card import FieldKind, field_kind, same_organisation
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Breach, Knowledge
from watchdog_sante.model.operations import Detail
from watchdog_sante.model.sentences import say

VIGILANCE = timedelta(days=365)

_MANDATES = ("WS101", "WS102", "WS103", "WS104", "WS106", "WS108")
_CONTRACTS = ("WS107", "WS209", "WS301", "WS302")
_CARE = ("WS206", "WS207", "WS208")
_IDENTITY = ("WS115",)
_FALSE_ADVISERS = ("WS110", "WS111")
ENABLED_BY: dict[str, tuple[str, ...]] = {
    "iban": (*_MANDATES, "WS107", "WS115"),
    "nir": (*_CARE, "WS107", "WS301", *_IDENTITY),
    "insurer": (*_CONTRACTS, *_CARE),
    "contract": _CONTRACTS,
    "contact": _FALSE_ADVISERS,
    "bank": _FALSE_ADVISERS,
    "identity": _IDENTITY,
    "birth_date": _IDENTITY,
    "health": ("WS206",),
}
_ABOVE = {Severity.INFO: Severity.WARNING, Severity.WARNING: Severity.CRITICAL, Severity.CRITICAL: Severity.CRITICAL}


def _enables(breach: Breach, finding: Finding) -> bool:
    """Whether the finding falls in the year after the breach and is of a kind that its data make possible."""
    in_time = breach.day <= finding.day <= breach.day + VIGILANCE
    return in_time and any(finding.detector in ENABLED_BY.get(flag, ()) for flag in breach.leaked)


def raise_for_breaches(findings: Iterable[Finding], household: Household, knowledge: Knowledge) -> list[Finding]:
    """Findings one degree graver where a breach that the person ticked enables them, with a sentence that says so.

    Several breaches raise once: the latest is named. A finding is never lowered, and without a tick none changes.
    """
    ticked = sorted(
        (breach for breach in knowledge.breaches if breach.key in household.breaches),
        key=lambda breach: (breach.day, breach.key),
        reverse=True,
    )

    def weighed(finding: Finding) -> Finding:
        breach = next((breach for breach in ticked if _enables(breach, finding)), None)
        if breach is None or finding.severity is Severity.CRITICAL:
            return finding
        explanation = say(
            "breaches.raised",
            explanation=finding.explanation,
            breach=breach.name,
            day=breach.day,
            until=breach.day + VIGILANCE,
        )
        return replace(finding, severity=_ABOVE[finding.severity], explanation=explanation)

    return [weighed(finding) for finding in findings]


def _shown_by(details: Iterable[Detail], kind: FieldKind, until: date) -> set[str]:
    """Values of a kind of field up to a day; where none is that old, the first one known: it may have held."""
    told = sorted(
        (detail for detail in details if field_kind(detail.field) is kind), key=lambda one: (one.day, one.value)
    )
    before = {detail.value for detail in told if detail.day <= until}
    return before or {detail.value for detail in told[:1]}


def proposed_breaches(household: Household, details: Iterable[Detail], knowledge: Knowledge) -> tuple[Breach, ...]:
    """Breaches that potentially concern the household, oldest first: its insurer or operator, then or before, was hit.

    Those the person ticked already are left out. Breaches of bodies that neither the card nor settings show (a tax
    file, a telephone company) are never proposed: only the person knows.
    """
    rows = tuple(details)
    declared = {insurer.name for insurer in household.insurers}

    def concerns(breach: Breach) -> bool:
        insurers = declared | _shown_by(rows, FieldKind.ORGANISATION, breach.day)
        operators = _shown_by(rows, FieldKind.OPERATOR, breach.day)
        return any(same_organisation(hit, one) for hit in breach.insurers for one in insurers) or any(
            same_organisation(hit, one) for hit in breach.operators for one in operators
        )

    found = (breach for breach in knowledge.breaches if breach.key not in household.breaches and concerns(breach))
    return tuple(sorted(found, key=lambda breach: (breach.day, breach.key)))
