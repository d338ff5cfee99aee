"""WS113 beyond its examples: the first of a kind, and far above the others of its kind."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import risky_merchant


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("2023-06-14 | -250.00 | CARTE 13/06/23 COINBASE", "warning"),
        ("2023-06-14 | -250.00 | VIR SEPA COINBASE", "warning"),
        ("2023-06-14 | -10.00 | CARTE 13/06/23 NEOSURF", "info"),
        ("2023-06-14 | -250.00 | CARTE 13/06/23 COINBASEMENT LYON 03", ""),  # another word
        ("2023-02-14 | -250.00 | CARTE 13/02/23 COINBASE", ""),  # the account is still learned
    ],
)
def test_the_first_of_a_kind(row: str, severity: str) -> None:
    assert [found for found, _ in accused(risky_merchant, row)] == ([severity] if severity else [])


def test_far_above_the_others_of_its_kind() -> None:
    habit = "2023-01-14 x5 | -50.00 | CARTE 13/01/23 BINANCE |\n"
    assert accused(risky_merchant, habit + "2023-06-20 | -150.00 | CARTE 19/06/23 COINBASE") == []
    assert accused(risky_merchant, habit + "2023-06-20 | -151.00 | CARTE 19/06/23 COINBASE") == [
        ("warning", ["2023-06-20"])
    ]
