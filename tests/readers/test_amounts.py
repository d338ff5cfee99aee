"""Amounts as banks write them: exact cents or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.readers.amounts import MOST_CENTS, parse_cents

NBSP, NARROW, THIN, FIGURE = "\u00a0", "\u202f", "\u2009", "\u2007"

# text, cents (None = no amount)
CASES = [
    ("-12.34", -1234),
    ("12,34", 1234),
    ("+12,34", 1234),
    ("12", 1200),
    ("-12,3", -1230),
    ("-.5", -50),
    ("5.", 500),
    ("0", 0),
    ("-0.00", 0),
    ("00000000000012.3400", 1234),
    ("1 234,56", 123456),
    (f"1{NBSP}234,56", 123456),
    (f"-1{NARROW}234{NARROW}567,89", -123456789),
    (f"1{THIN}234,56", 123456),
    (f"1{FIGURE}234,56", 123456),
    ("1'234.56", 123456),
    ("1’234.56", 123456),
    ("1,234.56", 123456),
    ("1.234,56", 123456),
    ("1.234.567", 123456700),
    ("1,234,567.89", 123456789),
    ("12,34-", -1234),
    (f"1{NBSP}234,56{NBSP}-", -123456),
    ("(12,34)", -1234),
    ("- 12,34", -1234),
    ("\u221212,34", -1234),
    (" -110.7 €", -11070),
    ("€12.50", 1250),
    ("-€12.50", -1250),
    ("12,50 EUR", 1250),
    ("12,50 € -", -1250),
    ("  12,50\t", 1250),
    ("12,5000", 1250),
    ("0,500", 50),
    ("1234,500", 123450),
    ("1 234,500", 123450),
    ("1.234,500", 123450),
    ("999999999,99", MOST_CENTS - 1),
    # ambiguous: a thousand, or a fraction of a cent or of three decimals
    ("-1,234", None),
    ("1.234", None),
    ("12.500", None),
    ("1.000", None),
    # a fraction of a cent
    ("12,345678", None),
    ("0,005", None),
    ("1.234,567", None),
    # no amount
    ("", None),
    (" ", None),
    ("-", None),
    ("+-5", None),
    ("--5", None),
    ("-5-", None),
    (".", None),
    ("-,", None),
    ("NaN", None),
    ("Infinity", None),
    ("-inf", None),
    ("1E+999", None),
    ("1e3", None),
    ("null", None),
    ("$500", None),
    ("12 34,56", None),
    ("12,34,56", None),
    ("1,23,456.00", None),
    ("1.234,567.89", None),
    ("12.34.56", None),
    ("12x34", None),
    ("١٢,٥٠", None),
    ("12\x00.50", None),
    ("1000000000", None),
    ("9" * 4000, None),
    (" " * 100_000 + "5", 500),
]


@pytest.mark.parametrize(("text", "cents"), CASES, ids=[case[0][:30] for case in CASES])
def test_parse_cents(text: str, cents: int | None) -> None:
    assert parse_cents(text) == cents


# text, declared mark, cents
DECLARED = [
    ("-1,234", ".", -123400),
    ("-1.234", ",", -123400),
    ("12,500", ",", 1250),
    ("1,234", ",", None),
    ("12,50", ".", None),
    ("12.50", ",", None),
    ("12,50", ",", 1250),
    ("1 234,56", ",", 123456),
    ("12,34,56", ",", None),
]


@pytest.mark.parametrize(("text", "decimal", "cents"), DECLARED)
def test_declared_mark(text: str, decimal: str, cents: int | None) -> None:
    assert parse_cents(text, decimal) == cents


@given(
    st.integers(1 - MOST_CENTS, MOST_CENTS - 1),
    st.sampled_from(["", " ", NBSP, NARROW, ".", "'"]),
    st.sampled_from([",", "."]),
    st.booleans(),
    st.sampled_from(["", " €", "EUR"]),
)
def test_every_amount_comes_back(cents: int, thousands: str, decimal: str, after: bool, currency: str) -> None:
    """Whatever way a bank writes it, with two decimals, the cents are the same."""
    if thousands == decimal:
        thousands = ""
    euros = f"{abs(cents) // 100:,}".replace(",", thousands)
    number = f"{euros}{decimal}{abs(cents) % 100:02d}{currency}"
    sign = "-" if cents < 0 else ""
    assert parse_cents(number + sign if after else sign + number) == cents


@given(st.text("0123456789.,- +€EURe'()x\u00a0\u202f\n\0", max_size=80), st.sampled_from(["", ",", "."]))
def test_never_raises(text: str, decimal: str) -> None:
    cents = parse_cents(text, decimal)
    assert cents is None or abs(cents) < MOST_CENTS
