"""Creditor identifiers: check digits, and the key that business code and check digits are no part of."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from watchdog_sante.labels import creditor_id_is_valid, creditor_key

REAL = ["FR07ZZZ591778", "FR91ZZZ394714", "FR88ZZZ8388CD", "FR30ZZZ822E81", "FR64777395200", "FR35777418323",
        "FR03SYM002381", "LU96ZZZ0000000000000000058", "DE98ZZZ09999999999"]  # fmt: skip


@pytest.mark.parametrize("creditor_id", REAL)
def test_published_identifiers_are_valid(creditor_id: str) -> None:
    assert creditor_id_is_valid(creditor_id)


@given(st.sampled_from(REAL), st.integers(0, 99))
@example("DE98ZZZ09999999999", 1)
def test_any_other_check_digits_are_refused(creditor_id: str, check: int) -> None:
    other = f"{creditor_id[:2]}{check:02d}{creditor_id[4:]}"
    assert creditor_id_is_valid(other) == (int(creditor_id[2:4]) % 97 == check % 97 and 2 <= check <= 98)


def test_the_business_code_is_outside_the_check_digits_and_the_key() -> None:
    assert creditor_id_is_valid("FR64ZZZ395200")
    assert creditor_id_is_valid("FR64777395200")
    assert creditor_key("FR64ZZZ395200") == creditor_key("FR64777395200") == "FR395200"


def test_keys() -> None:
    assert [creditor_key(text) for text in ("FR07ZZZ591778", "fr 07 zzz 591778", "LU96ZZZ0000000000000000058")] == [
        "FR591778",
        "FR591778",
        "LU0000000000000000058",
    ]


@pytest.mark.parametrize("cut", ["", "F", "FR", "FR83", "FR83ZZZ", "FR07ZZZ59177", "LU96ZZZ", "12345"])
def test_a_cut_identifier_has_no_key(cut: str) -> None:
    assert creditor_key(cut) == ""
    assert not creditor_id_is_valid(cut)


@pytest.mark.parametrize("length", [5, 7])
def test_a_french_identifier_has_thirteen_characters(length: int) -> None:
    national = "1" * length
    check = mod_97_10.calc_check_digits(f"{national}FR")
    assert not creditor_id_is_valid(f"FR{check}ZZZ{national}")
