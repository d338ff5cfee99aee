"""What to do about a reimbursement or a care, and through which channel: proposed alike by several detectors.

Source: domain notes, section 1.2 (S25, S26: reporting care never received) and section 2 (P12, S60).
"""

from collections.abc import Iterable

from watchdog_sante.model.findings import Action
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.operations import BenefitLine
from watchdog_sante.model.sentences import say

_CHANNELS = {SourceKind.BASIC_INSURER: "ameli", SourceKind.TOP_UP_INSURER: "insurer"}


def channel_of(insurer: SourceKind) -> str:
    """The official channel of an insurer: key into the contacts."""
    return _CHANNELS[insurer]


def insurers_of(lines: Iterable[BenefitLine]) -> tuple[SourceKind, ...]:
    """The insurers that the lines are of, the basic one first."""
    found = {line.insurer for line in lines}
    return tuple(insurer for insurer in _CHANNELS if insurer in found)


def about_care(lines: Iterable[BenefitLine]) -> tuple[Action, ...]:
    """Care that the person may not have received: report it to each insurer that paid."""
    return tuple(
        Action(say(f"matching.action.care_{insurer.value}"), None, channel_of(insurer))
        for insurer in insurers_of(lines)
    )


def about_overpayment(lines: Iterable[BenefitLine]) -> tuple[Action, ...]:
    """Reimbursed too much: tell the insurer, keep the statements, since it may reclaim for two years."""
    return tuple(
        Action(say(f"matching.action.overpaid_{insurer.value}"), None, channel_of(insurer))
        for insurer in insurers_of(lines)
    )
