"""WS209 beyond its examples: a stop, a pause, and what cannot be told."""

from watchdog_sante.detectors.top_up_stops import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.package_data import knowledge


def count(
    followed: str, credited: str | None = None, params: Params | None = None, to: str = "insured", paid: str = "26.50"
) -> int:
    """One care a month; `followed` says by 1 and 0 which the top-up insurer followed, `credited` which it credited."""
    months = list(enumerate(followed, start=1))
    basic = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n" + "".join(
        f"2023-{m:02}-10 | 2023-{m:02}-03 | Anne Tilleul | Consultation | DR ORME | {paid} | 17.55 | {to}\n"
        for m, _ in months
    )
    top_up = "\ntop-up | care | beneficiary | act | provider | paid | basic | reimbursed | to\n" + "".join(
        f"2023-{m:02}-14 | 2023-{m:02}-03 | Anne Tilleul | Consultation | DR ORME | 26.50 | 17.55 | 7.95 | {to}\n"
        for m, yes in months
        if yes == "1"
    )
    months_paid = [m for m, yes in enumerate(followed if credited is None else credited, start=1) if yes == "1"]
    bank = "\nbank | amount | label\n" + "".join(
        f"2023-{m:02}-16 | 7.95 | VIR SEPA HARMONIE MUTUELLE\n" for m in months_paid
    )
    bank += "2023-12-28 | -12 | CARTE 27/12/23 BOULANGERIE ORME\n"
    evidence = assemble(collected(Example("", basic + top_up + bank)), Example("", "").household, knowledge())
    return len(detect(evidence, params or Params()))


def test_a_stop_a_pause_and_too_little_to_tell() -> None:
    assert count("111111000") == 1
    assert count("11111100") == 0
    assert count("111100011") == 0
    assert count("1111000") == 0
    assert count("101010111000") == 0


def test_credits_that_go_on_say_that_a_statement_is_missing() -> None:
    assert count("111111000", "111111010") == 0


def test_care_paid_to_providers_alone_proves_no_missing_credit() -> None:
    assert count("111111000", to="care_provider") == 0


def test_care_that_leaves_nothing_is_not_missed() -> None:
    assert count("111111000", paid="18.50") == 0


def test_the_thresholds_are_settings() -> None:
    assert count("11111100", params=Params(missed=2)) == 1
    assert count("1111000", params=Params(followed_before=4)) == 1
    assert count("111111000", params=Params(over_days=90)) == 0


def test_a_rare_later_care_hides_no_stop() -> None:
    assert count("111111000001", credited="111111000000", params=Params(rare_share=0.2)) == 1
    assert count("111111000001", credited="111111000000", params=Params(rare_share=0)) == 0
    assert count("111111000111", credited="111111000000") == 0  # it follows again
    # followed again too soon: the stop is the last one, of two months only
    assert count("1111110100", credited="1111110000", params=Params(rare_share=0.25)) == 0


def _one_of_two(later: str = "", other: str = "MUTUELLE DES ORMES") -> list[object]:
    """Anne's insurer stops after June and pays what `later` says; Marc's goes on. Of whom a finding tells."""
    people = (("Anne Tilleul", "03", 6, "HARMONIE MUTUELLE"), ("Marc Tilleul", "17", 10, other))
    basic = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n"
    top_up = "\ntop-up | care | beneficiary | act | provider | paid | basic | reimbursed | to\n"
    bank = "\nbank | amount | label\n"
    for name, day, last, payer in people:
        for month in range(1, 11):
            care = f"2023-{month:02}-{day} | {name} | Consultation | DR ORME | 26.50"
            basic += f"2023-{month:02}-{int(day) + 3:02} | {care} | 17.55 | insured\n"
            if month <= last:
                top_up += f"2023-{month:02}-{int(day) + 5:02} | {care} | 17.55 | 7.95 | insured\n"
                bank += f"2023-{month:02}-{int(day) + 6:02} | 7.95 | VIR SEPA {payer}\n"
    bank += later + "2023-12-28 | -12 | CARTE 27/12/23 BOULANGERIE ORME\n"
    evidence = assemble(collected(Example("", basic + top_up + bank)), Example("", "").household, knowledge())
    return [dict(finding.title.values)["who"] for finding in detect(evidence, Params())]


def test_one_person_is_struck_off_while_the_other_insurer_goes_on_paying() -> None:
    assert _one_of_two() == ["Anne Tilleul"]


def test_one_person_is_struck_off_the_contract_that_goes_on_paying_for_the_other() -> None:
    assert _one_of_two(other="HARMONIE MUTUELLE") == ["Anne Tilleul"]


def test_credits_of_her_insurer_that_no_statement_explains_keep_it_silent() -> None:
    assert _one_of_two("2023-08-09 | 7.95 | VIR SEPA HARMONIE MUTUELLE\n") == []
