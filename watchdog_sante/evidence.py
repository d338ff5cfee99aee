"""All that detectors may look at, as one immutable value, and how a row becomes evidence.

`assemble` is pure: the same files give the same evidence whatever their order.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from watchdog_sante.model.coverage import CoverageLine
from watchdog_sante.model.findings import EvidenceRow
from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.operations import BenefitLine, Detail, Movement
from watchdog_sante.model.sources import Collected
from watchdog_sante.model.statements import SourceKind


@dataclass(frozen=True)
class Evidence:
    """The whole history known. Tuples are sorted by day, then key."""

    movements: tuple[Movement, ...]
    benefit_lines: tuple[BenefitLine, ...]
    details: tuple[Detail, ...]
    collected: Collected
    coverage: tuple[CoverageLine, ...]
    household: Household
    knowledge: Knowledge
    as_of: date  # the day the question is asked: today for the daemon, the last day told for an audit

    @cached_property
    def first_day(self) -> date | None:
        """The first day any bank statement tells of."""
        return min((movement.booked for movement in self.movements), default=None)


def bank_evidence(movement: Movement) -> EvidenceRow:
    """The evidence row of a bank movement: booking day and signed cents."""
    operation = movement.operation
    origin = min(operation.origins)
    return EvidenceRow(
        operation.key, SourceKind.BANK, origin.file, origin.row, operation.booked, operation.cents, operation.label
    )


def benefit_evidence(line: BenefitLine) -> EvidenceRow:
    """The evidence row of an insurer's line: payment day and reimbursed cents."""
    origin = min(line.origins)
    return EvidenceRow(
        line.key, line.insurer, origin.file, origin.row, line.paid_on, line.reimbursed_cents, line.act
    )
