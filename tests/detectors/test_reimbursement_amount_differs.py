"""WS203 beyond its examples: which differences deductions explain, and which are no version of the payment."""

import pytest

from watchdog_sante.detectors.reimbursement_amount_differs import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.package_data import knowledge

BASIC = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n" + "".join(
    f"2023-{month:02}-10 | 2023-{month:02}-03 | Anne Tilleul | Consultation | DR ORME | 60.00 | 2{month}.55 | insured\n"
    for month in range(1, 7)
)
BANK = "\nbank | amount | label\n" + "".join(
    f"2023-{month:02}-12 | 2{month}.55 | VIR SEPA CPAM PARIS\n" for month in range(1, 6)
)


def severities(credited: float, params: Params | None = None) -> list[str]:
    """The sixth payment, of 26.55, credited with another sum."""
    tables = f"{BASIC}{BANK}2023-06-12 | {credited} | VIR SEPA CPAM PARIS\n2023-07-28 | 1900 | VIR SEPA ATELIER ORME"
    evidence = assemble(collected(Example("", tables)), Example("", "").household, knowledge())
    return [finding.severity.value for finding in detect(evidence, params or Params())]


@pytest.mark.parametrize(
    ("credited", "told"),
    [
        (26.55, []),
        (20.05, ["info"]),  # 6.50 less: thirteen half-euros of deductions
        (20.10, ["warning"]),  # 6.45 less is no sum of deductions
        (36.55, ["warning"]),  # deductions add nothing
        (26.05, []),  # half a euro is below what is told
        (5.55, []),  # a fifth of the sum is another payment's: missing and unexplained, each told elsewhere
    ],
)
def test_what_a_difference_is_worth(credited: float, told: list[str]) -> None:
    assert severities(credited) == told


def test_deductions_beyond_the_yearly_ceiling_are_no_explanation() -> None:
    assert severities(20.05, Params(deductions_cents=600)) == ["warning"]
