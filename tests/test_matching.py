"""The triangle through its door: what settles what."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triangle_tables import (
    BANK,
    BASIC,
    CREDITED,
    LATER,
    PAID,
    TOP_UP,
    basic,
    credit,
    evidence,
    lone,
    settled,
    top_up,
    unpaid,
)
from watchdog_sante.matching import SettlementKind, UnpaidVerdict
from watchdog_sante.model.household import Household, Insurer, InsurerRole


def test_several_acts_of_one_day_are_one_credit() -> None:
    found = evidence(
        PAID + basic("2023-06-10", 18.55) + basic("2023-06-10", 26.03), CREDITED + credit("2023-06-12", 44.58) + LATER
    )
    assert (settled(found), unpaid(found), lone(found)) == ([([4458], [4458], SettlementKind.ON_TIME, 0)], [], [])


def test_several_days_merged_in_one_credit() -> None:
    found = evidence(
        PAID + basic("2023-06-08", 18.55) + basic("2023-06-10", 26.03) + basic("2023-06-12", 21),
        CREDITED + credit("2023-06-14", 65.58) + LATER,
    )
    assert (settled(found), unpaid(found), lone(found)) == (
        [([1855, 2603, 2100], [6558], SettlementKind.ON_TIME, 0)],
        [],
        [],
    )


def test_one_day_split_over_two_accounts() -> None:
    found = evidence(
        PAID + basic("2023-06-10", 18.55) + basic("2023-06-10", 26.03, who="Eric Tilleul"),
        CREDITED + credit("2023-06-12", 18.55) + credit("2023-06-13", 26.03, account="30003000000000002") + LATER,
    )
    assert (settled(found), unpaid(found), lone(found)) == ([([4458], [1855, 2603], SettlementKind.ON_TIME, 0)], [], [])


def test_deduction_announced_now_and_netted_on_a_later_payment() -> None:
    found = evidence(
        PAID
        + basic("2023-06-10", 18.55)
        + basic("2023-06-10", -4.5, act="Franchise médicale")
        + basic("2023-06-26", 26.03),
        CREDITED + credit("2023-06-12", 18.55) + credit("2023-06-28", 21.53) + LATER,
    )
    assert (settled(found), unpaid(found), lone(found)) == (
        [([1405], [1855], SettlementKind.ON_TIME, -450), ([2603], [2153], SettlementKind.ON_TIME, 450)],
        [],
        [],
    )


def test_a_late_credit_is_late_and_no_theft() -> None:
    found = evidence(PAID + basic("2023-06-10", 31.4), CREDITED + credit("2023-07-14", 31.4) + LATER)
    assert (settled(found), unpaid(found)) == ([([3140], [3140], SettlementKind.LATE, 0)], [])


def test_a_payer_of_an_unknown_brand_is_learned_from_its_credits() -> None:
    rows = [(f"2023-0{month}-10", f"2023-0{month}-13", 30 + month * 1.37) for month in range(1, 5)]
    found = evidence(
        TOP_UP + "".join(top_up(paid, cents) for paid, _, cents in rows) + top_up("2023-05-10", 39.4),
        BANK + "".join(credit(day, cents, "VIR SEPA OBELIA SERVICES") for _, day, cents in rows) + LATER,
    )
    payers = [(one.payee_key, one.credits, one.settled, one.told) for one in found.triangle.payers]
    assert payers == [("OBELIA SERVICES", 4, 4, False)]
    assert unpaid(found) == [(date(2023, 5, 10), 3940, UnpaidVerdict.NEVER_RECEIVED)]


def test_one_payer_for_both_insurers_merges_their_payments() -> None:
    household = Household(
        insurers=(
            Insurer("Caisse double", InsurerRole.COMPULSORY, ("DOUBLE CAISSE",)),
            Insurer("Caisse double", InsurerRole.COMPLEMENTARY, ("DOUBLE CAISSE",)),
        )
    )
    found = evidence(
        BASIC + basic("2023-06-08", 18.55),
        TOP_UP + top_up("2023-06-09", 7.95),
        BANK + credit("2023-06-12", 26.5, "VIR SEPA DOUBLE CAISSE"),
        household=household,
    )
    assert (settled(found), unpaid(found), lone(found)) == (
        [([1855, 795], [2650], SettlementKind.ON_TIME, 0)],
        [],
        [],
    )


def test_part_of_a_payment_leaves_the_rest_open() -> None:
    found = evidence(
        PAID + basic("2023-06-10", 18.55) + basic("2023-06-10", 26.03, act="Dentaire"),
        CREDITED + credit("2023-06-12", 26.03) + LATER,
    )
    assert settled(found) == [([2603], [2603], SettlementKind.ON_TIME, 0)]
    assert unpaid(found) == [(date(2023, 6, 10), 1855, UnpaidVerdict.NEVER_RECEIVED)]


days = st.dates(date(2023, 1, 1), date(2023, 3, 31))
amounts = st.sampled_from([795, 1755, 1855, 2100, 2603, 4150])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(days, amounts, st.integers(0, 20), st.booleans()), min_size=1, max_size=14))
def test_every_payment_and_credit_is_told_once(rows: list[tuple[date, int, int, bool]]) -> None:
    """Each group stands in one settlement or verdict, each credit in at most one, and settled sums agree."""
    statement = BASIC + "".join(basic(day.isoformat(), cents / 100) for day, cents, _, _ in rows)
    bank = BANK + "".join(
        credit((day + timedelta(days=lag)).isoformat(), cents / 100) for day, cents, lag, comes in rows if comes
    )
    triangle = evidence(statement, bank + LATER).triangle
    lines = [line.key for s in triangle.settlements for g in s.groups for line in g.lines]
    lines += [line.key for one in triangle.unpaid for line in one.group.lines]
    assert sorted(lines) == sorted(line.key for group in triangle.groups for line in group.lines)
    credits = [c.operation.key for s in triangle.settlements for c in s.credits]
    credits += [one.credit.operation.key for one in triangle.lone_credits]
    assert len(credits) == len(set(credits))
    exact = [s for s in triangle.settlements if s.kind is not SettlementKind.DIFFERS]
    assert all(s.expected_cents == s.credited_cents for s in exact)


def test_a_deduction_netted_on_the_next_of_two_equal_payments() -> None:
    """17.55 credited whole, then 13.05 for the second 17.55: the first payment's sum is the second credit's amount."""
    found = evidence(
        PAID
        + basic("2023-06-09", 17.55)
        + basic("2023-06-09", -4.5, act="Franchise médicale")
        + basic("2023-06-16", 17.55),
        CREDITED + credit("2023-06-12", 17.55) + credit("2023-06-19", 13.05) + LATER,
    )
    assert settled(found) == [
        ([1305], [1755], SettlementKind.ON_TIME, -450),
        ([1755], [1305], SettlementKind.ON_TIME, 450),
    ]
    assert (unpaid(found), lone(found)) == ([], [])


def test_payments_merged_in_a_late_credit_are_late() -> None:
    found = evidence(
        PAID + basic("2023-06-08", 18.55) + basic("2023-06-10", 26.03), CREDITED + credit("2023-07-05", 44.58) + LATER
    )
    assert (settled(found), unpaid(found)) == ([([1855, 2603], [4458], SettlementKind.LATE, 0)], [])


def test_a_basic_insurer_s_shortfall_of_half_euros_is_the_payment_and_no_theft() -> None:
    found = evidence(PAID + basic("2023-06-10", 31.4), CREDITED + credit("2023-06-12", 25.9) + LATER)
    assert (settled(found), unpaid(found)) == ([([3140], [2590], SettlementKind.DIFFERS, 0)], [])


def test_one_payer_whatever_the_bank_adds_to_its_name() -> None:
    rows = [(f"2023-0{month}-10", f"2023-0{month}-13", 30 + month * 1.37) for month in range(1, 6)]
    names = [
        "OBELIA SERVICES RBT",
        "OBELIA SERVICES RBT",
        "OBELIA SERVICES",
        "OBELIA SERVICES SANTE",
        "OBELIA SERVICES",
    ]
    found = evidence(
        TOP_UP + "".join(top_up(paid, cents) for paid, _, cents in rows),
        BANK
        + "".join(credit(day, cents, f"VIR {name}") for (_, day, cents), name in zip(rows, names, strict=True))
        + LATER,
    )
    assert {one.payee_key for one in found.triangle.payers} == set(names)
    assert (unpaid(found), lone(found)) == ([], [])


def test_a_new_payer_is_adopted_by_a_telling_sum_and_not_by_chance() -> None:
    late_payment = PAID + basic("2023-06-10", 31.4) + basic("2023-06-25", 40)
    telling = credit("2023-06-13", 31.4, "VIR SEPA OBELIA SERVICES") + credit("2023-06-27", 40, "VIR SEPA LEA ORME")
    found = evidence(late_payment, CREDITED + telling + LATER)
    assert settled(found) == [([3140], [3140], SettlementKind.ON_TIME, 0)]
    assert [cents for _, cents, _ in unpaid(found)] == [4000]  # a round sum is anybody's
    weekly = "".join(credit(f"2023-0{month}-13", 31.4, "VIR SEPA OBELIA SERVICES") for month in range(3, 7))
    assert settled(evidence(late_payment, CREDITED + weekly + LATER)) == []  # a payee with its own reasons
