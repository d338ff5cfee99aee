"""WS210 beyond its examples: it never speaks louder than the digest, and not where nothing can be told."""

from watchdog_sante.detectors.reimbursement_late import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.findings import Finding
from watchdog_sante.package_data import knowledge


def found(followed: str, params: Params | None = None, to: str = "insured") -> list[Finding]:
    """One care a month; `followed` says by 1 and 0 which the top-up insurer followed."""
    months = list(enumerate(followed, start=1))
    basic = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n" + "".join(
        f"2023-{m:02}-02 | 2023-{m:02}-01 | Anne Tilleul | Consultation | DR ORME | 26.50 | 17.55 | {to}\n"
        for m, _ in months
    )
    top_up = "\ntop-up | care | beneficiary | act | provider | paid | basic | reimbursed | to\n" + "".join(
        f"2023-{m:02}-20 | 2023-{m:02}-15 | Eric | Soins | DR ORME | 26.50 | 17.55 | 7.95 | care_provider\n"
        + (
            f"2023-{m:02}-06 | 2023-{m:02}-01 | Anne Tilleul | Consultation | DR ORME | 26.5 | 17.55 | 7.95 | insured\n"
            if yes == "1"
            else ""
        )
        for m, yes in months
    )
    evidence = assemble(collected(Example("", basic + top_up)), Example("", "").household, knowledge())
    return detect(evidence, params or Params())


def test_a_care_not_followed_goes_to_the_digest() -> None:
    assert [(one.severity.value, one.day.isoformat()) for one in found("11101111")] == [("info", "2023-04-02")]


def test_care_paid_to_the_provider_awaits_no_credit() -> None:
    assert found("11101111", to="care_provider") == []


def test_it_may_be_left_out() -> None:
    assert found("11101111", Params(top_up=False)) == []


def test_before_the_insurer_s_habit_is_known_nothing_is_told() -> None:
    assert found("1110") == []


def visits(
    paid: str,
    reimbursed: str,
    params: Params | None = None,
    last: str = "2023-10-20",
    untold: str = "26.50",
    beside: str = "",
) -> list[Finding]:
    """A visit a month, paid by card where `paid` says 1 and reimbursed where `reimbursed` does; one more line last."""
    bank = "bank | amount | label\n" + "".join(
        f"2023-{m:02}-05 | -{'26.50' if reimbursed[m - 1] == '1' else untold} | CARTE 04/{m:02}/23 DR ORME LYON 03\n"
        for m, yes in enumerate(paid, 1)
        if yes == "1"
    )
    basic = "\nbasic | care | beneficiary | act | provider | paid | reimbursed | to\n" + "".join(
        f"2023-{m:02}-12 | 2023-{m:02}-04 | Anne Tilleul | Consultation | DR ORME | 26.50 | 17.55 | insured\n"
        if yes == "1"
        else f"2023-{m:02}-20 | 2023-{m:02}-15 | Anne Tilleul | Pharmacie | PH IF | 12.00 | 7.80 | care_provider\n"
        for m, yes in enumerate(reimbursed, 1)
    )
    more = f"{last} | {last} | Anne Tilleul | Pharmacie | PH IF | 12.00 | 7.80 | care_provider\n"
    evidence = assemble(collected(Example("", bank + basic + beside + more)), Example("", "").household, knowledge())
    return [one for one in detect(evidence, params or Params()) if one.subject.startswith("visit:")]


def test_a_visit_that_nothing_followed_goes_to_the_digest() -> None:
    (one,) = visits("1111111", "1111011")
    assert (one.severity.value, one.day.isoformat(), [row.day.isoformat() for row in one.evidence]) == (
        "info",
        "2023-06-03",
        ["2023-05-05"],
    )


def test_a_visit_is_awaited_only_where_all_earlier_ones_were_reimbursed_and_the_statements_go_on() -> None:
    assert visits("1111111", "1011011") == []  # not every visit of February was: no habit
    assert visits("1111", "1110", last="2023-05-02") == []  # too early to tell
    assert visits("1110", "1111") == []
    assert visits("1111111", "1111011", Params(visits=False)) == []


def test_one_dearer_care_of_that_day_is_another_practice_s_and_two_may_have_been_paid_at_once() -> None:
    other = "2023-05-12 | 2023-05-04 | Anne Tilleul | {} | {} | {} | 9.00 | insured\n"
    alone = other.format("Analyses", "LABO FRENE", "41.00")
    assert len(visits("1111111", "1111011", beside=alone)) == 1
    two = other.format("Consultation", "DR ORME", "16.50") + other.format("Acte technique", "DR ORME", "10.00")
    assert visits("1111111", "1111011", beside=two) == []


def test_a_payment_of_another_size_there_is_no_visit() -> None:
    found = {price: len(visits("1111111", "1111011", untold=price)) for price in ("13.00", "13.50", "52.00", "53.50")}
    assert found == {"13.00": 0, "13.50": 1, "52.00": 1, "53.50": 0}
