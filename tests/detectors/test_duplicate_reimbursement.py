"""WS204 beyond its examples: what takes a reimbursement back, and what was never one reimbursement."""

import pytest

from watchdog_sante.detectors.duplicate_reimbursement import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.package_data import knowledge

HEAD = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n"


def line(
    day: str, cents: float = 13.78, act: str = "Pharmacie", provider: str = "PHARM ORME", care: str = "2023-03-03"
) -> str:
    return f"{day} | {care} | Anne Tilleul | {act} | {provider} | 21.20 | {cents} | care_provider\n"


def accused(rows: str, params: Params | None = None) -> list[list[str]]:
    evidence = assemble(collected(Example("", HEAD + rows)), Example("", "").household, knowledge())
    return [[row.day.isoformat() for row in one.evidence] for one in detect(evidence, params or Params())]


TWICE = line("2023-03-10") + line("2023-03-20")


def test_the_pair_is_accused_whole() -> None:
    assert accused(TWICE) == [["2023-03-10", "2023-03-20"]]


@pytest.mark.parametrize(
    "correction",
    [
        line("2023-04-20", -13.78),
        line("2023-04-20", -13.78, act="Annulation", provider=""),
        "2023-04-20 | | TILLEUL ANNE | Régularisation | | | -13.78 | insured\n",
    ],
)
def test_a_line_that_takes_it_back_later_ends_the_matter(correction: str) -> None:
    assert accused(TWICE + correction) == []


def test_a_correction_of_another_sum_or_far_later_takes_nothing_back() -> None:
    assert accused(TWICE + line("2023-04-20", -13.70)) != []
    assert accused(TWICE + line("2023-09-20", -13.78)) != []


@pytest.mark.parametrize(
    "other",
    [
        line("2023-03-20", 13.70),
        line("2023-03-20", provider="PHARM FRENE"),
        line("2023-03-20", care="2023-03-04"),
        line("2023-03-20", act="Vaccin"),
        line("2023-03-10"),
    ],
)
def test_what_differs_or_was_paid_together_is_no_repetition(other: str) -> None:
    assert accused(line("2023-03-10") + other) == []


def test_daily_allowances_and_series_under_one_date_are_none() -> None:
    leave = [line(f"2023-0{month}-10", act="Indemnités journalières", provider="") for month in (3, 4)]
    rental = [line(f"2023-0{month}-10", act="Location LPP") for month in (3, 4, 5, 6)]
    assert accused("".join(leave)) == []
    assert accused("".join(rental)) == []
    assert accused("".join(rental[:3])) != []


def test_what_recurs_with_a_provider_is_its_way_of_billing() -> None:
    days = [(f"2023-0{m}-03", f"2023-0{m}-10", f"2023-0{m}-17") for m in range(1, 5)]
    rows = "".join(line(first, care=care) + line(again, care=care) for care, first, again in days)
    assert (len(accused(rows)), len(accused(rows, Params(habit=4)))) == (0, 4)
