"""The triangle put together: payments and credits paired off from the surest match to the loosest, then judged."""

from collections.abc import Iterable
from datetime import date

from watchdog_sante.matching.adopting import settle_adopted, settle_differing
from watchdog_sante.matching.board import Board
from watchdog_sante.matching.cares import cares
from watchdog_sante.matching.combining import settle_merged, settle_parts, settle_split
from watchdog_sante.matching.exact import settle_exact, settle_late
from watchdog_sante.matching.groups import group_key, payment_groups
from watchdog_sante.matching.lone import LoneCredits
from watchdog_sante.matching.netting import carry_over, settle_exchanged, settle_netted, settle_undeducted
from watchdog_sante.matching.payers import Lexicon, household_payers, lexicon, may_reimburse
from watchdog_sante.matching.strangers import strange_credits
from watchdog_sante.matching.told_days import told_days
from watchdog_sante.matching.unpaid import judge_unpaid
from watchdog_sante.matching.values import HouseholdPayer, LoneCredit, PaymentGroup, Period, Triangle
from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.operations import BenefitLine, Movement


def _set_up(
    movements: tuple[Movement, ...],
    groups: tuple[PaymentGroup, ...],
    payers: tuple[HouseholdPayer, ...],
    words: Lexicon,
) -> Board:
    may = [movement for movement in movements if may_reimburse(movement)]
    speaks_for = {key: words.known_insurers(key) for key in {movement.reading.payee_key for movement in may}}
    speaks_for |= {payer.payee_key: payer.insurers for payer in payers}
    board = Board({group_key(group): group for group in groups}, {}, {})
    for movement in may:
        if insurers := speaks_for[movement.reading.payee_key]:
            board.credits[movement.operation.key] = movement
            board.speaks_for[movement.operation.key] = insurers
    return board


def _settle(board: Board, movements: tuple[Movement, ...]) -> None:
    settle_exact(board)
    settle_merged(board)
    settle_split(board)
    settle_undeducted(board)
    settle_exchanged(board)
    carry_over(board)
    settle_netted(board)
    settle_parts(board)
    settle_exchanged(board)
    settle_adopted(board, [movement for movement in movements if may_reimburse(movement)])


def match(
    movements: tuple[Movement, ...],
    benefit_lines: tuple[BenefitLine, ...],
    covered: Iterable[Period],
    household: Household,
    knowledge: Knowledge,
    as_of: date,
) -> Triangle:
    """Match insurers' payments and bank credits as known on the day `as_of`.

    In: all movements and insurers' lines, the days the bank statements tell of, what is known of payers and families
    of care. Out: the triangle; the order of the inputs changes nothing.
    """
    groups = payment_groups(benefit_lines)
    words = lexicon(household, knowledge)
    payers = household_payers(movements, groups, words)
    told = told_days(benefit_lines)
    every_care = cares(benefit_lines, knowledge.act_families)
    board = _set_up(movements, groups, payers, words)
    _settle(board, movements)
    known = {payer.payee_key for payer in payers}
    settle_differing(board, known, told, netted=True)
    settle_late(board, told)
    settle_merged(board, late=True)
    settle_differing(board, known, told, netted=False)
    unpaid = judge_unpaid(board, tuple(covered), told, as_of)
    settled = frozenset(credit.operation.key for paid in board.settlements for credit in paid.credits)
    strange = strange_credits(movements, payers, words, settled)
    judge = LoneCredits(board, groups, benefit_lines, every_care, told, knowledge.act_families)
    return Triangle(
        groups=groups,
        settlements=tuple(board.settlements),
        unpaid=unpaid,
        lone_credits=(*_lone(board, judge, payers, strange), *strange),
        payers=payers,
        cares=every_care,
    )


def _lone(
    board: Board, judge: LoneCredits, payers: tuple[HouseholdPayer, ...], strange: tuple[LoneCredit, ...]
) -> tuple[LoneCredit, ...]:
    known = {payer.payee_key for payer in payers}
    told = {one.credit.operation.key for one in strange}
    return tuple(
        judge.verdict(credit, min(board.speaks_for[credit.operation.key]), credit.reading.payee_key in known)
        for credit in board.open_credits()
        if credit.operation.key not in told
    )
