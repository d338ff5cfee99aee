"""WS115 beyond its examples: money that comes in, purchases in instalments, names that merely hold the word."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import lender


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("2023-06-14 | 3000.00 | VIR SEPA RECU /DE YOUNITED CREDIT /MOTIF FINANCEMENT", "critical"),
        ("2023-06-14 | -120.00 | PRLV SEPA SOFINCO", "critical"),
        ("2023-06-14 | -45.00 | PRLV SEPA ALMA", "info"),
        ("2023-06-14 | 89.00 | VIR SEPA RECU /DE FLOA", "info"),  # a purchase given back, perhaps
        ("2023-06-14 | 3200.00 | VIR SEPA RECU /DE FLOA", "critical"),
        ("2023-06-14 | -45.00 | PRLV SEPA ALMANACH", ""),
        ("2023-06-14 | -45.00 | CARTE 13/06/23 ALMA *CHAUSSURES", ""),  # by card: a purchase
    ],
)
def test_what_a_lender_does_first(row: str, severity: str) -> None:
    assert accused(lender, row) == ([(severity, ["2023-06-14"])] if severity else [])


def test_one_finding_a_lender() -> None:
    assert accused(lender, "2023-06-14 x5 | -120.00 | PRLV SEPA SOFINCO") == [("critical", ["2023-06-14"])]
