"""What must never be shown is masked; what merely looks alike stays. NIRs are built here, never written down."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import nir as stdnum_nir

from watchdog_sante.redaction import MASK, mask_account, mask_card, mask_for_sending, mask_for_showing, mask_nir


def _nir(sex: int, year: int, month: int, department: str, rest: int) -> str:
    body = f"{sex}{year:02}{month:02}{department}{rest:06}"
    return body + stdnum_nir.calc_check_digits(body)


nirs = st.builds(
    _nir,
    st.sampled_from([1, 2]),
    st.integers(0, 99),
    st.integers(1, 12),
    st.sampled_from(["01", "38", "75", "2A", "2B", "97", "99"]),
    st.integers(1001, 989999),
)


def _spaced(number: str) -> str:
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    return " ".join(number[start:end] for start, end in itertools.pairwise(cuts))


@given(nirs, st.sampled_from(["{}", "VIR CPAM {}", "ref {} fin", "({})"]), st.booleans())
def test_a_nir_whose_key_checks_is_masked_wherever_it_stands(number: str, sentence: str, spaced: bool) -> None:
    shown = _spaced(number) if spaced else number
    assert mask_nir(sentence.format(shown)) == sentence.format(MASK * 5)


@given(nirs)
def test_what_leaves_the_machine_hides_even_a_nir_with_a_wrong_or_missing_key(number: str) -> None:
    wrong = number[:13] + f"{(int(number[13:]) + 1) % 97:02}"
    digits_only = number.replace("A", "0").replace("B", "0")[:13]
    for shown in (number, wrong, digits_only):
        assert shown[:13] not in mask_for_sending(f"a {shown} z")


@pytest.mark.parametrize(
    "kept",
    ["VIR CPAM DE MOSELLE 152290010995", "REF 191070008615191", "ECH 010123 MDT 3342865288", "12,50", ""],
)
def test_payment_references_are_no_nir(kept: str) -> None:
    assert mask_nir(kept) == kept


@given(st.integers(4_000_000_000_000_00, 5_999_999_999_999_99), st.sampled_from(["CARTE {} REF", "{}"]))
def test_a_card_number_keeps_its_last_four_digits(body: int, sentence: str) -> None:
    number = f"{body}{luhn.calc_check_digit(str(body))}"
    assert mask_card(sentence.format(number)) == sentence.format(f"••••{number[-4:]}")
    wrong = f"{body}{(int(number[-1]) + 1) % 10}"
    assert mask_card(sentence.format(wrong)) == sentence.format(wrong)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("FR76 3000 3000 3000 0000 0000 147", "FR…0147"),
        ("00012345678", "…5678"),
        ("1234", "1234"),
        ("", ""),
    ],
)
def test_an_account_shows_its_country_and_last_four(number: str, shown: str) -> None:
    assert mask_account(number) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("VIR DE FR7612345987650000000012339 LOYER MARS", "VIR DE FR…2339 LOYER MARS"),
        ("VIR DE FR76 1234 5987 6500 0000 0012 339 LOYER", "VIR DE FR…2339 LOYER"),
        ("PRLV SEPA ENERGIE FR19ZZZ204920 RUM CA-993347499", "PRLV SEPA ENERGIE FR19ZZZ204920 RUM CA-993347499"),
        ("PRLV SEPA DE98ZZZ09999999999 ABCD EFGH", "PRLV SEPA DE98ZZZ09999999999 ABCD EFGH"),
    ],
)
def test_what_is_shown_at_home_masks_accounts_and_keeps_creditor_ids(text: str, shown: str) -> None:
    assert mask_for_showing(text) == shown
