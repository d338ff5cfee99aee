"""WS101 beyond its examples: learning, severity, and who takes over from whom."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import new_mandate
from watchdog_sante.detectors.new_mandate import Params

KNOWN = "2023-01-05 x12 | -39.99 | PRLV SEPA TELECOM DU LAC |\n"


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("2023-08-14 | -25.00 | PRLV SEPA BIENVENU SPORT", "warning"),
        ("2023-08-14 | -119.00 | PRLV SEPA BIENVENU SPORT", "warning"),  # less than three times the usual
        ("2023-08-14 | -121.00 | PRLV SEPA BIENVENU SPORT", "critical"),
        ("2023-08-14 | -110.00 | PRLV SEPA FRAIS DE DOSSIER", "critical"),
        ("2023-08-14 | -12.00 | PRLV SEPA COFIDIS", "critical"),
    ],
)
def test_what_makes_a_first_debit_urgent(row: str, severity: str) -> None:
    assert accused(new_mandate, KNOWN + row) == [(severity, ["2023-08-14"])]


def test_nothing_is_new_while_the_account_is_learned() -> None:
    row = "2023-04-{} | -25.00 | PRLV SEPA BIENVENU SPORT"
    assert accused(new_mandate, KNOWN + row.format("11")) == []
    assert accused(new_mandate, KNOWN + row.format("12")) == [("warning", ["2023-04-12"])]
    assert accused(new_mandate, KNOWN + row.format("11"), Params(learning_days=99)) != []


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("2023-09-05 x3 | -39.99 | PRLV SEPA TELECOM SOLUTIONS NORD", "info"),
        ("2023-09-05 x3 | -44.99 | PRLV SEPA TELECOM SOLUTIONS NORD", "warning"),  # another amount
        ("2023-09-05 x3 | -39.99 | PRLV SEPA BIENVENU SPORT", "warning"),  # no shared name
        ("2023-08-01 x3 | -39.99 | PRLV SEPA TELECOM SOLUTIONS NORD", "warning"),  # the other goes on
    ],
)
def test_who_takes_over_from_a_stopped_creditor(row: str, severity: str) -> None:
    stopped = "2023-01-05 x8 | -39.99 | PRLV SEPA TELECOM DU LAC |\n"
    assert [found for found, _ in accused(new_mandate, stopped + row)] == [severity]


def test_a_second_account_learns_on_its_own() -> None:
    other = "2023-08-14 x3 | -25.00 | PRLV SEPA BIENVENU SPORT | 30003000000000002"
    assert accused(new_mandate, KNOWN + other) == []
