"""The board on which payments and credits are paired off: what is still open, and what has been settled."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from watchdog_sante.matching.groups import GroupKey, group_key
from watchdog_sante.matching.values import PaymentGroup, Settlement, SettlementKind
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.operations import BenefitLine, Movement


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=after) for after in range((last - first).days + 1))


@dataclass
class Board:
    """Open payments and credits, in order of days. `speaks_for` says for which insurers a credit may pay.

    A rule that looks at the days around each payment asks for those days alone: over a million rows the whole board,
    looked through for every payment, took hours.
    """

    groups: dict[GroupKey, PaymentGroup]
    credits: dict[str, Movement]
    speaks_for: dict[str, frozenset[SourceKind]]
    settlements: list[Settlement] = field(default_factory=list)
    deductions: list[BenefitLine] = field(default_factory=list)  # announced, and not yet taken from a credit
    _settled_on: defaultdict[date, list[Settlement]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def _credit_days(self) -> list[tuple[date, str]]:
        """The day and key of every credit that was on the board before the first was settled, in order."""
        return sorted((credit.booked, key) for key, credit in self.credits.items())

    def open_groups(self) -> list[PaymentGroup]:
        """Payments without their credit."""
        return sorted(self.groups.values(), key=lambda group: (group.paid_on, group.insurer, group.remainder))

    def open_groups_near(self, insurers: Iterable[SourceKind], first: date, last: date) -> list[PaymentGroup]:
        """These insurers' payments of these days without their credit."""
        keys = (
            (insurer, day, rest) for day in _days(first, last) for insurer in sorted(insurers) for rest in (False, True)
        )
        return [self.groups[key] for key in keys if key in self.groups]

    def open_credits(
        self, insurer: SourceKind | None = None, first: date = date.min, last: date = date.max
    ) -> list[Movement]:
        """Credits without their payment, booked within these days, of payers who may speak for this insurer."""
        start, end = (bisect_left(self._credit_days, (day, text)) for day, text in ((first, ""), (last, "\U0010ffff")))
        return [
            self.credits[key]
            for _, key in self._credit_days[start:end]
            if key in self.credits and (insurer is None or insurer in self.speaks_for[key])
        ]

    def settled_near(self, first: date, last: date) -> list[Settlement]:
        """What was settled by a first credit booked on these days, day by day."""
        return [settlement for day in _days(first, last) for settlement in self._settled_on.get(day, ())]

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
        self._settled_on[settlement.credits[0].booked].append(settlement)

    def undo(self, settlement: Settlement) -> None:
        """Put a settlement's payments and credits back on the board."""
        self.settlements.remove(settlement)
        self._settled_on[settlement.credits[0].booked].remove(settlement)
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
        for group in board.open_groups():
            if group.insurer is insurer:
                groups.setdefault(group.cents, []).append(group)
        for cents in sorted(groups.keys() & credits.keys()):
            yield insurer, groups[cents], credits[cents]
