"""WS105 beyond its examples: what is far above, and what comes too soon."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import debit_amount_broken

STEADY = "2023-01-05 x8 | -39.99 | PRLV SEPA TELECOM DU LAC |\n"


@pytest.mark.parametrize(
    ("amount", "found"),
    [("79.00", []), ("80.50", [("warning", ["2023-09-05"])])],
)
def test_a_creditor_whose_amount_hardly_moves_is_held_to_it(amount: str, found: list[tuple[str, list[str]]]) -> None:
    assert accused(debit_amount_broken, f"{STEADY}2023-09-05 | -{amount} | PRLV SEPA TELECOM DU LAC") == found


@pytest.mark.parametrize(("amount", "count"), [("92.00", 0), ("96.00", 1)])
def test_one_that_rises_once_a_year_is_held_to_it_too(amount: str, count: int) -> None:
    years = ("2023-01-05 x9 | -39.99", "2023-10-05 x9 | -43.50", "2024-07-05 x6 | -46.50")
    rows = "".join(f"{year} | PRLV SEPA TELECOM DU LAC |\n" for year in years)
    assert len(accused(debit_amount_broken, f"{rows}2025-01-05 | -{amount} | PRLV SEPA TELECOM DU LAC")) == count


@pytest.mark.parametrize(("amount", "count"), [("280.00", 0), ("330.00", 1)])
def test_one_whose_amount_varies_has_more_room(amount: str, count: int) -> None:
    amounts = ("60.00", "130.00", "95.00", "70.00", "110.00", "85.00")
    rows = "".join(f"2023-0{n}-05 | -{one} | PRLV SEPA ENERGIES |\n" for n, one in enumerate(amounts, start=1))
    assert len(accused(debit_amount_broken, f"{rows}2023-07-05 | -{amount} | PRLV SEPA ENERGIES")) == count


@pytest.mark.parametrize(("amount", "count"), [("55.00", 0), ("63.00", 1)])
def test_a_small_bill_that_varies_by_a_euro_has_little_room(amount: str, count: int) -> None:
    amounts = ("21.90", "20.60", "22.10", "22.90", "20.50", "21.10")
    rows = "".join(f"2023-0{n}-05 | -{one} | PRLV SEPA TELECOM |\n" for n, one in enumerate(amounts, start=1))
    assert len(accused(debit_amount_broken, f"{rows}2023-07-05 | -{amount} | PRLV SEPA TELECOM")) == count


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("2023-08-15 | -39.99 | PRLV SEPA TELECOM DU LAC", [("warning", ["2023-08-15"])]),
        ("2023-08-18 | -39.99 | PRLV SEPA TELECOM DU LAC", [("warning", ["2023-08-18"])]),  # the next one is on time
        ("2023-08-15 | -52.00 | PRLV SEPA TELECOM DU LAC", [("info", ["2023-08-15"])]),  # a regularisation
    ],
)
def test_a_second_debit_in_the_month(row: str, found: list[tuple[str, list[str]]]) -> None:
    later = "\n2023-09-05 x2 | -39.99 | PRLV SEPA TELECOM DU LAC"
    assert accused(debit_amount_broken, STEADY + row + later) == found


def test_a_debit_that_comes_early_from_then_on_is_regular() -> None:
    assert accused(debit_amount_broken, STEADY + "2023-08-27 x3 | -39.99 | PRLV SEPA TELECOM DU LAC") == []


def test_three_debits_within_days() -> None:
    rows = "2023-08-08 | -18.00 | PRLV SEPA TELECOM DU LAC |\n2023-08-11 | -25.00 | PRLV SEPA TELECOM DU LAC"
    assert accused(debit_amount_broken, STEADY + rows)[-1] == ("warning", ["2023-08-05", "2023-08-08", "2023-08-11"])


def test_two_contracts_of_one_creditor_are_its_rhythm() -> None:
    assert accused(debit_amount_broken, STEADY + "2023-01-15 x8 | -39.99 | PRLV SEPA TELECOM DU LAC") == []
