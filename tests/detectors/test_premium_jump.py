"""WS120 beyond its examples: season, a second rise, percentages, one-off dips, two contracts."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import premium_jump

MUT = "{} | -{} | PRLV SEPA MUTUELLE DES LACS |\n"
YEAR = MUT.format("2023-02-10 x11", "80.00")


@pytest.mark.parametrize(
    ("start", "amount", "severity"),
    [
        ("2024-01-10", "99.00", ""),  # the yearly rise
        ("2024-01-10", "101.00", "warning"),  # far above it
        ("2024-05-10", "86.00", ""),
        ("2024-05-10", "88.00", "info"),
        ("2024-05-10", "93.00", "warning"),
        ("2024-05-10", "60.00", ""),  # less is no jump
    ],
)
def test_season_and_size(start: str, amount: str, severity: str) -> None:
    until = MUT.format("2024-01-10 x4", "80.00") if start > "2024-02" else ""
    found = accused(premium_jump, YEAR + until + MUT.format(f"{start} x3", amount))
    assert found == ([(severity, [start])] if severity else [])


def test_a_second_rise_in_the_season_is_not_the_yearly_one() -> None:
    rows = YEAR + MUT.format("2024-01-10", "88.00") + MUT.format("2024-02-12", "106.00")
    assert accused(premium_jump, rows) == [("warning", ["2024-02-12"])]


def test_a_premium_cut_short_once_does_not_lower_the_level() -> None:
    rows = (
        MUT.format("2023-02-10 x5", "80.00") + MUT.format("2023-07-10", "40.00") + MUT.format("2023-08-10 x2", "80.00")
    )
    assert accused(premium_jump, rows) == []


def test_two_contracts_of_one_insurer_are_two_premiums() -> None:
    debit = "{} | -{} | PRLV SEPA MUTUELLE DES LACS ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/{} |\n"
    both = debit.format("2023-01-10 x9", "80.00", "A100") + debit.format("2023-01-25 x9", "30.00", "B200")
    assert accused(premium_jump, both) == []
    jumped = debit.format("2023-10-25", "41.00", "B200") + debit.format("2023-10-10", "80.00", "A100")
    assert accused(premium_jump, both + jumped) == [("warning", ["2023-10-25"])]


def test_a_creditor_that_is_no_health_insurer() -> None:
    rows = (YEAR + MUT.format("2024-05-10 x3", "120.00")).replace("MUTUELLE DES LACS", "ENERGIES DES LACS")
    assert accused(premium_jump, rows) == []


def test_two_contracts_without_references_are_told_apart_by_size() -> None:
    both = MUT.format("2023-01-10 x9", "80.00") + MUT.format("2023-05-25 x6", "18.50")
    assert accused(premium_jump, both) == []
    assert accused(premium_jump, both + MUT.format("2023-10-10", "104.00")) == [("warning", ["2023-10-10"])]


def test_a_contract_added_later_hides_no_jump() -> None:
    rows = MUT.format("2023-01-10 x6", "80.00") + MUT.format("2023-07-10 x9", "104.00")
    assert accused(premium_jump, rows + MUT.format("2023-09-25 x8", "18.50")) == [("warning", ["2023-07-10"])]


def test_two_contracts_of_nearly_one_size_are_no_jump() -> None:
    rows = MUT.format("2023-01-10 x9", "51.00") + MUT.format("2023-05-25 x6", "29.00")
    assert accused(premium_jump, rows) == []


def test_the_dearer_of_two_contracts_debited_days_apart_is_no_jump() -> None:
    rows = MUT.format("2023-01-10 x9", "60.00") + MUT.format("2023-05-12 x4", "45.00")
    assert accused(premium_jump, rows) == []


def test_a_second_contract_more_than_twice_as_dear_is_another_contract() -> None:
    rows = MUT.format("2023-01-10 x9", "20.00") + MUT.format("2023-05-12 x4", "50.00")
    assert accused(premium_jump, rows) == []
