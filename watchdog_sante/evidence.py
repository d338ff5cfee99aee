"""All that detectors may look at, as one immutable value, and how a row becomes evidence.

`assemble` is pure: the same files give the same evidence whatever their order. What is costly and shared (the triangle,
the registry of mandates, the person's habits) is thought once, on first use.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from watchdog_sante.coverage import CoveredPeriod, covered_days, ledger
from watchdog_sante.frames import Habits, habits, own_transfers
from watchdog_sante.identity import Merged, merge
from watchdog_sante.labels import read_labels
from watchdog_sante.mandates import Mandate, registry
from watchdog_sante.matching import Triangle, match
from watchdog_sante.merchants import Merchants, merchants
from watchdog_sante.model.coverage import CoverageLine
from watchdog_sante.model.findings import EvidenceRow
from watchdog_sante.model.household import Household
from watchdog_sante.model.kinds import OperationKind, SourceKind
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.operations import BenefitLine, Detail, Movement
from watchdog_sante.model.sources import Collected


@dataclass(frozen=True)
class Evidence:
    """The whole history known. Tuples are sorted by day, then key."""

    movements: tuple[Movement, ...]
    benefit_lines: tuple[BenefitLine, ...]
    details: tuple[Detail, ...]
    collected: Collected
    merged: Merged
    covered: tuple[CoveredPeriod, ...]  # which days of which account the bank statements tell of
    coverage: tuple[CoverageLine, ...]
    household: Household
    knowledge: Knowledge
    as_of: date  # the day the question is asked: today for the daemon, the last day told for an audit

    @cached_property
    def first_day(self) -> date | None:
        """The first day any bank statement tells of."""
        return min((movement.booked for movement in self.movements), default=None)

    @cached_property
    def _by_kind(self) -> dict[OperationKind, tuple[Movement, ...]]:
        kinds: dict[OperationKind, list[Movement]] = {kind: [] for kind in OperationKind}
        for movement in self.movements:
            kinds[movement.reading.kind].append(movement)
        return {kind: tuple(moved) for kind, moved in kinds.items()}

    def of_kind(self, kind: OperationKind) -> tuple[Movement, ...]:
        """The movements of one kind, in order of time."""
        return self._by_kind[kind]

    @cached_property
    def transfers(self) -> tuple[Movement, ...]:
        """Transfers in and out, in order of time."""
        both = OperationKind.TRANSFER_IN, OperationKind.TRANSFER_OUT
        return tuple(movement for movement in self.movements if movement.reading.kind in both)

    @cached_property
    def card_payments(self) -> tuple[Movement, ...]:
        """Card payments to a payee that the label names, in order of time."""
        cards = self.of_kind(OperationKind.CARD)
        return tuple(movement for movement in cards if movement.cents < 0 and movement.reading.payee_key)

    @cached_property
    def own_transfers(self) -> frozenset[str]:
        """Keys of operations that only move money between two accounts of the household."""
        return own_transfers(self.transfers)

    @cached_property
    def merchants(self) -> Merchants:
        """How the household's card labels are worded."""
        return merchants(self.card_payments, self.knowledge)

    @cached_property
    def triangle(self) -> Triangle:
        """Insurers' payments against bank credits, both ways."""
        return match(self.movements, self.benefit_lines, self.covered, self.household, self.knowledge, self.as_of)

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """The registry of direct-debit mandates, trusted on first use."""
        return registry(self.movements, self.household, self.knowledge)

    @cached_property
    def habits(self) -> Habits:
        """The person's own figures: what is usual by payee, kind and amount."""
        return habits(self.movements)


def last_day(collected: Collected, merged: Merged) -> date | None:
    """The last day any file tells of; None when no row was read."""
    days = [operation.booked for operation in merged.operations]
    days += [line.paid_on for line in merged.benefit_lines]
    days += [detail.day for detail in merged.details]
    days += [period.end for source in collected.sources for period in source.statement.periods]
    return max(days, default=None)


def assemble(collected: Collected, household: Household, knowledge: Knowledge, as_of: date | None = None) -> Evidence:
    """Merge what the files tell, read the labels and keep the ledger. `as_of` defaults to the last day told."""
    merged = merge(collected.sources, household.accounts)
    asked = as_of or last_day(collected, merged) or date.min
    movements = tuple(map(Movement, merged.operations, read_labels(merged.operations)))
    return Evidence(
        movements=movements,
        benefit_lines=merged.benefit_lines,
        details=merged.details,
        collected=collected,
        merged=merged,
        covered=covered_days(collected.sources, merged),
        coverage=ledger(collected.sources, collected.refused, merged, household, asked),
        household=household,
        knowledge=knowledge,
        as_of=asked,
    )


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
    return EvidenceRow(line.key, line.insurer, origin.file, origin.row, line.paid_on, line.reimbursed_cents, line.act)


def detail_evidence(before: Detail | None, after: Detail, shown_before: str | None, shown_after: str) -> EvidenceRow:
    """The evidence row of a changed detail; the values shown are masked by the caller where they are numbers."""
    origin = min(after.origins)
    key = f"{before.key if before else ''}>{after.key}"
    return EvidenceRow(
        key,
        SourceKind.INSURER_DETAILS,
        origin.file,
        origin.row,
        after.day,
        field=after.field,
        before=shown_before,
        after=shown_after,
    )
