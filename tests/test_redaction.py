"""What must never be shown is masked; what merely looks alike stays. NIRs are built here, never written down."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import nir as stdnum_nir

from watchdog_sante.redaction import (
    MASK,
    mask_account,
    mask_card,
    mask_for_sending,
    mask_for_showing,
    mask_nir,
    mask_reference,
    trace_without_values,
)


def _nir(sex: int, year: int, month: int, department: str, rest: int) -> str:
    body = f"{sex}{year:02}{month:02}{department}{rest:06}"
    return body + stdnum_nir.calc_check_digits(body)


nirs = st.builds(
    _nir,
    st.sampled_from([1, 2]),
    st.integers(0, 99),
    st.integers(1, 12),
    st.sampled_from(["01", "38", "75", "2A", "2B", "97", "99"]),
    st.integers(1001, 989999).filter(lambda rest: rest % 1000),  # nobody is the order number 000
)


def _spaced(number: str) -> str:
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    return " ".join(number[start:end] for start, end in itertools.pairwise(cuts))


@given(nirs, st.sampled_from(["{}", "VIR CPAM {}", "ref {} fin", "({})"]), st.booleans())
def test_a_nir_whose_key_checks_is_masked_wherever_it_stands(number: str, sentence: str, spaced: bool) -> None:
    shown = _spaced(number) if spaced else number
    assert mask_nir(sentence.format(shown)) == sentence.format(MASK * 5)


@pytest.mark.parametrize("sentence", ["CARTE{}", "X{}EUR", "Martin{}"])
def test_a_card_number_glued_to_a_word_is_masked(sentence: str) -> None:
    assert mask_card(sentence.format("4539578763621486")) == sentence.format("••••1486")


def test_an_amount_printed_over_the_last_column_hides_no_number() -> None:
    """Print sets a long label and the amount behind it over each other: the digits come out as one run."""
    card, nir = "4970 1012 3456 7893", "".join(["2", "06", "12", "75", "111", "005", "64"])  # nobody's
    assert mask_for_showing(f"CARTE 08/03 {card}312,50") == "CARTE 08/03 ••••7893312,50"
    assert mask_for_showing(f"ACHAT {nir}1 312,50") == "ACHAT •••••1 312,50"
    assert mask_for_showing("REF 49701012345678935 LOYER") == "REF 49701012345678935 LOYER"


def test_digits_before_a_card_number_do_not_hide_it() -> None:
    assert mask_card("…4240 4539 5787 6362 1486") == "…4240 ••••1486"
    assert mask_card("4240 4539-5787-6362-1486 5") == "4240 ••••1486 5"


def test_digits_within_a_hash_are_no_card_number() -> None:
    assert mask_card("ab4539578763621486cd") == "ab4539578763621486cd"


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


def _written(number: str) -> list[str]:
    """The ways in which people and forms write a NIR, with its key and without."""
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    groups = [number[start:end] for start, end in itertools.pairwise(cuts)]
    whole = [mark.join(groups) for mark in ("", " ", ".", "-", "\u00a0", "\u202f")]
    keyless = [mark.join(groups[:6]) for mark in ("", " ", ".", "-", "\u00a0")]
    keys = [f"{number[:13]} {number[13:]}", f"{' '.join(groups[:6])} / {groups[6]}", f"{number[:13]} clé {groups[6]}"]
    return [*whole, *keyless, *keys, number.lower()]


@given(nirs, st.sampled_from(["{}", "RANG 1 {}", "né le 03/03/2025 {} fin", "n°{}.", "releve_{}_2024.csv"]))
def test_every_written_form_of_a_nir_is_masked(number: str, sentence: str) -> None:
    for shown in _written(number):
        masked = mask_nir(sentence.format(shown))
        kept = [digit for digit in masked if digit.isdigit()]
        assert len(kept) <= sum(c.isdigit() for c in sentence), (sentence, shown[:3])


@pytest.mark.parametrize(
    ("text", "reference", "shown"),
    [
        ("PRLV SEPA EAU FR19ZZZ204920 CA-993347499", "CA-993347499", "PRLV SEPA EAU FR19ZZZ204920 …7499"),
        ("mdt/ca 9933 47499 lib", "CA993347499", "mdt/…7499 lib"),
        ("MANDAT 12", "12", "MANDAT 12"),
    ],
)
def test_of_a_mandate_reference_the_last_four_stay(text: str, reference: str, shown: str) -> None:
    assert mask_reference(text, reference) == shown


def test_a_trace_tells_where_and_not_what() -> None:
    secret = "PRLV SEPA DOCTEUR DUPONT"
    try:
        try:
            {}[secret]
        except KeyError as error:
            raise ValueError(secret) from error
    except ValueError as error:
        told = trace_without_values(error)
    assert secret not in told
    assert [line for line in told.splitlines() if line.startswith("builtins.")] == [
        "builtins.KeyError",
        "builtins.ValueError",
    ]


@given(nirs, st.sampled_from(".-_"), st.booleans(), st.integers(0, 5), st.sampled_from(["{} {}{}", "{}{} {}"]))
def test_a_nir_cut_beside_its_marks_is_masked(number: str, mark: str, keyless: bool, at: int, cut: str) -> None:
    """A label goes on in the next field, which a blank joins: `1 -85-…`, `1- 85-…`."""
    bounds = (0, 1, 3, 5, 7, 10, 13) if keyless else (0, 1, 3, 5, 7, 10, 13, 15)
    groups = [number[start:end] for start, end in itertools.pairwise(bounds)]
    left, right = mark.join(groups[: at % (len(groups) - 1) + 1]), mark.join(groups[at % (len(groups) - 1) + 1 :])
    assert mask_nir(f"VIR {cut.format(left, mark, right)} SOINS") == f"VIR {MASK * 5} SOINS"


def _cut(number: str, mark: str, at: int) -> str:
    """The number's groups with this mark between, and a blank before the character of that rank."""
    bounds = (0, 1, 3, 5, 7, 10, 13)
    written = mark.join(number[start:end] for start, end in itertools.pairwise(bounds))
    return f"{written[:at]} {written[at:]}"


@given(nirs, st.sampled_from(["", " ", ".", "-", "\u00a0"]), st.data())
def test_a_nir_without_its_key_is_masked_wherever_a_blank_cuts_it(number: str, mark: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(_cut(number, mark, 0)) - 2))
    cut = _cut(number, mark, at)
    days = (number[:6].isdigit() and at == 6) or (at in (5, 7, 8) and not mark)
    if not days:  # a part of six or eight digits may be a day
        assert mask_nir(f"VIR {cut} SOINS") == f"VIR {MASK * 5} SOINS"


@pytest.mark.parametrize(
    "kept",
    [
        "CARTE 100124 7512345",
        "VIR 7512345 100124",
        "ECH 10012024 12345",
        "REF 12345 20240112",
        "VIR CPAM 1 152290010995",
        "DOSSIER 1850475-123456",
        "CARTE 12/03 1 234,56 EUR 2 345,67",
        "TEL 01 85 04 75 12 34",
        "CPAM 191070008615191 REF 1",
        "1 234 567 890 123",
    ],
)
def test_numbers_beside_a_day_an_amount_or_a_reference_are_no_nir(kept: str) -> None:
    assert mask_nir(kept) == kept


@given(nirs, st.sampled_from([10, 11, 12]), st.sampled_from([" ", " - ", "-", ".", "\u00a0"]))
def test_the_beginning_of_a_nir_that_a_column_cuts_off_is_masked(number: str, digits: int, mark: str) -> None:
    """Up to its commune or further it names a person nearly alone."""
    groups = [number[start:end] for start, end in itertools.pairwise((0, 1, 3, 5, 7, 10, digits)) if start < end]
    assert mask_nir(f"SOINS {mark.join(groups)}- suite") == f"SOINS {MASK * 5}- suite"


@pytest.mark.parametrize(
    "kept",
    [
        "+33 1 45 06 78 90",
        "01 45 06 78 901",
        "VIR 1 45 06 78",
        "REF 2 17 13 12 345",  # no thirteenth month
        "1.250.000 EUR",
        "1 85 05-75 037",  # two marks
        "LE 1 12 03 2024",
    ],
)
def test_groups_that_begin_no_nir_are_kept(kept: str) -> None:
    assert mask_nir(kept) == kept
