"""WS205 beyond its examples: cancelled lines, missing costs, and statements that word costs otherwise."""

import pytest

from watchdog_sante.detectors.reimbursed_above_paid import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.package_data import knowledge

TOP_UP = "top-up | care | beneficiary | act | provider | paid | basic | reimbursed | to\n"


def count(rows: str, params: Params | None = None) -> int:
    evidence = assemble(collected(Example("", TOP_UP + rows)), Example("", "").household, knowledge())
    return len(detect(evidence, params or Params()))


def line(reimbursed: float, basic: float = 21, paid: str = "60.00", month: int = 3, day: int = 10) -> str:
    care = f"2023-{month:02}-03 | Anne Tilleul | Spécialiste | DR FRENE"
    return f"2023-{month:02}-{day} | {care} | {paid} | {basic} | {reimbursed} | insured\n"


@pytest.mark.parametrize(("reimbursed", "told"), [(39, 0), (39.02, 0), (39.03, 1), (69, 1)])
def test_rounding_is_allowed_and_no_more(reimbursed: float, told: int) -> None:
    assert count(line(reimbursed)) == told


def test_a_cancelled_line_counts_for_nothing() -> None:
    assert count(line(69) + line(-69, day=17) + line(39, day=18)) == 0


def test_without_a_cost_nothing_is_said() -> None:
    assert count(line(69, paid="")) == 0


def test_a_household_where_all_costs_look_so_has_another_wording() -> None:
    assert count("".join(line(69, month=month) for month in range(1, 6))) == 0
    assert count("".join(line(69, month=month) for month in range(1, 4))) == 3


def test_the_cost_of_a_cancelled_line_is_taken_off_too() -> None:
    assert count(line(69) + line(-69, day=17) + line(69, day=18)) == 1
