"""The triangle through its door: what is said of payments without a credit and of credits without a payment."""

from datetime import date

from tests.triangle_tables import (
    BANK,
    BASIC,
    CREDITED,
    LATER,
    PAID,
    TOP_UP,
    basic,
    credit,
    evidence,
    lone,
    settled,
    top_up,
    unpaid,
)
from watchdog_sante.matching import CreditVerdict, UnpaidVerdict


def test_deductions_that_leave_nothing_explain_the_silence() -> None:
    found = evidence(
        PAID + basic("2023-06-10", -30, act="Franchise médicale") + basic("2023-06-26", 18.55), CREDITED + LATER
    )
    assert unpaid(found) == [
        (date(2023, 6, 10), -3000, UnpaidVerdict.OFFSET),
        (date(2023, 6, 26), 1855, UnpaidVerdict.OFFSET),
    ]


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


def test_a_weekend_between_payment_and_credit_is_no_longer_delay() -> None:
    """Payments on a Thursday and the next Monday, one credit on that Monday: the usual two business days."""
    found = evidence(
        PAID + basic("2023-06-08", 31.4) + basic("2023-06-12", 31.4), CREDITED + credit("2023-06-12", 31.4) + LATER
    )
    assert unpaid(found) == [(date(2023, 6, 12), 3140, UnpaidVerdict.NEVER_RECEIVED)]


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


def test_a_pension_may_move_by_less_than_a_tenth() -> None:
    def of(*amounts: float) -> set[CreditVerdict]:
        rows = "".join(credit(f"2023-0{month}-05", amount) for month, amount in enumerate(amounts, 2))
        return {verdict for _, verdict in lone(evidence(PAID, CREDITED + rows + LATER))}

    assert of(600, 640, 610, 650) == {CreditVerdict.OTHER_BENEFIT}
    assert CreditVerdict.OTHER_BENEFIT not in of(600, 690, 600, 690)


def test_a_sum_of_up_to_three_usual_payments_may_stand_on_a_missing_statement() -> None:
    """No basic statement tells of March: what may be made of usual payments accuses nobody, what cannot does."""
    basics = BASIC + "".join(basic(f"2023-0{month}-10", 16.55 + month) for month in (1, 2, 4, 5))
    top_ups = TOP_UP + "".join(top_up(f"2023-0{month}-10", 9, to="care_provider") for month in range(1, 6))
    bank = BANK + "".join(credit(f"2023-0{month}-12", 16.55 + month) for month in (1, 2, 4, 5))

    def of(amount: float) -> list[tuple[int, CreditVerdict]]:
        return lone(evidence(basics, top_ups, bank + credit("2023-03-24", amount) + LATER))

    assert of(17.55 + 18.55 + 20.55) == [(5665, CreditVerdict.STATEMENT_MISSING)]
    assert of(2 * 20.55) == [(4110, CreditVerdict.STATEMENT_MISSING)]
    assert of(17.55 + 18.55 + 20.55 + 21.55) == [(7820, CreditVerdict.UNEXPLAINED)]


def test_imitations_and_card_refunds_are_strangers() -> None:
    found = evidence(
        PAID,
        TOP_UP + "".join(top_up(f"2023-0{month}-10", 30 + month) for month in range(1, 5)),
        CREDITED
        + "".join(credit(f"2023-0{m}-13", 30 + m, "VIR SEPA HARMONIE MUTUELLE") for m in range(1, 5))
        + credit("2023-03-20", 88, "VIR SEPA HARM0NIE MUTUELLE")
        + credit("2023-03-21", 99, "AVOIR CB CPAM PARIS 210323")
        + credit("2023-03-21", 98, "AVOIR CB ASSURANCEMALADIE 210323")  # a blank lost where two fields were joined
        + LATER,
    )
    assert sorted(lone(found)) == [
        (8800, CreditVerdict.IMITATION),
        (9800, CreditVerdict.CARD),
        (9900, CreditVerdict.CARD),
    ]


def test_a_credit_that_the_other_insurer_s_line_implies_is_no_mystery() -> None:
    """The top-up line says that the basic insurer paid 62.10 for that care: its statement is missing, whole or not."""
    act = "Anne Tilleul | Consultation | DR ORME | 60.00"
    top_ups = "".join(
        f"2023-0{month}-14 | 2023-0{month}-10 | {act} | {16.55 + month} | 5 | care_provider\n" for month in range(1, 6)
    )
    implied = (
        "2023-03-24 | 2023-03-18 | Anne Tilleul | Spécialiste | DR FRENE | 90.00 | 62.10 | 27.90 | care_provider\n"
    )
    bank = CREDITED + credit("2023-03-21", 60.1) + LATER  # less two euros of deductions
    assert lone(evidence(PAID, TOP_UP + top_ups + implied, bank)) == [(6010, CreditVerdict.STATEMENT_MISSING)]
    assert lone(evidence(PAID, TOP_UP + top_ups, bank)) == [(6010, CreditVerdict.UNEXPLAINED)]


def test_a_payment_merged_with_those_of_a_missing_statement_accuses_nobody() -> None:
    """The payment of 2 June stands alone; the larger credit of the 6th may hold it and others of late May."""
    without_may = BASIC + "".join(basic(f"2023-0{month}-10", 16.55 + month) for month in (1, 2, 3, 4))
    found = evidence(
        without_may + basic("2023-06-02", 31.4) + basic("2023-06-20", 18.55),
        CREDITED + credit("2023-06-06", 75.03) + credit("2023-06-22", 18.55) + LATER,
    )
    assert unpaid(found) == [(date(2023, 6, 2), 3140, UnpaidVerdict.CANNOT_CHECK)]


def test_the_usual_delay_decides_between_equal_payments() -> None:
    """A credit on the 7th is two days after the 5th, this insurer's habit, and a day before the 8th."""
    found = evidence(
        PAID + basic("2023-06-05", 31.4) + basic("2023-06-08", 31.4), CREDITED + credit("2023-06-07", 31.4) + LATER
    )
    assert unpaid(found) == [(date(2023, 6, 8), 3140, UnpaidVerdict.NEVER_RECEIVED)]


def test_a_refund_to_the_card_pays_nothing() -> None:
    found = evidence(
        PAID + basic("2023-06-10", 31.4), CREDITED + credit("2023-06-12", 31.4, "AVOIR CB CPAM PARIS 100623") + LATER
    )
    assert unpaid(found) == [(date(2023, 6, 10), 3140, UnpaidVerdict.NEVER_RECEIVED)]
    assert lone(found) == [(3140, CreditVerdict.CARD)]


def test_the_day_asked_about_decides_what_is_too_early() -> None:
    found = evidence(PAID + basic("2023-06-10", 31.4), CREDITED + LATER, as_of=date(2023, 6, 20))
    assert unpaid(found) == [(date(2023, 6, 10), 3140, UnpaidVerdict.TOO_EARLY)]


def test_an_insurer_found_now_and_then_cannot_be_checked() -> None:
    more = "".join(basic(f"2023-0{month}-20", 30 + month) for month in range(1, 8))
    found = evidence(PAID + more, BANK + "".join(CREDITED.splitlines(keepends=True)[1:4]) + LATER)
    assert {verdict for _, _, verdict in unpaid(found)} == {UnpaidVerdict.CANNOT_CHECK}


def test_a_statement_that_does_not_say_whom_it_paid_cannot_be_checked() -> None:
    found = evidence(PAID + basic("2023-06-10", 31.4, to="unknown"), CREDITED + LATER)
    assert unpaid(found) == [(date(2023, 6, 10), 3140, UnpaidVerdict.CANNOT_CHECK)]


def test_a_credit_crossed_with_a_spouse_s_payment_accuses_nobody() -> None:
    """Eric is paid elsewhere; his 31.40 of the 9th took the credit of Anne's 31.40 of the 10th."""
    eric = "".join(basic(f"2023-0{month}-20", 26.03 + month, who="Eric Tilleul") for month in range(1, 5))
    found = evidence(
        PAID + eric + basic("2023-06-09", 31.4, who="Eric Tilleul") + basic("2023-06-10", 31.4),
        CREDITED + credit("2023-06-11", 31.4) + LATER,
    )
    assert {verdict for _, _, verdict in unpaid(found)} == {UnpaidVerdict.CANNOT_CHECK}


def test_a_premium_given_back_is_another_benefit() -> None:
    found = evidence(PAID, CREDITED + credit("2023-03-20", 64.6, "VIR SEPA CPAM PARIS REMBOURSEMENT COTISATIO") + LATER)
    assert lone(found) == [(6460, CreditVerdict.OTHER_BENEFIT)]


def test_usual_sums_alone_show_a_lost_statement_and_excuse_a_sum_like_them() -> None:
    usual = credit("2023-03-20", 17.55) + credit("2023-03-24", 18.55)
    assert {verdict for _, verdict in lone(evidence(PAID, CREDITED + usual + credit("2023-03-28", 20.1) + LATER))} == {
        CreditVerdict.UNEXPLAINED,  # the usual ones, whose days are told of
        CreditVerdict.STATEMENT_MISSING,  # the sum between them
    }
    large = lone(evidence(PAID, CREDITED + usual + credit("2023-03-28", 201) + LATER))
    assert (20100, CreditVerdict.UNEXPLAINED) in large


def test_a_stranger_who_keeps_paying_is_an_insurer_without_statements() -> None:
    rows = [credit(f"2023-0{month}-25", 30 + 7 * month, "VIR SEPA MSA ILE DE FRANCE") for month in range(1, 4)]
    assert {verdict for _, verdict in lone(evidence(PAID, CREDITED + "".join(rows) + LATER))} == {
        CreditVerdict.STATEMENT_MISSING
    }
    assert lone(evidence(PAID, CREDITED + rows[0] + LATER)) == [(3700, CreditVerdict.STRANGER)]


def test_statements_tell_from_their_first_payment_to_their_last() -> None:
    before, after = credit("2023-01-09", 412.3), credit("2023-05-29", 412.3)
    assert lone(evidence(PAID, CREDITED + before + after + LATER)) == [(41230, CreditVerdict.STATEMENT_MISSING)] * 2
