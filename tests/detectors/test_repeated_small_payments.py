"""WS112 beyond its examples: months, bursts, trials, and the merchants of every day."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import repeated_small_payments


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("2023-06-14 x2 | -4.99 | CARTE 13/06/23 ORVAXIA.COM", []),
        (
            "2023-06-14 x4 | -4.99 | CARTE 13/06/23 ORVAXIA.COM",
            [("warning", ["2023-06-14", "2023-07-14", "2023-08-14"])],
        ),
        ("2023-06-14 x4 | -4.99 | CARTE 13/06/23 SALLE ORVAXIA LYON 03", []),  # met in person
        ("2023-06-14 x4 | -1.99 | CARTE 13/06/23 APPSHOP.COM/BILL", []),  # an app store
        ("2023-06-14 x4 | -24.99 | CARTE 13/06/23 ORVAXIA.COM", []),  # not small
    ],
)
def test_months_in_a_row(rows: str, found: list[tuple[str, list[str]]]) -> None:
    assert accused(repeated_small_payments, rows) == found


def days(*rows: tuple[str, str]) -> str:
    return "".join(f"2023-06-{day} | -{amount} | CARTE 11/06/23 ORVAXIA.COM |\n" for day, amount in rows)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (days(("12", "7.36"), ("15", "7.36"), ("19", "7.36")), 3),
        (days(("12", "7.36"), ("15", "7.90"), ("19", "6.10")), 0),  # sums that differ are purchases
        (days(("12", "1.90"), ("28", "39.90")), 2),
        (days(("12", "1.90"), ("28", "9.00")), 0),
        (days(("12", "9.90"), ("28", "59.90")), 0),
        (days(("12", "39.90"), ("12", "1.90"), ("28", "39.90")), 2),  # booked on one day
        (days(("12", "4.30"), ("28", "39.90")), 0),  # two purchases on a market place
        (days(("12", "4.30"), ("20", "39.90"), ("28", "39.90")), 2),
    ],
)
def test_bursts_and_trials(rows: str, count: int) -> None:
    assert sum(len(accused_days) for _, accused_days in accused(repeated_small_payments, rows)) == count


def test_where_labels_never_name_a_town_the_larger_sum_must_come_twice() -> None:
    account = "30003000000000009"
    beginning = f"2023-01-03 | -40.00 | CB ORME | {account}\n"
    trial = f"2023-06-12 | -1.95 | CB SUIVI COLIS | {account}\n2023-06-16 | -24.44 | CB SUIVI COLIS | {account}\n"
    again = f"2023-07-16 | -24.44 | CB SUIVI COLIS | {account}\n"
    assert accused(repeated_small_payments, beginning + trial) == []
    assert accused(repeated_small_payments, beginning + trial + again) == [("warning", ["2023-06-12", "2023-06-16"])]
