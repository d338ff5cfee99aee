"""Which days insurers' files tell of: a lost month is a gap, a short silence between two downloads is none."""

from datetime import date

import pytest

from watchdog_sante.coverage.insurers import InsurerPeriod, covered_insurer_months
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BenefitRow, PaidTo, SourceKind, Statement

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
