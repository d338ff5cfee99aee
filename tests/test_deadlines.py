"""The legal clocks, day by day (domain notes, section 1.2)."""

from datetime import date

import pytest

from watchdog_sante.deadlines import contest_deadline, refund_deadline


@pytest.mark.parametrize(
    ("debited", "refund", "contest", "abroad"),
    [
        (date(2024, 3, 8), date(2024, 5, 3), date(2025, 4, 8), date(2024, 5, 17)),
        (date(2023, 12, 31), date(2024, 2, 25), date(2025, 1, 31), date(2024, 3, 10)),
        (date(2024, 1, 31), date(2024, 3, 27), date(2025, 2, 28), date(2024, 4, 10)),
        (date(2023, 1, 29), date(2023, 3, 26), date(2024, 2, 29), date(2023, 4, 9)),
        (date(2023, 1, 31), date(2023, 3, 28), date(2024, 2, 29), date(2023, 4, 11)),
        (date(2023, 1, 30), date(2023, 3, 27), date(2024, 2, 29), date(2023, 4, 10)),
        (date(2024, 2, 29), date(2024, 4, 25), date(2025, 3, 29), date(2024, 5, 9)),
        (date(2024, 10, 31), date(2024, 12, 26), date(2025, 11, 30), date(2025, 1, 9)),
    ],
)
def test_eight_weeks_thirteen_months_seventy_days(debited: date, refund: date, contest: date, abroad: date) -> None:
    assert (refund_deadline(debited), contest_deadline(debited), contest_deadline(debited, "GB")) == (
        refund,
        contest,
        abroad,
    )


@pytest.mark.parametrize("country", ["FR", "LU", "DE", "NO", "RE"])
def test_inside_the_eea_the_long_clock_holds(country: str) -> None:
    assert contest_deadline(date(2024, 3, 8), country) == date(2025, 4, 8)
