"""The loosest matches: a credit of a payer not known so far, and a credit of another amount than the payment's."""

from collections import Counter, defaultdict

from watchdog_sante.likeness import HEALTH_WORDS, holds_any
from watchdog_sante.matching.board import Board
from watchdog_sante.matching.groups import days_on_time, on_time
from watchdog_sante.matching.told_days import LOOK_BACK, ToldDays
from watchdog_sante.matching.values import PaymentGroup, SettlementKind
from watchdog_sante.model.kinds import OperationKind, SourceKind
from watchdog_sante.model.operations import Movement

HALF_EURO = 50  # deductions are whole half-euros ...
DEDUCTIONS_CENTS = 5000  # ... and take at most this in a year
_RARE = 3  # a payee that credits more often than this has its own reasons
_ROUND = 500  # sums of whole five euros meet by chance
_CHEQUE_DAYS = 31  # a cheque comes by post and waits to be paid in
_LEAST, _MOST = 0.3, 2.5  # beyond these a credit is no version of the payment, but another thing


def _distance(group: PaymentGroup, credit: Movement) -> tuple[int, str]:
    return abs((credit.booked - group.paid_on).days - 2), credit.operation.key


def _round(cents: int) -> bool:
    return cents % _ROUND == 0


def _cheque(group: PaymentGroup, credit: Movement) -> bool:
    """Whether a cheque paid in may be this payment: an insurer without bank details sends one (section 2, P4)."""
    days = (credit.booked - group.paid_on).days
    return credit.reading.kind is OperationKind.DEPOSIT and not _round(group.cents) and 0 < days <= _CHEQUE_DAYS


def _new_payer(group: PaymentGroup, credit: Movement, seen: Counter[str]) -> bool:
    """Whether a payee that is rarely seen may be this payment's payer; one that sounds like an insurer, even for a
    round sum."""
    name = credit.reading.payee_key
    return (
        credit.reading.kind in (OperationKind.TRANSFER_IN, OperationKind.OTHER)
        and seen[name] <= _RARE
        and on_time(group.paid_on, credit.booked)
        and (not _round(group.cents) or holds_any(name, HEALTH_WORDS))
    )


def settle_adopted(board: Board, credits: list[Movement]) -> None:
    """Settle payments by the only credit of exactly that amount that a new payer, or a cheque, may have brought."""
    seen = Counter(credit.reading.payee_key for credit in credits)
    settled = {credit.operation.key for settlement in board.settlements for credit in settlement.credits}
    of_amount: defaultdict[int, list[Movement]] = defaultdict(list)
    for credit in credits:
        of_amount[credit.cents].append(credit)
    for group in board.open_groups():
        offers = [
            credit
            for credit in of_amount[group.cents]
            if credit.operation.key not in settled and (_new_payer(group, credit, seen) or _cheque(group, credit))
        ]
        if len(offers) == 1:
            key = offers[0].operation.key
            board.credits[key] = offers[0]
            late = not on_time(group.paid_on, offers[0].booked)
            board.settle([group], offers, SettlementKind.LATE if late else SettlementKind.ON_TIME)
            settled.add(key)


def looks_netted(group: PaymentGroup, credit: Movement) -> bool:
    """Whether a basic insurer's credit falls short by what deductions without a line may take: whole half-euros, up
    to the yearly ceiling (domain notes, section 3.5)."""
    short = group.cents - credit.cents
    return group.insurer is SourceKind.BASIC_INSURER and 0 < short <= DEDUCTIONS_CENTS and short % HALF_EURO == 0


def _told(group: PaymentGroup, credit: Movement, told: ToldDays) -> bool:
    return told.tells(group.insurer, min(credit.booked - LOOK_BACK, group.paid_on), group.paid_on)


def settle_differing(board: Board, known_payers: set[str], told: ToldDays, netted: bool) -> None:
    """Settle what is left open by a credit of a household's payer on the same days, of another amount.

    `netted`: only where deductions without a line would explain the difference.
    """
    for group in board.open_groups():
        if group.cents <= 0 or group.remainder:
            continue
        offers = [
            credit
            for credit in board.open_credits(group.insurer, *days_on_time(group.paid_on))
            if credit.reading.payee_key in known_payers
            and _LEAST * group.cents <= credit.cents <= _MOST * group.cents
            and (looks_netted(group, credit) or (not netted and _told(group, credit, told)))
        ]
        if offers:
            nearest = min(offers, key=lambda credit: _distance(group, credit))
            board.settle([group], [nearest], SettlementKind.DIFFERS)
