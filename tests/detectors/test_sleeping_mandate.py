"""WS106 beyond its examples: how long a silence must be for each rhythm."""

import pytest
from bank_table import LIFE, accused

from watchdog_sante.detectors import sleeping_mandate

MORE_LIFE = LIFE.replace("2023-", "2024-")


@pytest.mark.parametrize(
    ("before", "woken", "sleeps"),
    [
        ("2023-01-08 x3", "2023-08-20", False),  # five months
        ("2023-01-08 x3", "2023-10-08", True),  # seven months
        ("2023-01-08", "2024-02-10", False),  # a yearly bill
        ("2023-01-08", "2024-04-08", True),  # fifteen months, no rhythm known
    ],
)
def test_a_silence_is_measured_by_the_rhythm(before: str, woken: str, sleeps: bool) -> None:
    rows = f"{MORE_LIFE}{before} | -29.90 | PRLV SEPA SPORT AU BORD |\n{woken} | -29.90 | PRLV SEPA SPORT AU BORD"
    assert accused(sleeping_mandate, rows) == ([("warning", [woken])] if sleeps else [])
