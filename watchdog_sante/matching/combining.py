"""Several payments in one credit, one payment in several credits, and part of a payment.

Source: domain notes, section 3.3 (one transfer, several acts).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import TypeVar

from watchdog_sante.matching.board import Board
from watchdog_sante.matching.groups import days_on_time, on_time
from watchdog_sante.matching.values import PaymentGroup, SettlementKind
from watchdog_sante.model.operations import BenefitLine, Movement

_T = TypeVar("_T")
MERGED_DAYS = 31  # payments older than this are not merged with today's
AT_MOST = 10  # items among which sums are searched


def subsets(items: list[_T], smallest: int, largest: int) -> Iterator[tuple[_T, ...]]:
    """Every choice of so many of the items, the fewest first."""
    for size in range(smallest, min(largest, len(items)) + 1):
        yield from combinations(items, size)


def _neighbours(board: Board, credit: Movement) -> list[PaymentGroup]:
    """Open payments of the last month that this credit may have paid, newest last."""
    speaks_for = board.speaks_for[credit.operation.key]
    oldest, newest = credit.booked - timedelta(days=MERGED_DAYS), credit.booked + timedelta(days=1)
    return board.open_groups_near(speaks_for, oldest, newest)[-AT_MOST:]


def _span(groups: tuple[PaymentGroup, ...]) -> tuple[int, date]:
    return (groups[-1].paid_on - groups[0].paid_on).days, groups[-1].paid_on


def _in_time(group: PaymentGroup, credit: Movement, late: bool) -> bool:
    if late:
        return timedelta(0) <= credit.booked - group.paid_on <= timedelta(days=MERGED_DAYS)
    return on_time(group.paid_on, credit.booked)


def _merged(board: Board, credit: Movement, late: bool) -> tuple[PaymentGroup, ...]:
    neighbours = _neighbours(board, credit)
    largest = len(neighbours) if len(neighbours) <= 6 else 4
    found = [
        groups
        for groups in subsets(neighbours, 2, largest)
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
        near = board.open_credits(group.insurer, *days_on_time(group.paid_on))[:AT_MOST]
        for credits in subsets(near, 2, 3):
            if sum(credit.cents for credit in credits) == group.cents:
                board.settle([group], credits)
                break


def _parts(group: PaymentGroup) -> Iterator[tuple[BenefitLine, ...]]:
    """Parts of a payment that may have been credited alone: one person's lines, one reference's, then any."""
    for name in sorted({line.beneficiary for line in group.lines}):
        yield tuple(line for line in group.lines if line.beneficiary == name)
    for reference in sorted({line.reference for line in group.lines}):
        yield tuple(line for line in group.lines if line.reference == reference)
    if len(group.lines) <= AT_MOST:
        yield from subsets(list(group.lines), 1, len(group.lines) - 1)


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
