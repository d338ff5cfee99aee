"""The timeline and the household's months say what the triangle says: nothing lost, nothing counted twice."""

from dataclasses import replace
from datetime import date, timedelta

from tests.triangle_tables import BANK, CREDITED, LATER, PAID, TOP_UP, basic, credit, evidence, top_up
from watchdog_sante.report.months import HealthMonth, health_months, health_years
from watchdog_sante.report.payments import Payment, PaymentState, history, payments

PREMIUM = "2023-06-03 | -58.20 | PRLV SEPA MUTUELLE DES GLYCINES |\n"


def _told(*tables: str) -> list[tuple[str, int, int]]:
    return [(one.state.value, one.announced_cents, one.credited_cents) for one in payments(evidence(*tables).triangle)]


def test_each_payment_is_told_once_with_what_became_of_it() -> None:
    assert _told(PAID + basic("2023-06-10", 30.0), CREDITED + LATER) == [
        ("never_arrived", 3000, 0),
        *(("arrived", cents, cents) for cents in (2155, 2055, 1955, 1855, 1755)),
    ]


def test_a_credit_that_no_statement_announces_and_one_that_cannot_be_checked_are_told() -> None:
    paid = basic("2023-06-10", 30.0) + basic("2023-06-24", 31.0)
    credited = credit("2023-06-12", 30.0) + credit("2023-06-14", 77.0) + credit("2023-06-26", 31.0)
    assert ("unannounced", 0, 7700) in _told(PAID + paid, CREDITED + credited + LATER)
    assert ("statement_missing", 0, 7700) in _told(PAID, CREDITED + credit("2023-08-14", 77.0) + LATER)
    assert ("not_checked", 3000, 0) in _told(PAID + basic("2022-06-10", 30.0), CREDITED + LATER)


def _history_of(*states: tuple[PaymentState, int]) -> tuple[Payment, ...]:
    kind = payments(evidence(PAID, CREDITED).triangle)[0]
    return tuple(replace(kind, state=state, announced_on=date(year, 5, 4)) for state, year in states)


def test_ten_years_stay_readable_and_nothing_odd_is_hidden() -> None:
    arrived = [(PaymentState.ARRIVED, year) for year in range(2024, 2014, -1)]
    found = history(_history_of(*arrived, (PaymentState.NEVER_ARRIVED, 2015)))
    assert [year.name for year in found.years] == ["2024", "2023"]
    assert (len(found.rows), found.older) == (2, 8)
    assert [one.state for one in found.odd] == [PaymentState.NEVER_ARRIVED]
    assert dict(found.counts) == {PaymentState.ARRIVED: 10, PaymentState.NEVER_ARRIVED: 1}


def test_a_month_holds_what_came_in_what_was_paid_and_what_was_left() -> None:
    found = evidence(PAID, TOP_UP + top_up("2023-05-11", 7.0), CREDITED + PREMIUM + LATER)
    months = {one.month: one for one in health_months(found)}
    assert [months[date(2023, number, 1)].received_cents for number in (1, 5, 6)] == [1755, 2155, 0]
    assert months[date(2023, 1, 1)].left_cents == 6000 - 1755
    assert months[date(2023, 6, 1)].premium_cents == 5820
    assert all(one.partial for one in months.values() if one.month > date(2023, 5, 31))
    (year,) = health_years(tuple(months.values()))
    assert (year.name, year.received_cents, year.premium_cents) == ("2023", 9775, 5820)


def test_a_premium_given_back_is_taken_off_and_a_far_slip_makes_no_endless_list() -> None:
    back = "2023-06-20 | 58.20 | REJET PRLV SEPA MUTUELLE DES GLYCINES |\n"
    months: tuple[HealthMonth, ...] = health_months(evidence(BANK + PREMIUM + back + LATER))
    assert sum(one.premium_cents for one in months) == 0
    slip = evidence(BANK + PREMIUM + "2923-06-20 | -58.20 | PRLV SEPA MUTUELLE DES GLYCINES |\n")
    assert len(health_months(slip)) < 200
    assert health_months(evidence(BANK + LATER)) == ()
    assert date(2023, 6, 1) + timedelta(days=1) > months[-1].month
