"""One payment, one credit of the same amount: the pairs that disturb the usual delay least, as many as there can be.

Equal amounts come again and again (the same consultation); pairs never cross, so the n-th payment meets an earlier
credit than the next one, and what is left over is the payment whose neighbours fit better.
"""

from datetime import timedelta
from itertools import pairwise
from statistics import median_low
from typing import TypeAlias

from watchdog_sante.matching.board import Board, pairs_by_amount
from watchdog_sante.matching.groups import business_days, group_key, on_time
from watchdog_sante.matching.told_days import LOOK_BACK, ToldDays
from watchdog_sante.matching.values import PaymentGroup, SettlementKind
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.operations import Movement

_UNPAIRED = 1000  # days that leaving a payment or a credit alone costs: more than any delay
_TYPICAL_DAYS = 2
_NEVER = 10**6
_LATEST = 45  # days after which a credit of the same amount is another payment's ...
_LITTLE = 21  # ... and days when a lost statement may hold that other payment

Pair: TypeAlias = tuple[PaymentGroup, Movement]
Run: TypeAlias = tuple[list[PaymentGroup], list[Movement]]


def _cost(group: PaymentGroup, credit: Movement, typical: int, latest: int) -> int:
    """How unlike the usual delay, in business days: over a weekend four days are two."""
    days = (credit.booked - group.paid_on).days
    possible = -1 <= days <= latest if latest else on_time(group.paid_on, credit.booked)
    return abs(business_days(group.paid_on, credit.booked) - typical) if possible else _NEVER


def best_pairs(groups: list[PaymentGroup], credits: list[Movement], typical: int, latest: int = 0) -> list[Pair]:
    """The pairs that cost least (both lists in order of days); `latest`: days allowed instead of being on time."""
    rows, columns = len(groups), len(credits)
    best = [[(_UNPAIRED * (i + j), "") for j in range(columns + 1)] for i in range(rows + 1)]
    for i in range(1, rows + 1):
        best[i][0] = (_UNPAIRED * i, "skip group")
        for j in range(1, columns + 1):
            best[0][j] = (_UNPAIRED * j, "credit")
            cost = _cost(groups[i - 1], credits[j - 1], typical, latest)
            best[i][j] = min(
                (best[i - 1][j - 1][0] + cost, "pair"),
                (best[i - 1][j][0] + _UNPAIRED, "skip group"),
                (best[i][j - 1][0] + _UNPAIRED, "credit"),
            )
    return _walk_back(groups, credits, [[step for _, step in line] for line in best])


def _walk_back(groups: list[PaymentGroup], credits: list[Movement], steps: list[list[str]]) -> list[Pair]:
    i, j = len(groups), len(credits)
    pairs = []
    while i and j:
        if steps[i][j] == "pair":
            i, j = i - 1, j - 1
            pairs.append((groups[i], credits[j]))
        elif steps[i][j] == "skip group":
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _runs(groups: list[PaymentGroup], credits: list[Movement], reach: int) -> list[Run]:
    """Cut a long history where nothing on one side can meet anything on the other: keeps the tables small."""
    days = sorted({group.paid_on for group in groups} | {credit.booked for credit in credits})
    cuts = [after for before, after in pairwise(days) if after - before > timedelta(days=reach)]
    runs = []
    for start, end in pairwise([days[0], *cuts, days[-1] + timedelta(days=1)]):
        part = [group for group in groups if start <= group.paid_on < end]
        runs.append((part, [credit for credit in credits if start <= credit.booked < end]))
    return [(part, met) for part, met in runs if part and met]


def typical_lag(board: Board, insurer: SourceKind) -> int:
    """The usual business days from payment to credit, on amounts that occur once on each side; two by default."""
    lags = [
        business_days(groups[0].paid_on, credits[0].booked)
        for role, groups, credits in pairs_by_amount(board)
        if role is insurer and len(groups) == len(credits) == 1 and on_time(groups[0].paid_on, credits[0].booked)
    ]
    return median_low(lags) if len(lags) >= 3 else _TYPICAL_DAYS


def settle_exact(board: Board) -> None:
    """Settle every payment that one credit of the same amount paid on time."""
    typical = {i: typical_lag(board, i) for i in (SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER)}
    for insurer, groups, credits in list(pairs_by_amount(board)):
        still = [credit for credit in credits if credit.operation.key in board.credits]
        for part, met in _runs(groups, still, reach=20) if still else ():
            for group, credit in best_pairs(part, met, typical[insurer]):
                board.settle([group], [credit])


def settle_late(board: Board, told: ToldDays) -> None:
    """Settle payments by credits of the same amount that came late.

    A credit that a lost statement may explain is only taken when it is late by little, or its amount was never seen
    on another payment.
    """
    often = {(group.insurer, group.cents) for done in board.settlements for group in done.groups}
    for insurer, groups, credits in list(pairs_by_amount(board)):
        still = [credit for credit in credits if credit.operation.key in board.credits]
        only = len(groups) == 1 and (insurer, groups[0].cents) not in often
        explained = [c for c in still if only or told.tells(insurer, c.booked - LOOK_BACK, c.booked)]
        _pair_late(board, groups, explained, _LATEST)
        open_groups = [group for group in groups if group_key(group) in board.groups]
        _pair_late(board, open_groups, [c for c in still if c not in explained], _LITTLE)


def _pair_late(board: Board, groups: list[PaymentGroup], credits: list[Movement], latest: int) -> None:
    for part, met in _runs(groups, credits, reach=latest) if groups and credits else ():
        for group, credit in best_pairs(part, met, _TYPICAL_DAYS, latest):
            board.settle([group], [credit], SettlementKind.LATE)
