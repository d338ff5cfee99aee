"""The person's habits: what was usual before a day, who was known, and money moved between own accounts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.frames import Habits, PayeeHabit, habits, own_transfers
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import LabelReading, Movement, Operation, Origin

CARD, OUT, IN = OperationKind.CARD, OperationKind.TRANSFER_OUT, OperationKind.TRANSFER_IN


def moved(day: int, cents: int, payee: str = "ORME", kind: OperationKind = CARD, account: str = "A") -> Movement:
    booked = date(2023, 1, 1).replace(day=day)
    operation = Operation(f"{account}{day}{cents}{payee}", account, booked, cents, payee, 1, (Origin("f", 1),))
    return Movement(operation, LabelReading(kind, payee, payee))


def on(day: int) -> date:
    return date(2023, 1, day)


TABLE: Habits = habits(
    [moved(2, -100), moved(4, -300), moved(6, -500), moved(8, -9000, "TILLEUL", OUT), moved(9, -700)]
)


@pytest.mark.parametrize(("before", "median"), [(None, 400), (on(9), 300), (on(6), 200), (on(2), None)])
def test_figures_as_they_stood_on_a_day(before: date | None, median: int | None) -> None:
    assert TABLE.median(CARD, before) == median


def test_a_payee_as_known_before_a_day() -> None:
    assert TABLE.payee("ORME", CARD, on(6)) == PayeeHabit("ORME", on(2), on(4), 2, 200, 300)
    assert TABLE.payee("ORME", OUT) is None
    assert (TABLE.first_seen("ORME"), TABLE.first_seen("ORME", OUT), TABLE.first_seen("TILLEUL")) == (
        on(2),
        None,
        on(8),
    )
    assert (TABLE.payee_keys(CARD), TABLE.payee_keys(CARD, OUT)) == (("ORME",), ("ORME", "TILLEUL"))


def test_how_long_an_account_is_known() -> None:
    assert (TABLE.account_first_day("A"), TABLE.account_first_day("B")) == (on(2), None)
    assert (TABLE.learned_days("A", on(9)), TABLE.learned_days("B", on(9))) == (7, 0)


DEBIT = OperationKind.DIRECT_DEBIT


def _months(first: int, last: int, account: str, *payees: str) -> list[Movement]:
    """A debit of each payee on the fifth of every month, counted from January 2023."""
    days = [date(2023 + month // 12, month % 12 + 1, 5) for month in range(first, last)]
    return [_debit(day, payee, account) for day in days for payee in payees]


def _debit(day: date, payee: str, account: str) -> Movement:
    operation = Operation(f"{account}{day}{payee}", account, day, -1000, payee, 1, (Origin("f", 1),))
    return Movement(operation, LabelReading(DEBIT, payee, payee))


@pytest.mark.parametrize(
    ("came", "stayed", "learned"),
    [
        (("EAU", "GAZ", "FIBRE"), (), 368),  # the person has changed banks: what was learned before counts
        (("EAU", "GAZ"), (), 64),  # two creditors may have moved alone
        (("EAU", "GAZ", "FIBRE"), ("FIBRE",), 64),  # one of the three goes on at the old bank
        (("EAU", "GAZ", "BOIS"), (), 64),  # one of the three was never there
    ],
)
def test_an_account_to_which_creditors_have_moved_knows_what_the_old_one_knew(
    came: tuple[str, ...], stayed: tuple[str, ...], learned: int
) -> None:
    old = [*_months(0, 10, "A", "EAU", "GAZ", "FIBRE"), *_months(10, 14, "A", *stayed)]
    table = habits([*old, *_months(10, 14, "B", *came)])
    assert (table.learned_days("B", date(2023, 12, 9)), table.learned_days("B", date(2024, 1, 8))) == (34, learned)
    assert table.learned_days("A", date(2024, 1, 8)) == 368


@pytest.mark.parametrize(
    ("came", "known"),
    [
        (("EAU", "GAZ", "FIBRE"), (0, 305, 339)),  # from the third one known, what the household showed speaks for it
        (("EAU", "GAZ", "BOIS"), (0, 1, 35)),  # a stranger's account, perhaps: it has only its own days
    ],
)
def test_an_account_that_shows_known_creditors_is_known_at_once_though_its_months_are_not(
    came: tuple[str, ...], known: tuple[int, int, int]
) -> None:
    table = habits([*_months(0, 14, "A", "EAU", "GAZ", "FIBRE"), *_months(10, 14, "B", *came)])
    days = date(2023, 11, 5), date(2023, 11, 6), date(2023, 12, 10)
    assert table.learned_days("B", days[2]) == 35
    assert tuple(table.known_days("B", day) for day in days) == known


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("LUCIE TILLEUL", True),
        ("TILLEUL LUCIE", True),
        ("LUCIE TI", True),  # cut
        ("LUCIE TILLEUL MOTIF", True),  # the one seen was cut
        ("LUCIE", False),
        ("LUCIE TILLAC", False),
    ],
)
def test_a_payee_turned_round_or_cut_is_known(asked: str, known: bool) -> None:
    table = habits([moved(3, -100, "LUCIE TILLEUL", OUT)])
    assert (table.known_before(asked, on(4), OUT), table.known_before(asked, on(3), OUT)) == (known, False)
    assert table.known_before(asked, on(4), IN) is False


def test_no_history() -> None:
    empty = habits([])
    assert (empty.largest(CARD), empty.payee("X", CARD), empty.known_before("X", on(1))) == (None, None, False)


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(1, 10_000)), max_size=30), st.integers(1, 28))
def test_a_figure_never_rests_on_what_came_after(rows: list[tuple[int, int]], day: int) -> None:
    every = habits(moved(booked, -cents) for booked, cents in rows)
    early = habits(moved(booked, -cents) for booked, cents in rows if booked < day)
    assert every.quantile(CARD, 0.95, on(day)) == early.quantile(CARD, 0.95)
    assert every.largest(CARD, on(day)) == max((cents for booked, cents in rows if booked < day), default=None)


def test_money_between_own_accounts() -> None:
    sent, reached = moved(3, -50_000, "MOI", OUT), moved(5, 50_000, "MOI", IN, "B")
    strangers = [
        moved(3, -40_000, "X", OUT),
        moved(3, 40_000, "X", IN),  # the same account
        moved(3, -30_000, "Y", OUT),
        moved(9, 30_000, "Y", IN, "B"),  # too late
        moved(3, -20_000, "Z", CARD),
        moved(3, 20_000, "Z", IN, "B"),  # a card payment is no transfer
    ]
    assert own_transfers([*strangers, reached, sent]) == {sent.operation.key, reached.operation.key}
    twice = [sent, moved(4, -50_000, "MOI", OUT), reached]
    assert len(own_transfers(twice)) == 2  # one arrival answers one departure
