"""WS207 beyond its examples: the year that decides, and whose year it is."""

import pytest

from watchdog_sante.detectors.care_unlikely_for_age import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.household import Household, Member
from watchdog_sante.package_data import knowledge

TABLES = """
basic      | care       | beneficiary  | act           | provider | paid    | reimbursed | to
2023-06-12 | 2023-06-05 | TILLEUL Anne | Audioprothèse | ORME AUD | 1420.00 | 240.00     | care_provider
2023-06-13 | 2023-06-06 | TILLEUL Anne | Pharmacie     | ORME     | 20.00   | 13.00      | care_provider
"""


def count(*members: Member, margin: int = 0) -> int:
    evidence = assemble(collected(Example("", TABLES)), Household(members=members), knowledge())
    return len(detect(evidence, Params(margin_years=margin)))


@pytest.mark.parametrize(("year", "told"), [(1983, 0), (1984, 1), (2015, 1)])
def test_the_age_reached_in_the_year_decides(year: int, told: int) -> None:
    assert count(Member("Anne Tilleul", year)) == told


def test_a_margin_may_be_left() -> None:
    assert count(Member("Anne Tilleul", 1984), margin=1) == 0


def test_nobody_is_accused_when_two_members_may_be_meant() -> None:
    assert count(Member("Anne Tilleul", 1990), Member("A. Tilleul", 1950)) == 0
    assert count(Member("Anne Tilleul"), Member("Eric Tilleul", 1990)) == 0
