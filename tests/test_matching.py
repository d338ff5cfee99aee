"""The triangle through its door: what settles what, and what is said of the rest."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from watchdog_sante.evidence import Evidence, assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.matching import CreditVerdict, SettlementKind, UnpaidVerdict
from watchdog_sante.model.household import Household, Insurer, InsurerRole
from watchdog_sante.package_data import knowledge

BASIC = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n"
TOP_UP = "top-up | care | beneficiary | act | provider | paid | basic | reimbursed | to\n"
BANK = "bank | amount | label | account\n"


def basic(day: str, cents: float, to: str = "insured", who: str = "Anne Tilleul", act: str = "Consultation") -> str:
    return f"{day} | {day} | {who} | {act} | DR ORME | 60.00 | {cents} | {to}\n"


def top_up(day: str, cents: float, to: str = "insured") -> str:
    return f"{day} | {day} | Anne Tilleul | Consultation | DR ORME | 60.00 | 20.00 | {cents} | {to}\n"


def credit(day: str, amount: float, label: str = "VIR SEPA CPAM PARIS", account: str = "") -> str:
    return f"{day} | {amount} | {label} | {account}\n"


def evidence(*tables: str, household: Household | None = None, as_of: date | None = None) -> Evidence:
    example = Example("", "\n".join(tables), household or Household(), as_of)
    return assemble(collected(example), example.household, knowledge(), as_of)


# Five payments, each credited two days later, so that the insurer is known to pay here and within two days.
PAID = BASIC + "".join(basic(f"2023-0{month}-10", 16.55 + month) for month in range(1, 6))
CREDITED = BANK + "".join(credit(f"2023-0{month}-12", 16.55 + month) for month in range(1, 6))
LATER = credit("2023-09-28", 1900, "VIR SEPA ATELIER ORME")


def unpaid(found: Evidence) -> list[tuple[date, int, UnpaidVerdict]]:
    return [(one.group.paid_on, one.group.cents, one.verdict) for one in found.triangle.unpaid]


def settled(found: Evidence) -> list[tuple[list[int], list[int], SettlementKind, int]]:
    """What the settlements beyond the five usual ones are made of."""
    return [
        ([g.cents for g in s.groups], [c.cents for c in s.credits], s.kind, s.deducted_cents)
        for s in found.triangle.settlements
        if s.groups[-1].paid_on >= date(2023, 6, 1)
    ]


def lone(found: Evidence) -> list[tuple[int, CreditVerdict]]:
    return [(one.credit.cents, one.verdict) for one in found.triangle.lone_credits]


def test_several_acts_of_one_day_are_one_credit() -> None:
    found = evidence(
        PAID + basic("2023-06-10", 18.55) + basic("2023-06-10", 26.03), CREDITED + credit("2023-06-12", 44.58) + LATER
    )
    assert (settled(found), unpaid(found), lone(found)) == ([([4458], [4458], SettlementKind.ON_TIME, 0)], [], [])


def test_several_days_merged_in_one_credit() -> None:
    found = evidence(
        PAID + basic("2023-06-08", 18.55) + basic("2023-06-10", 26.03) + basic("2023-06-12", 21),
        CREDITED + credit("2023-06-14", 65.58) + LATER,
    )
    assert (settled(found), unpaid(found), lone(found)) == (
        [([1855, 2603, 2100], [6558], SettlementKind.ON_TIME, 0)],
        [],
        [],
    )


def test_one_day_split_over_two_accounts() -> None:
    found = evidence(
        PAID + basic("2023-06-10", 18.55) + basic("2023-06-10", 26.03, who="Eric Tilleul"),
        CREDITED + credit("2023-06-12", 18.55) + credit("2023-06-13", 26.03, account="30003000000000002") + LATER,
    )
    assert (settled(found), unpaid(found), lone(found)) == ([([4458], [1855, 2603], SettlementKind.ON_TIME, 0)], [], [])


def test_deduction_announced_now_and_netted_on_a_later_payment() -> None:
    found = evidence(
        PAID
        + basic("2023-06-10", 18.55)
        + basic("2023-06-10", -4.5, act="Franchise médicale")
        + basic("2023-06-26", 26.03),
        CREDITED + credit("2023-06-12", 18.55) + credit("2023-06-28", 21.53) + LATER,
    )
    assert (settled(found), unpaid(found), lone(found)) == (
        [([1405], [1855], SettlementKind.ON_TIME, -450), ([2603], [2153], SettlementKind.ON_TIME, 450)],
        [],
        [],
    )


def test_deductions_that_leave_nothing_explain_the_silence() -> None:
    found = evidence(
        PAID + basic("2023-06-10", -30, act="Franchise médicale") + basic("2023-06-26", 18.55), CREDITED + LATER
    )
    assert unpaid(found) == [
        (date(2023, 6, 10), -3000, UnpaidVerdict.OFFSET),
        (date(2023, 6, 26), 1855, UnpaidVerdict.OFFSET),
    ]


def test_a_late_credit_is_late_and_no_theft() -> None:
    found = evidence(PAID + basic("2023-06-10", 31.4), CREDITED + credit("2023-07-14", 31.4) + LATER)
    assert (settled(found), unpaid(found)) == ([([3140], [3140], SettlementKind.LATE, 0)], [])


def test_a_payment_that_never_came() -> None:
    found = evidence(PAID + basic("2023-06-10", 31.4), CREDITED + LATER)
    assert [(one.group.cents, one.verdict, one.certain) for one in found.triangle.unpaid] == [
        (3140, UnpaidVerdict.NEVER_RECEIVED, True)
    ]


def test_among_equal_payments_the_one_that_fits_worst_is_missing() -> None:
    """Payments on the 5th and the 9th, one credit on the 11th: two days is this insurer's habit."""
    found = evidence(
        PAID + basic("2023-06-05", 31.4) + basic("2023-06-09", 31.4), CREDITED + credit("2023-06-11", 31.4) + LATER
    )
    assert unpaid(found) == [(date(2023, 6, 5), 3140, UnpaidVerdict.NEVER_RECEIVED)]


def test_what_may_still_arrive_is_too_early_to_tell() -> None:
    found = evidence(PAID + basic("2023-06-10", 31.4), CREDITED, as_of=date(2023, 6, 20))
    assert unpaid(found) == [(date(2023, 6, 10), 3140, UnpaidVerdict.TOO_EARLY)]


def test_bank_statements_that_end_before_the_payment_accuse_nobody() -> None:
    found = evidence(PAID + basic("2023-06-10", 31.4), CREDITED, as_of=date(2023, 12, 1))
    assert unpaid(found) == [(date(2023, 6, 10), 3140, UnpaidVerdict.TOO_EARLY)]


def test_an_insurer_that_never_paid_on_these_accounts_cannot_be_checked() -> None:
    found = evidence(PAID, BANK + LATER)
    assert {verdict for _, _, verdict in unpaid(found)} == {UnpaidVerdict.CANNOT_CHECK}


def test_a_spouse_paid_on_an_account_that_is_not_here_cannot_be_checked() -> None:
    spouse = "".join(basic(f"2023-0{month}-20", 26.03, who="Eric Tilleul") for month in range(1, 5))
    found = evidence(PAID + spouse, CREDITED + LATER)
    assert {verdict for _, _, verdict in unpaid(found)} == {UnpaidVerdict.CANNOT_CHECK}


def test_care_paid_to_the_provider_or_the_employer_makes_no_credit_to_expect() -> None:
    found = evidence(
        PAID + basic("2023-06-10", 31.4, to="care_provider") + basic("2023-06-11", 400, to="employer"), CREDITED + LATER
    )
    assert (settled(found), unpaid(found)) == ([], [])


def test_a_payer_of_an_unknown_brand_is_learned_from_its_credits() -> None:
    rows = [(f"2023-0{month}-10", f"2023-0{month}-13", 30 + month * 1.37) for month in range(1, 5)]
    found = evidence(
        TOP_UP + "".join(top_up(paid, cents) for paid, _, cents in rows) + top_up("2023-05-10", 39.4),
        BANK + "".join(credit(day, cents, "VIR SEPA OBELIA SERVICES") for _, day, cents in rows) + LATER,
    )
    payers = [(one.payee_key, one.credits, one.settled, one.told) for one in found.triangle.payers]
    assert payers == [("OBELIA SERVICES", 4, 4, False)]
    assert unpaid(found) == [(date(2023, 5, 10), 3940, UnpaidVerdict.NEVER_RECEIVED)]


def test_one_payer_for_both_insurers_merges_their_payments() -> None:
    household = Household(
        insurers=(
            Insurer("Caisse double", InsurerRole.COMPULSORY, ("DOUBLE CAISSE",)),
            Insurer("Caisse double", InsurerRole.COMPLEMENTARY, ("DOUBLE CAISSE",)),
        )
    )
    found = evidence(
        BASIC + basic("2023-06-08", 18.55),
        TOP_UP + top_up("2023-06-09", 7.95),
        BANK + credit("2023-06-12", 26.5, "VIR SEPA DOUBLE CAISSE"),
        household=household,
    )
    assert (settled(found), unpaid(found), lone(found)) == (
        [([1855, 795], [2650], SettlementKind.ON_TIME, 0)],
        [],
        [],
    )


def test_a_credit_without_a_payment_is_unexplained_where_the_statements_tell_of_its_days() -> None:
    found = evidence(PAID, CREDITED + credit("2023-03-20", 412.3) + LATER)
    assert lone(found) == [(41230, CreditVerdict.UNEXPLAINED)]


def test_credits_of_a_month_whose_statement_is_missing_accuse_nobody() -> None:
    without_march = BASIC + "".join(basic(f"2023-0{month}-10", 16.55 + month) for month in (1, 2, 4, 5))
    found = evidence(without_march, CREDITED + credit("2023-03-24", 62.1) + LATER)
    assert lone(found) == [(1955, CreditVerdict.STATEMENT_MISSING), (6210, CreditVerdict.STATEMENT_MISSING)]


def test_an_insurer_whose_statements_were_never_imported_accuses_nobody() -> None:
    found = evidence(PAID, CREDITED + credit("2023-03-20", 39, "VIR SEPA HARMONIE MUTUELLE") + LATER)
    assert lone(found) == [(3900, CreditVerdict.STATEMENT_MISSING)]


def test_a_pension_that_recurs_is_another_benefit() -> None:
    pension = "".join(credit(f"2023-0{month}-05", 612.4) for month in range(2, 6))
    found = evidence(PAID, CREDITED + pension + LATER)
    assert lone(found) == [(61240, CreditVerdict.OTHER_BENEFIT)] * 4


def test_imitations_and_card_refunds_are_strangers() -> None:
    found = evidence(
        PAID,
        TOP_UP + "".join(top_up(f"2023-0{month}-10", 30 + month) for month in range(1, 5)),
        CREDITED
        + "".join(credit(f"2023-0{m}-13", 30 + m, "VIR SEPA HARMONIE MUTUELLE") for m in range(1, 5))
        + credit("2023-03-20", 88, "VIR SEPA HARM0NIE MUTUELLE")
        + credit("2023-03-21", 99, "AVOIR CB CPAM PARIS 210323")
        + LATER,
    )
    assert sorted(lone(found)) == [(8800, CreditVerdict.IMITATION), (9900, CreditVerdict.CARD)]


def test_part_of_a_payment_leaves_the_rest_open() -> None:
    found = evidence(
        PAID + basic("2023-06-10", 18.55) + basic("2023-06-10", 26.03, act="Dentaire"),
        CREDITED + credit("2023-06-12", 26.03) + LATER,
    )
    assert settled(found) == [([2603], [2603], SettlementKind.ON_TIME, 0)]
    assert unpaid(found) == [(date(2023, 6, 10), 1855, UnpaidVerdict.NEVER_RECEIVED)]


days = st.dates(date(2023, 1, 1), date(2023, 3, 31))
amounts = st.sampled_from([795, 1755, 1855, 2100, 2603, 4150])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(days, amounts, st.integers(0, 20), st.booleans()), min_size=1, max_size=14))
def test_every_payment_and_credit_is_told_once(rows: list[tuple[date, int, int, bool]]) -> None:
    """Each group stands in one settlement or verdict, each credit in at most one, and settled sums agree."""
    statement = BASIC + "".join(basic(day.isoformat(), cents / 100) for day, cents, _, _ in rows)
    bank = BANK + "".join(
        credit((day + timedelta(days=lag)).isoformat(), cents / 100) for day, cents, lag, comes in rows if comes
    )
    triangle = evidence(statement, bank + LATER).triangle
    lines = [line.key for s in triangle.settlements for g in s.groups for line in g.lines]
    lines += [line.key for one in triangle.unpaid for line in one.group.lines]
    assert sorted(lines) == sorted(line.key for group in triangle.groups for line in group.lines)
    credits = [c.operation.key for s in triangle.settlements for c in s.credits]
    credits += [one.credit.operation.key for one in triangle.lone_credits]
    assert len(credits) == len(set(credits))
    exact = [s for s in triangle.settlements if s.kind is not SettlementKind.DIFFERS]
    assert all(s.expected_cents == s.credited_cents for s in exact)
