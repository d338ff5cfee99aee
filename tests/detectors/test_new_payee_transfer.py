"""WS110 beyond its examples: the person's own habit, instant transfers, several payees at once, own accounts."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import new_payee_transfer
from watchdog_sante.model.household import AccountName, Household, Member

USUAL = "2023-01-05 x8 | -60.00 | VIR SEPA LUCIE TILLEUL |\n"


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("-119.00 | VIR SEPA PAUL ORME", "info"),
        ("-120.00 | VIR SEPA PAUL ORME", "warning"),  # twice the usual
        ("-119.00 | VIR INST PAUL ORME", "warning"),
        ("-120.00 | VIR INST PAUL ORME", "critical"),
        ("-18.00 | VIR INST WERO PAUL ORME", "info"),  # between friends
    ],
)
def test_what_is_much_for_this_person(row: str, severity: str) -> None:
    assert accused(new_payee_transfer, f"{USUAL}2023-06-14 | {row}") == [(severity, ["2023-06-14"])]


def test_never_less_than_the_least_nor_more_than_the_most() -> None:
    small, large = USUAL.replace("60.00", "5.00"), USUAL.replace("60.00", "900.00")
    row = "2023-06-14 | -{} | VIR SEPA PAUL ORME"
    assert accused(new_payee_transfer, small + row.format("99.00"))[0][0] == "info"
    assert accused(new_payee_transfer, large + row.format("300.00"))[0][0] == "warning"


def test_two_new_payees_within_two_days_add_up() -> None:
    rows = "2023-06-14 | -70.00 | VIR SEPA PAUL ORME |\n2023-06-15 | -70.00 | VIR SEPA IRIS SAULE"
    assert accused(new_payee_transfer, USUAL + rows) == [("warning", ["2023-06-14"]), ("warning", ["2023-06-15"])]
    apart = rows.replace("06-15", "06-17")
    assert [severity for severity, _ in accused(new_payee_transfer, USUAL + apart)] == ["info", "info"]


@pytest.mark.parametrize(
    "row",
    [
        "2023-06-14 | -900.00 | VIR SEPA MLLE ANNE CHARME",  # a member of the household
        "2023-06-14 | -900.00 | VIR SEPA COMPTE VACANCES",  # an account of the settings
        "2023-06-14 | -900.00 | VIR SEPA PEL TILLEUL",
        "2023-06-14 | -900.00 | VIR SEPA TELECOM DU LAC",  # a known creditor
        "2023-06-14 | -900.00 | VIR SEPA PAUL ORME |\n2023-06-15 | 900.00 | VIR SEPA RECU /DE X | 30003000000000002",
        "2023-02-14 | -900.00 | VIR SEPA PAUL ORME",  # the account is still learned
    ],
)
def test_own_accounts_members_and_known_payees_are_left_out(row: str) -> None:
    household = Household(members=(Member("Anne Charme"),), accounts=(AccountName("Compte vacances"),))
    known = "2023-01-08 x3 | -39.99 | PRLV SEPA TELECOM DU LAC |\n"
    assert accused(new_payee_transfer, USUAL + known + row, household=household) == []
