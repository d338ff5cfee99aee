"""WS107 beyond its examples: a change of insurer, two premiums for good, one brand under two identifiers."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import second_premium

FIRST = "2023-01-10 x{} | -88.50 | PRLV SEPA MUTUELLE DES LACS |\n"


@pytest.mark.parametrize(
    ("months", "found"),
    [
        (5, []),  # stopped two months before
        (7, [("warning", ["2023-07-20"])]),  # a month in common
        (12, [("critical", ["2023-07-20"])]),  # both go on
    ],
)
def test_how_long_the_two_run_together(months: int, found: list[tuple[str, list[str]]]) -> None:
    assert accused(second_premium, FIRST.format(months) + "2023-07-20 x4 | -49.90 | PRLV SEPA SANTE PLUS") == found


@pytest.mark.parametrize("amount", ["19.99", "22.00"])
def test_a_small_contract_beside_is_never_urgent(amount: str) -> None:
    rows = FIRST.format(12) + f"2023-07-20 x4 | -{amount} | PRLV SEPA SANTE PLUS"
    assert accused(second_premium, rows) == [("warning", ["2023-07-20"])]


def test_another_contract_that_is_no_premium() -> None:
    assert accused(second_premium, FIRST.format(12) + "2023-07-20 x4 | -49.90 | PRLV SEPA ALARME VIGIE") == []


def test_the_same_name_under_another_identifier_is_a_creditor_changed() -> None:
    rows = "{} | -88.50 | PRLV SEPA MUTUELLE DES LACS ECH/100123 ID EMETTEUR/{} MDT/7 |\n"
    both = rows.format("2023-01-10 x12", "FR72ZZZ123456") + rows.format("2023-07-20 x4", "FR19ZZZ654321")
    assert accused(second_premium, both) == []


def test_another_bank_writes_the_reason_behind_the_name() -> None:
    moved = FIRST.format(6) + "2023-07-06 x4 | -88.50 | PRELEVEMENT DE MUTUELLE DES LACS COTISATION SANTE"
    assert accused(second_premium, moved) == []
