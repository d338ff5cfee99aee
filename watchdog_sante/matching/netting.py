"""Deductions taken elsewhere than the statement says: spared now, netted on a later payment, or down to nothing.

Source: domain notes, section 3.5 (franchises and participations kept back and netted on later payments).
"""

from collections.abc import Iterable
from datetime import timedelta

from watchdog_sante.matching.board import Board
from watchdog_sante.matching.combining import AT_MOST, MERGED_DAYS, subsets
from watchdog_sante.matching.groups import days_on_time, expected_by, on_time
from watchdog_sante.matching.values import PaymentGroup, Settlement, SettlementKind
from watchdog_sante.model.operations import BenefitLine, Movement

_DEFERRED = timedelta(days=200)  # how long a deduction may wait for a payment to be netted on


def _deductions(lines: Iterable[BenefitLine]) -> list[BenefitLine]:
    return [line for line in lines if line.reimbursed_cents < 0]


def _total(lines: Iterable[BenefitLine]) -> int:
    return -sum(line.reimbursed_cents for line in lines)


def settle_undeducted(board: Board) -> None:
    """Settle payments credited without some of their deductions: these wait for a later payment."""
    for group in board.open_groups():
        announced = _deductions(group.lines)
        for credit in board.open_credits(group.insurer, *days_on_time(group.paid_on)) if announced else ():
            missing = credit.cents - group.cents
            if missing <= 0:
                continue
            if spared := next((s for s in subsets(announced, 1, AT_MOST) if _total(s) == missing), ()):
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
    return sorted(ready, key=lambda line: (line.paid_on, line.key), reverse=True)[:AT_MOST]


def settle_netted(board: Board) -> None:
    """Settle payments from which deductions of an earlier day were taken."""
    for group in board.open_groups():
        for credit in board.open_credits(group.insurer, *days_on_time(group.paid_on)) if group.cents > 0 else ():
            taken = group.cents - credit.cents
            if taken <= 0:
                continue
            if used := next((s for s in subsets(_pending(board, group), 1, 4) if _total(s) == taken), ()):
                board.settle([group], [credit], deducted=taken)
                board.deductions = [line for line in board.deductions if line not in used]
                break


def settle_exchanged(board: Board) -> None:
    """Mend a pair that equal amounts misled, when it left a payment and an earlier credit of one amount.

    Either all four are equal and the pair is crossed; or the first payment was credited whole and its deduction netted
    on the second one, so that the first payment's sum is the second credit's amount by chance.
    """
    for later in board.open_groups():
        first, last = later.paid_on - timedelta(days=MERGED_DAYS), later.paid_on - timedelta(days=1)
        for credit in board.open_credits(later.insurer, first, last):
            if credit.cents != later.cents:
                continue
            pairs = board.settled_near(*days_on_time(later.paid_on))
            misled = next((pair for pair in pairs if _misled(pair, later, credit)), None)
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
    earlier = pair.groups[0]
    taken = credit.cents - earlier.cents
    return (
        earlier.insurer is later.insurer
        and on_time(earlier.paid_on, credit.booked)
        and any(_total(some) == taken for some in subsets(_deductions(earlier.lines), 0, AT_MOST))
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
