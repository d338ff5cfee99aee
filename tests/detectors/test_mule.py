"""WS114 beyond its examples: which share, how soon, from whom and to whom."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import mule
from watchdog_sante.model.household import Household, Member

RECEIVED = "2023-06-14 | 1000.00 | VIR SEPA RECU /DE PAUL ORME /MOTIF X |\n"
BOTH = ["2023-06-14", "2023-06-20"]


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("2023-06-20 | -800.00 | VIR SEPA IRIS SAULE", "critical"),
        ("2023-06-20 | -799.00 | VIR SEPA IRIS SAULE", ""),
        ("2023-06-20 | -1050.00 | VIR SEPA IRIS SAULE", "critical"),
        ("2023-06-20 | -1051.00 | VIR SEPA IRIS SAULE", ""),
        ("2023-06-20 | -950.00 | VIR SEPA PAUL ORME", "warning"),  # sent back
        ("2023-06-20 | -950.00 | VIR SEPA LIVRET A ORME", ""),
        ("2023-06-20 | -950.00 | VIR SEPA ANNE CHARME", ""),  # a member of the household
    ],
)
def test_the_share_and_the_payee(row: str, severity: str) -> None:
    household = Household(members=(Member("Anne Charme"),))
    assert accused(mule, RECEIVED + row, household=household) == ([(severity, BOTH)] if severity else [])


def test_two_weeks_and_never_before() -> None:
    late, early = "2023-06-30 | -950.00 | VIR SEPA IRIS SAULE", "2023-06-13 | -950.00 | VIR SEPA IRIS SAULE"
    assert (accused(mule, RECEIVED + late), accused(mule, RECEIVED + early)) == ([], [])


def test_a_known_payer_or_payee_is_no_stranger() -> None:
    sent = "2023-06-20 | -950.00 | VIR SEPA IRIS SAULE |\n"
    assert accused(mule, RECEIVED + sent + "2023-02-20 | -20.00 | VIR SEPA IRIS SAULE") == []
    assert accused(mule, RECEIVED + sent + "2023-02-20 | 20.00 | VIR SEPA RECU /DE PAUL ORME /MOTIF X") == []


def test_a_settlement_of_an_insurance_company_is_less_grave() -> None:
    settled = RECEIVED.replace("PAUL ORME", "ORVANE ASSURANCES")
    assert accused(mule, settled + "2023-06-20 | -950.00 | VIR SEPA TOITURES SAULE") == [("warning", BOTH)]
