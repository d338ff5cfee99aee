"""Whom to turn to, in which order: what the alerts' own actions name first, then what helps in any case.

Opposition comes before Perceval, the bank before the police: what stops the money comes first (domain notes, 1.2).
"""

from collections.abc import Iterable

from watchdog_sante.model.dossier import Case
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.knowledge import Contact

_ORDER = (
    "interbank-opposition", "bank", "perceval", "ameli", "insurer", "17cyber", "thesee", "banque-de-france", "ficoba",
    "acpr", "cnil", "33700", "signal-spam", "pharos", "info-escroqueries", "france-victimes",
)  # fmt: skip
_BY_CARD = ("interbank-opposition", "bank", "perceval")
# Of use whatever the alert: a complaint online, a message or a site behind it, someone to talk to.
_ALWAYS = ("17cyber", "thesee", "33700", "signal-spam", "pharos", "info-escroqueries", "france-victimes")


def channels(cases: Iterable[Case], contacts: Iterable[Contact]) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """The channels to use now, and those to know of, each in the order in which they are used."""
    known = {contact.key: contact for contact in contacts}
    named: set[str] = set()
    for case in cases:
        named |= {action.channel for action in case.finding.actions if action.channel}
        kinds = {proof.movement.reading.kind for proof in case.proofs if proof.accused and proof.movement}
        named |= set(_BY_CARD) if OperationKind.CARD in kinds else set()
    now = tuple(known[key] for key in _ORDER if key in named)
    return now, tuple(known[key] for key in _ORDER if key in _ALWAYS and key not in named)
