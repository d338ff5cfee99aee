"""Payments when people move to another account, are paid by cheque, or have a second top-up insurer."""

import pytest

from tests.triangle_tables import (
    BANK,
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

NEW = "30003000000000002"
PAID_HALF_A_YEAR = PAID + basic("2023-06-20", 22.4) + basic("2023-08-10", 24.2)
MOVED = BANK + "".join(credit(f"2023-0{month}-12", 16.55 + month) for month in range(1, 6))
OLD_ENDS = credit("2023-07-05", -30, "PRLV SEPA TELECOM DU LAC")
NEW_BEGINS = credit("2023-07-10", -12, "PRLV SEPA GAZ DU LAC", NEW)
NEW_GOES_ON = credit("2023-08-12", 24.2, account=NEW) + credit("2023-09-28", 1900, "VIR SEPA ATELIER ORME", NEW)


@pytest.mark.parametrize(
    ("missed", "verdict"),
    [
        ("2023-06-12", UnpaidVerdict.NEVER_RECEIVED),  # the old account was the one in use
        ("2023-06-28", UnpaidVerdict.CANNOT_CHECK),  # its last day seen comes too soon
        ("2023-07-07", UnpaidVerdict.CANNOT_CHECK),  # between the two accounts
        ("2023-07-17", UnpaidVerdict.NEVER_RECEIVED),  # the new account was the one in use
    ],
)
def test_an_account_is_only_asked_about_the_days_on_which_it_was_in_use(missed: str, verdict: UnpaidVerdict) -> None:
    told = MOVED + credit("2023-06-22", 22.4) + OLD_ENDS + NEW_BEGINS + NEW_GOES_ON
    found = evidence(PAID_HALF_A_YEAR + basic(missed, 31.27), told)
    assert [(str(day), cents, said) for day, cents, said in unpaid(found)] == [(missed, 3127, verdict)]


def test_an_account_whose_statements_are_late_is_still_asked_about() -> None:
    both = BANK + "".join(
        credit(f"2023-0{month}-12", 16.55 + month, account=account)
        for month, account in zip(range(1, 6), ["", NEW, "", NEW, ""], strict=True)
    )
    found = evidence(PAID + basic("2023-06-12", 31.27), both + LATER)
    assert [said for _, _, said in unpaid(found)] == [UnpaidVerdict.CANNOT_CHECK]


@pytest.mark.parametrize(
    ("paid_in", "kind"), [("2023-06-19", SettlementKind.ON_TIME), ("2023-07-07", SettlementKind.LATE)]
)
def test_a_cheque_of_exactly_the_sum_paid_in_is_the_payment(paid_in: str, kind: SettlementKind) -> None:
    found = evidence(PAID + basic("2023-06-10", 31.27), CREDITED + credit(paid_in, 31.27, "REMISE CHEQUE") + LATER)
    assert (settled(found), unpaid(found), lone(found)) == ([([3127], [3127], kind, 0)], [], [])


@pytest.mark.parametrize(
    ("day", "paid", "cheque"),
    [("2023-06-19", 31.27, 31.30), ("2023-07-20", 31.27, 31.27), ("2023-06-09", 31.27, 31.27), ("2023-06-19", 30, 30)],
)
def test_another_cheque_pays_nothing(day: str, paid: float, cheque: float) -> None:
    found = evidence(PAID + basic("2023-06-10", paid), CREDITED + credit(day, cheque, "REMISE CHEQUE") + LATER)
    assert [said for _, _, said in unpaid(found)] == [UnpaidVerdict.NEVER_RECEIVED]


@pytest.mark.parametrize(
    ("label", "left"),
    [("VIR SEPA RIVAGE SANTE", []), ("VIR SEPA LUCIE SAULE", [UnpaidVerdict.NEVER_RECEIVED])],
)
def test_a_round_sum_is_a_new_insurer_s_when_its_name_says_so(label: str, left: list[UnpaidVerdict]) -> None:
    usual = TOP_UP + "".join(top_up(f"2023-0{month}-14", 7.15 + month) for month in range(1, 6))
    came = "".join(credit(f"2023-0{month}-16", 7.15 + month, "VIR SEPA MUT DU LAC") for month in range(1, 6))
    found = evidence(usual + top_up("2023-06-14", 10), BANK + came + credit("2023-06-16", 10, label) + LATER)
    assert [said for _, _, said in unpaid(found)] == left
