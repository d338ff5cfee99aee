"""Several payments in one credit, one payment in several credits, part of a payment, and deductions netted elsewhere.

Source: domain notes, sections 3.3 (one transfer, several acts) and 3.5 (deferred deductions netted on later payments).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import TypeVar

from watchdog_sante.matching.board import Board
from watchdog_sante.matching.groups import expected_by, on_time
from watchdog_sante.matching.values import PaymentGroup, Settlement, SettlementKind
from watchdog_sante.model.operations import BenefitLine, Movement

_T = TypeVar("_T")
_MERGED_DAYS = 31  # payments older than this are not merged with today's
_AT_MOST = 10  # items among which sums are searched
_DEFERRED = timedelta(days=200)  # how long a deduction may wait for a payment to be netted on


def _subsets(items: list[_T], smallest: int, largest: int) -> Iterator[tuple[_T, ...]]:
    for size in range(smallest, min(largest, len(items)) + 1):
        yield from combinations(items, size)


def _neighbours(board: Board, credit: Movement) -> list[PaymentGroup]:
    """Open payments of the last month that this credit may have paid, newest last."""
    speaks_for = board.speaks_for[credit.operation.key]
    oldest, newest = credit.booked - timedelta(days=_MERGED_DAYS), credit.booked + timedelta(days=1)
    found = [group for group in board.open_groups(speaks_for) if oldest <= group.paid_on <= newest]
    return found[-_AT_MOST:]


def _span(groups: tuple[PaymentGroup, ...]) -> tuple[int, date]:
    return (groups[-1].paid_on - groups[0].paid_on).days, groups[-1].paid_on


def _in_time(group: PaymentGroup, credit: Movement, late: bool) -> bool:
    if late:
        return timedelta(0) <= credit.booked - group.paid_on <= timedelta(days=_MERGED_DAYS)
    return on_time(group.paid_on, credit.booked)


def _merged(board: Board, credit: Movement, late: bool) -> tuple[PaymentGroup, ...]:
    neighbours = _neighbours(board, credit)
    largest = len(neighbours) if len(neighbours) <= 6 else 4
    found = [
        groups
        for groups in _subsets(neighbours, 2, largest)
        if sum(group.cents for group in groups) == credit.cents and _in_time(groups[-1], credit, late)
    ]
    return min(found, key=lambda groups: (len(groups), _span(groups)), default=())


def settle_merged(board: Board, late: bool = False) -> None:
    """Settle credits that paid several payment days at once, on time or within a month."""
    for credit in board.open_credits():
        if groups := _merged(board, credit, late):
            board.settle(groups, [credit], SettlementKind.LATE if late else SettlementKind.ON_TIME)


def settle_split(board: Board) -> None:
    """Settle payments that two or three credits paid together (two accounts, two beneficiaries)."""
    for group in board.open_groups():
        near = [c for c in board.open_credits(group.insurer) if on_time(group.paid_on, c.booked)][:_AT_MOST]
        for credits in _subsets(near, 2, 3):
            if sum(credit.cents for credit in credits) == group.cents:
                board.settle([group], credits)
                break


def _parts(group: PaymentGroup) -> Iterator[tuple[BenefitLine, ...]]:
    """Parts of a payment that may have been credited alone: one person's lines, one reference's, then any."""
    for name in sorted({line.beneficiary for line in group.lines}):
        yield tuple(line for line in group.lines if line.beneficiary == name)
    for reference in sorted({line.reference for line in group.lines}):
        yield tuple(line for line in group.lines if line.reference == reference)
    if len(group.lines) <= _AT_MOST:
        yield from _subsets(list(group.lines), 1, len(group.lines) - 1)


def settle_parts(board: Board) -> None:
    """Settle the part of a payment that a credit paid; the other lines stay open as the payment's remainder."""
    for credit in board.open_credits():
        for group in _neighbours(board, credit):
            if group.remainder or len(group.lines) < 2 or not on_time(group.paid_on, credit.booked):
                continue
            part = next((p for p in _parts(group) if sum(line.reimbursed_cents for line in p) == credit.cents), None)
            if part:
                _settle_part(board, group, part, credit)
                break


def _settle_part(board: Board, group: PaymentGroup, part: tuple[BenefitLine, ...], credit: Movement) -> None:
    rest = tuple(line for line in group.lines if line not in part)
    paid = PaymentGroup(group.insurer, group.paid_on, part)
    board.replace(group, [paid, PaymentGroup(group.insurer, group.paid_on, rest, remainder=True)])
    board.settle([paid], [credit])


def _deductions(lines: Iterable[BenefitLine]) -> list[BenefitLine]:
    return [line for line in lines if line.reimbursed_cents < 0]


def _total(lines: Iterable[BenefitLine]) -> int:
    return -sum(line.reimbursed_cents for line in lines)


def settle_undeducted(board: Board) -> None:
    """Settle payments credited without some of their deductions: these wait for a later payment."""
    for group in board.open_groups():
        announced = _deductions(group.lines)
        for credit in board.open_credits(group.insurer) if announced else ():
            missing = credit.cents - group.cents
            if missing <= 0 or not on_time(group.paid_on, credit.booked):
                continue
            if spared := next((s for s in _subsets(announced, 1, _AT_MOST) if _total(s) == missing), ()):
                board.settle([group], [credit], deducted=-missing)
                board.deductions += spared
                break


def carry_over(board: Board) -> None:
    """Payments that their own deductions take below zero leave a debt to the next ones."""
    for group in board.open_groups():
        if group.cents < 0:
            board.deductions += group.lines


def _pending(board: Board, group: PaymentGroup) -> list[BenefitLine]:
    """Deductions announced by this insurer before the payment that no credit has shown yet, latest first."""
    ready = [
        line
        for line in board.deductions
        if line.insurer is group.insurer and group.paid_on - _DEFERRED <= line.paid_on <= expected_by(group.paid_on)
    ]
    return sorted(ready, key=lambda line: (line.paid_on, line.key), reverse=True)[:_AT_MOST]


def settle_netted(board: Board) -> None:
    """Settle payments from which deductions of an earlier day were taken."""
    for group in board.open_groups():
        for credit in board.open_credits(group.insurer) if group.cents > 0 else ():
            taken = group.cents - credit.cents
            if taken <= 0 or not on_time(group.paid_on, credit.booked):
                continue
            if used := next((s for s in _subsets(_pending(board, group), 1, 4) if _total(s) == taken), ()):
                board.settle([group], [credit], deducted=taken)
                board.deductions = [line for line in board.deductions if line not in used]
                break


def settle_exchanged(board: Board) -> None:
    """Mend a pair that equal amounts misled, when it left a payment and an earlier credit of one amount.

    Either all four are equal and the pair is crossed; or the first payment was credited whole and its deduction netted
    on the second one, so that the first payment's sum is the second credit's amount by chance.
    """
    for later in board.open_groups():
        for credit in board.open_credits(later.insurer):
            near = timedelta(0) < later.paid_on - credit.booked <= timedelta(days=_MERGED_DAYS)
            if credit.cents != later.cents or not near:
                continue
            misled = next((pair for pair in board.settlements if _misled(pair, later, credit)), None)
            if misled:
                (earlier,), (netted,) = misled.groups, misled.credits
                taken = credit.cents - earlier.cents
                board.undo(misled)
                board.settle([earlier], [credit], deducted=-taken)
                board.settle([later], [netted], deducted=taken)
                break


def _misled(pair: Settlement, later: PaymentGroup, credit: Movement) -> bool:
    if (
        len(pair.groups) != 1
        or len(pair.credits) != 1
        or pair.deducted_cents
        or pair.kind is not SettlementKind.ON_TIME
    ):
        return False
    earlier, netted = pair.groups[0], pair.credits[0]
    taken = credit.cents - earlier.cents
    return (
        earlier.insurer is later.insurer
        and on_time(earlier.paid_on, credit.booked)
        and on_time(later.paid_on, netted.booked)
        and any(_total(some) == taken for some in _subsets(_deductions(earlier.lines), 0, _AT_MOST))
    )


def netted_away(board: Board, group: PaymentGroup) -> bool:
    """Whether deductions announced before take all of this payment, so that no credit is to be expected.

    The deductions used are struck off: each is taken once.
    """
    if group.cents <= 0:
        return True
    used: list[BenefitLine] = []
    for line in _pending(board, group):
        used.append(line)
        if _total(used) >= group.cents:
            board.deductions = [line for line in board.deductions if line not in used]
            return True
    return False
