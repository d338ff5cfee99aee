"""Which days insurers' files tell of: a lost month is a gap, a short silence between two downloads is none."""

from datetime import date

import pytest

from watchdog_sante.coverage.insurers import InsurerPeriod, covered_insurer_months
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BenefitRow, Statement

BASIC = SourceKind.BASIC_INSURER


def _file(name: str, *days: date) -> Source:
    rows = tuple(
        BenefitRow(
            n, BASIC, day, None, "Lou Garance", "Consultation", "DR X", None, None, "", None, 1750, PaidTo.INSURED
        )
        for n, day in enumerate(days, start=1)
    )
    return Source(name, "", name, Statement(BASIC, "canonical-basic", rows))


WINTER = _file("hiver", date(2024, 1, 5), date(2024, 2, 9), date(2024, 3, 8), date(2024, 4, 12))


@pytest.mark.parametrize(
    ("next_payment", "periods"),
    [
        (date(2024, 5, 3), [(date(2024, 1, 5), date(2024, 7, 12))]),
        (date(2024, 6, 3), [(date(2024, 1, 5), date(2024, 4, 12)), (date(2024, 6, 3), date(2024, 7, 12))]),
    ],
)
def test_a_month_without_a_statement_is_a_gap_and_a_short_silence_is_none(
    next_payment: date, periods: list[tuple[date, date]]
) -> None:
    summer = _file("ete", next_payment, date(2024, 6, 14), date(2024, 7, 12))
    expected = tuple(InsurerPeriod(BASIC, start, end) for start, end in periods)
    assert covered_insurer_months((WINTER, summer)) == expected
    assert covered_insurer_months((summer, WINTER)) == expected


def test_statements_of_single_payments_years_apart_do_not_verify_the_years_between() -> None:
    """A few printed statements, one a payment: some months of good health are told, ten years are not."""
    days = (date(2015, 3, 4), date(2015, 7, 20), date(2024, 11, 18), date(2025, 4, 2))
    files = [_file(f"decompte {day.year}-{day.month}", day) for day in days]
    expected = (
        InsurerPeriod(BASIC, date(2015, 3, 1), date(2015, 7, 31)),
        InsurerPeriod(BASIC, date(2024, 11, 1), date(2025, 4, 2)),
    )
    assert covered_insurer_months(files) == expected
    assert covered_insurer_months(files[::-1]) == expected
