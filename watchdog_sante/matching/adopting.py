"""The loosest matches: a credit of a payer not known so far, and a credit of another amount than the payment's."""

from collections import Counter

from watchdog_sante.matching.board import Board
from watchdog_sante.matching.groups import on_time
from watchdog_sante.matching.told_days import LOOK_BACK, ToldDays
from watchdog_sante.matching.values import PaymentGroup, SettlementKind
from watchdog_sante.model.operations import Movement, OperationKind

_RARE = 3  # a payee that credits more often than this has its own reasons
_ROUND = 500  # sums of whole five euros meet by chance
_LEAST, _MOST = 0.3, 2.5  # beyond these a credit is no version of the payment, but another thing


def _distance(group: PaymentGroup, credit: Movement) -> tuple[int, str]:
    return abs((credit.booked - group.paid_on).days - 2), credit.operation.key


def settle_adopted(board: Board, credits: list[Movement]) -> None:
    """Settle payments by the only credit of exactly that amount on time, whose payee is rarely seen: a new payer."""
    seen = Counter(credit.reading.payee_key for credit in credits)
    settled = {credit.operation.key for settlement in board.settlements for credit in settlement.credits}
    for group in board.open_groups():
        if group.cents <= 0 or group.cents % _ROUND == 0:
            continue
        offers = [
            credit
            for credit in credits
            if credit.cents == group.cents
            and on_time(group.paid_on, credit.booked)
            and credit.operation.key not in settled
            and seen[credit.reading.payee_key] <= _RARE
            and credit.reading.kind in (OperationKind.TRANSFER_IN, OperationKind.OTHER)
        ]
        if len(offers) == 1:
            key = offers[0].operation.key
            board.credits[key] = offers[0]
            board.settle([group], offers)
            settled.add(key)


def settle_differing(board: Board, known_payers: set[str], told: ToldDays) -> None:
    """Settle what is left open by a credit of a household's payer on the same days, of another amount."""
    for group in board.open_groups():
        if group.cents <= 0 or group.remainder:
            continue
        offers = [
            credit
            for credit in board.open_credits(group.insurer)
            if credit.reading.payee_key in known_payers
            and on_time(group.paid_on, credit.booked)
            and _LEAST * group.cents <= credit.cents <= _MOST * group.cents
            and told.tells(group.insurer, min(credit.booked - LOOK_BACK, group.paid_on), group.paid_on)
        ]
        if offers:
            nearest = min(offers, key=lambda credit: _distance(group, credit))
            board.settle([group], [nearest], SettlementKind.DIFFERS)
