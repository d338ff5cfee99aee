"""WS108 beyond its examples: who may be imitated, by whom, and which way the money goes."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import look_alike_payee
from watchdog_sante.model.household import Household, Insurer, InsurerRole

KNOWN = "2023-01-10 x8 | -61.00 | PRLV SEPA ENERGIES DU LITTORAL |\n"
OWN = Household(insurers=(Insurer("Mutuelle Orvane", InsurerRole.COMPLEMENTARY, ("MUTUELLE ORVANE",)),))


@pytest.mark.parametrize(
    ("label", "severity"),
    [
        ("PRLV SEPA ENERGIES DU L1TTORAL", "critical"),
        ("PRLV SEPA ENERGIES DU LITORAL", "critical"),
        ("PRLV SEPA ENERGIES DU LITTORAL GESTION", "warning"),
        ("VIR INST ENERGIES DU LITORAL", "critical"),
        ("VIR SEPA ENERGIES DU LITTORAL GESTION", ""),  # by transfer an added word is everyday
        ("PRLV SEPA ENERGIES DU MIDI", ""),
    ],
)
def test_against_a_creditor_of_the_household(label: str, severity: str) -> None:
    found = accused(look_alike_payee, f"{KNOWN}2023-08-20 | -93.00 | {label}")
    assert found == ([(severity, ["2023-08-20"])] if severity else [])


def test_the_imitation_may_come_first_only_once_the_other_is_known() -> None:
    early = "2023-01-20 | -93.00 | PRLV SEPA ENERGIES DU LITORAL"
    assert accused(look_alike_payee, KNOWN + early) == []


def test_against_an_insurer_of_the_settings_from_the_first_day() -> None:
    rows = "2023-01-12 | 92.00 | VIR SEPA RECU /DE MUTUELLE 0RVANE /MOTIF REMBOURSEMENT"
    assert accused(look_alike_payee, rows) == []
    assert accused(look_alike_payee, rows, household=OWN) == [("critical", ["2023-01-12"])]


def test_a_genuine_insurer_of_the_lists_imitates_none() -> None:
    rows = "2023-01-10 x8 | -61.00 | PRLV SEPA MIEUX ETRE |\n2023-08-20 | -70.00 | PRLV SEPA {}"
    assert accused(look_alike_payee, rows.format("MUTUELLE MIEUX ETRE")) == []
    assert accused(look_alike_payee, rows.format("MIEUX ETRE GESTION")) == [("warning", ["2023-08-20"])]
