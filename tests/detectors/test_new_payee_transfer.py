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


@pytest.mark.parametrize(
    ("known", "row", "severity"),
    [
        ("VIR SEPA IRIS SAULE RESTO", "VIR SEPA IRIS SAULE VACANCES", ""),  # one friend, another motive
        ("VIR SEPA IRIS SAULE RESTO", "VIR SEPA IRIS CHARME VACANCES", "critical"),
        ("VIR SEPA SERVICE CLIENTS DU LAC", "VIR SEPA SERVICE CLIENTS ORME", "critical"),  # plain words name nobody
        ("VIR SEPA SAULE COMPTE DE SECURITE", "VIR SEPA SAULE COMPTE TAMPON", "critical"),
    ],
)
def test_a_motive_glued_to_the_name_makes_no_new_payee(known: str, row: str, severity: str) -> None:
    rows = f"2023-02-14 x3 | -20.00 | {known} |\n2023-06-14 | -900.00 | {row.replace('SEPA', 'INST')}"
    found = accused(new_payee_transfer, USUAL + rows)
    assert found == ([(severity, ["2023-06-14"])] if severity else [])


@pytest.mark.parametrize("name", ["EPARGNE SECURISEE", "PROTECT EPARGNE", "LIVRET A ANTI FRAUDE", "COMPTE TAMPON"])
def test_a_safe_account_of_the_false_adviser_is_no_savings(name: str) -> None:
    assert accused(new_payee_transfer, f"{USUAL}2023-06-14 | -900.00 | VIR INST {name}")[0][0] == "critical"


@pytest.mark.parametrize(
    ("day", "amount", "found"),
    [
        ("2023-06-20", "900.00", [("critical", ["2023-06-14", "2023-06-20"])]),
        ("2023-06-20", "90.00", [("info", ["2023-06-14"])]),
        ("2023-06-30", "900.00", [("info", ["2023-06-14"])]),
    ],
)
def test_a_small_first_transfer_may_try_the_large_one(
    day: str, amount: str, found: list[tuple[str, list[str]]]
) -> None:
    rows = f"2023-06-14 | -10.00 | VIR INST PAUL ORME |\n{day} | -{amount} | VIR INST PAUL ORME"
    assert accused(new_payee_transfer, USUAL + rows) == found
