"""WS206 beyond its examples: who is asked about what, once per provider."""

import pytest

from watchdog_sante.detectors.care_never_seen import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.findings import Finding
from watchdog_sante.package_data import knowledge

HABIT = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n" + "".join(
    f"2023-{month:02}-10 | 2023-{month:02}-03 | Anne Tilleul | Pharmacie | PHARM ORME | 2{month} | 13 | care_provider\n"
    for month in range(1, 7)
)


def care(act: str, provider: str, paid: float, to: str = "care_provider", day: str = "2023-08-05") -> str:
    return f"2023-08-12 | {day} | Anne Tilleul | {act} | {provider} | {paid} | {paid / 2} | {to}\n"


def found(rows: str, bank: str = "", params: Params | None = None, habit: str = HABIT) -> list[Finding]:
    tables = habit + rows + (f"\nbank | amount | label\n{bank}" if bank else "")
    return detect(assemble(collected(Example("", tables)), Example("", "").household, knowledge()), params or Params())


def told(rows: str, bank: str = "") -> list[tuple[str, str]]:
    return [(finding.severity.value, finding.subject) for finding in found(rows, bank)]


@pytest.mark.parametrize(
    ("row", "severities"),
    [
        (care("Audioprothèse", "AUDIO FRENE", 1420), ["warning"]),
        (care("Orthoptie", "CAB FRENE", 60), ["warning"]),  # a watched family, new to the household
        (care("Orthoptie", "CAB FRENE", 49), []),  # too small to ask
        (care("Soins dentaires", "CENTRE FRENE", 640), ["warning"]),  # far above all that was seen
        (care("Soins dentaires", "DR FRENE", 60), ["info"]),  # new, and of the usual order
        (care("Hospitalisation", "CLINIQUE FRENE", 2400), ["info"]),
        (care("Orthèse LPP", "PHARM ORME", 180), []),  # pharmacies sell devices
        (care("Orthoptie", "PHARM ORME", 180), ["warning"]),  # and heal no eyes
        (care("Pharmacie", "PHARM FRENE", 40), []),  # another pharmacy
        (care("Pharmacie", "PHARM ORME", 120), []),  # dear, at the usual one
        (care("Pharmacie", "PHARM ORME", 800), ["warning"]),  # thirty times the dearest
        (care("Audioprothèse", "AUDIO FRENE", 1420, to="insured"), []),  # its credit is followed at the bank
    ],
)
def test_what_is_asked(row: str, severities: list[str]) -> None:
    assert [severity for severity, _ in told(row)] == severities


def test_sessions_of_one_provider_are_one_question() -> None:
    sessions = "".join(care("Orthoptie", "CAB FRENE", 25, day=f"2023-08-{day:02}") for day in range(1, 11))
    assert told(sessions) == [("warning", "care-provider:CAB FRENE")]
    assert [len(finding.evidence) for finding in found(sessions)] == [10]


def test_a_second_purchase_at_a_provider_asked_about_is_no_question() -> None:
    again = care("Monture et verres", "OPTIC FRENE", 310).replace("2023-08-12", "2023-11-12").replace("08-05", "11-05")
    assert told(care("Monture et verres", "OPTIC FRENE", 310) + again) == [("warning", "care-provider:OPTIC FRENE")]


def test_what_the_person_paid_there_goes_to_the_digest() -> None:
    bank = "2023-08-05 | -155.00 | CARTE 05/08/23 OPTIC FRENE"
    assert told(care("Monture et verres", "OPTIC FRENE", 310), bank) == [("info", "care-provider:OPTIC FRENE")]


def test_five_identical_acts_of_one_day_need_no_history() -> None:
    acts = "".join(
        "2023-08-12 | 2023-08-05 | Anne Tilleul | Soins | DR ORME | 9 | 5.40 | care_provider\n" for _ in range(5)
    )
    head = HABIT.splitlines(keepends=True)[0]
    assert [len(one.evidence) for one in found(acts, habit=head)] == [5]
    assert found(acts, habit=head, params=Params(identical_acts=6)) == []


def test_before_habits_are_known_only_large_sums_of_watched_families_are_asked() -> None:
    head = "".join(HABIT.splitlines(keepends=True)[:2]).replace("2023-01", "2023-07")
    asked = [
        care("Audioprothèse", "AUDIO FRENE", 1420),
        care("Orthoptie", "CAB", 60),
        care("Soins dentaires", "DR X", 640),
    ]
    assert [len(found(row, habit=head)) for row in asked] == [1, 0, 0]


def test_a_sum_spent_where_one_goes_every_week_proves_no_visit() -> None:
    weekly = "".join(f"2023-08-{day:02} | -155.00 | CARTE 05/08/23 SUPERMARCHE ORME\n" for day in (1, 8, 15))
    assert told(care("Monture et verres", "OPTIC FRENE", 310), weekly) == [("warning", "care-provider:OPTIC FRENE")]
    once = "2023-08-08 | -155.00 | CARTE 05/08/23 GALERIE ORME\n"
    assert told(care("Monture et verres", "OPTIC FRENE", 310), once) == [("info", "care-provider:OPTIC FRENE")]


def test_many_boxes_of_one_price_are_no_question() -> None:
    assert told("".join(care("Pharmacie", "PHARM ORME", 9) for _ in range(6))) == []


def test_sessions_on_days_in_a_row_are_asked_about() -> None:
    row = "".join(care("Rééducation", "CAB FRENE", 16, day=f"2023-08-{day:02}") for day in (3, 4, 7, 8, 9))
    apart = "".join(care("Rééducation", "CAB FRENE", 16, day=f"2023-08-{day:02}") for day in (1, 4, 8, 10, 15))
    assert [[severity for severity, _ in told(rows)] for rows in (row, apart)] == [["warning"], ["info"]]


@pytest.mark.parametrize(
    ("day", "severity"), [("2023-08-02", "info"), ("2023-08-04", "warning"), ("2023-08-11", "info")]
)
def test_a_practice_paid_for_days_in_hospital(day: str, severity: str) -> None:
    stay = care("Frais de séjour hospitalier", "HOPITAL ORME", 900, day="2023-08-03").replace(
        "2023-08-12", "2023-07-01"
    )
    sessions = care("Rééducation", "CAB FRENE", 60, day=day)
    assert (severity, "care-provider:CAB FRENE") in told(stay + sessions)


@pytest.mark.parametrize(("day", "severity"), [("2023-08-05", "info"), ("2023-08-20", "warning")])
def test_a_journey_to_hospital_goes_to_the_digest(day: str, severity: str) -> None:
    stay = care("Hospitalisation", "CLINIQUE FRENE", 1480, day="2023-08-04")
    journey = care("Transport sanitaire", "AMBULANCES FRENE", 180, day=day).replace("2023-08-12", "2023-08-28")
    assert [
        one.severity.value for one in found(stay + journey) if "transport" in one.subject or "AMB" in one.subject
    ] == [severity]


def test_sessions_paid_in_another_order_than_held_are_no_history() -> None:
    days = (("2023-08-05", "2023-08-16"), ("2023-08-08", "2023-08-14"), ("2023-08-11", "2023-08-15"))
    rows = "".join(
        care("Taxi conventionné", "TAXI FRENE", 112, day=day).replace("2023-08-12", paid) for day, paid in days
    )
    assert [one.severity.value for one in found(rows)] == ["warning"]


def test_a_month_of_refills_at_the_usual_pharmacy_is_no_question() -> None:
    days = ("2023-08-05", "2023-08-12", "2023-08-19", "2023-08-26")
    assert told("".join(care("Pharmacie", "PHARM ORME", 85, day=day) for day in days)) == []
