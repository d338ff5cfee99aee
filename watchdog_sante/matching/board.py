"""The board on which payments and credits are paired off: what is still open, and what has been settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from watchdog_sante.matching.groups import GroupKey, group_key
from watchdog_sante.matching.values import PaymentGroup, Settlement, SettlementKind
from watchdog_sante.model.operations import BenefitLine, Movement
from watchdog_sante.model.statements import SourceKind


@dataclass
class Board:
    """Open payments and credits, in order of days. `speaks_for` says for which insurers a credit may pay."""

    groups: dict[GroupKey, PaymentGroup]
    credits: dict[str, Movement]
    speaks_for: dict[str, frozenset[SourceKind]]
    settlements: list[Settlement] = field(default_factory=list)
    deductions: list[BenefitLine] = field(default_factory=list)  # announced, and not yet taken from a credit

    def open_groups(self, insurers: Iterable[SourceKind] | None = None) -> list[PaymentGroup]:
        """Payments without their credit."""
        wanted = set(SourceKind) if insurers is None else set(insurers)
        return sorted(
            (group for group in self.groups.values() if group.insurer in wanted),
            key=lambda group: (group.paid_on, group.insurer, group.remainder),
        )

    def open_credits(
        self, insurer: SourceKind | None = None, first: date = date.min, last: date = date.max
    ) -> list[Movement]:
        """Credits without their payment, booked within these days, of payers who may speak for this insurer."""
        may = (c for key, c in self.credits.items() if insurer is None or insurer in self.speaks_for[key])
        near = (credit for credit in may if first <= credit.operation.booked <= last)
        return sorted(near, key=lambda credit: (credit.booked, credit.operation.key))

    def settle(
        self,
        groups: Iterable[PaymentGroup],
        credits: Iterable[Movement],
        kind: SettlementKind = SettlementKind.ON_TIME,
        deducted: int = 0,
    ) -> None:
        """Take these off the board."""
        settlement = Settlement(tuple(groups), tuple(credits), kind, deducted)
        for group in settlement.groups:
            del self.groups[group_key(group)]
        for credit in settlement.credits:
            del self.credits[credit.operation.key]
        self.settlements.append(settlement)

    def undo(self, settlement: Settlement) -> None:
        """Put a settlement's payments and credits back on the board."""
        self.settlements.remove(settlement)
        self.groups.update((group_key(group), group) for group in settlement.groups)
        self.credits.update((credit.operation.key, credit) for credit in settlement.credits)

    def replace(self, group: PaymentGroup, parts: Iterable[PaymentGroup]) -> None:
        """Put the parts of a payment on the board in its place."""
        del self.groups[group_key(group)]
        self.groups.update((group_key(part), part) for part in parts)


def pairs_by_amount(board: Board) -> Iterator[tuple[SourceKind, list[PaymentGroup], list[Movement]]]:
    """For each insurer and amount: the open payments and the open credits of exactly that amount, in order."""
    for insurer in (SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER):
        credits: dict[int, list[Movement]] = {}
        for credit in board.open_credits(insurer):
            credits.setdefault(credit.cents, []).append(credit)
        groups: dict[int, list[PaymentGroup]] = {}
        for group in board.open_groups([insurer]):
            groups.setdefault(group.cents, []).append(group)
        for cents in sorted(groups.keys() & credits.keys()):
            yield insurer, groups[cents], credits[cents]
