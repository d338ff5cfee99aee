"""Labels of French banks, one by one: `labels_table.tsv` holds invented labels with the reading a person expects."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.labels import read_label
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import LabelReading

TABLE = Path(__file__).with_name("labels_table.tsv")
BOOKED = date(2024, 3, 8)


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _expected(row: dict[str, str]) -> LabelReading:
    others = dict(other.split("=", 1) for other in row["others"].split("; ") if other)
    day = others.get("card_date")
    return LabelReading(
        kind=OperationKind(row["kind"]),
        payee=row["payee"],
        payee_key=row["payee_key"],
        instant="instant" in others,
        card_date=date.fromisoformat(day) if day else None,
        creditor_id=others.get("creditor_id", ""),
        creditor_id_cut="creditor_id_cut" in others,
        mandate_reference=others.get("mandate_reference", ""),
        town=others.get("town", ""),
        reference=others.get("reference", ""),
        permanent="permanent" in others,
        intermediary=others.get("intermediary", ""),
        mandate_reference_cut="mandate_reference_cut" in others,
    )


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["label"])
def test_table(row: dict[str, str]) -> None:
    assert read_label(row["label"], int(row["cents"]), BOOKED, row["type_hint"]) == _expected(row)


def test_the_table_is_long_enough() -> None:
    assert len({(row["label"], row["type_hint"]) for row in _rows()}) >= 300


def test_a_name_and_memo_split_anywhere_between_words_reads_alike() -> None:
    """The reader joins NAME and MEMO with a blank: white space and a lone dot must not count."""
    for row in _rows():
        spaced = "  ".join(row["label"].split(" ")) + " ."
        assert read_label(spaced, int(row["cents"]), BOOKED, row["type_hint"]).payee_key == row["payee_key"], row


@pytest.mark.parametrize("length", [18, 32, 50])
def test_a_cut_label_keeps_its_kind_and_the_beginning_of_its_payee(length: int) -> None:
    """Of a label cut as some exports do, nothing is made up: kind as far as words reach, payee a beginning."""
    for row in _rows():
        if len(row["label"]) <= length or row["kind"] in ("loan", "fee", "interest", "deposit", "cheque", "cash"):
            continue
        cut = read_label(row["label"][:length], int(row["cents"]), BOOKED, row["type_hint"])
        whole = _expected(row)
        if cut.creditor_id:
            assert whole.creditor_id.startswith(cut.creditor_id), row
            assert cut.creditor_id == whole.creditor_id or cut.creditor_id_cut, row
        if cut.mandate_reference:
            assert whole.mandate_reference.startswith(cut.mandate_reference), row


@given(st.text(max_size=80), st.integers(-(10**6), 10**6), st.text(max_size=10))
def test_any_text_is_read(label: str, cents: int, hint: str) -> None:
    reading = read_label(label, cents, BOOKED, hint)
    assert reading == read_label(label, cents, BOOKED, hint)


@given(
    st.lists(st.sampled_from("VIR SEPA PRLV CARTE DU 010124 X1234 /DE CPAM REF/ MDT/ FR07ZZZ591778 * 75 A".split())),
    st.sampled_from((-1, 1)),
)
def test_any_mixture_of_the_banks_own_words_is_read(words: list[str], cents: int) -> None:
    assert read_label(" ".join(words), cents, BOOKED).kind in OperationKind


@pytest.mark.parametrize(
    ("label", "booked", "day"),
    [
        ("CARTE 31/12 LIBRAIRIE OMBRELINE", date(2024, 1, 3), date(2023, 12, 31)),
        ("CARTE 02/01 LIBRAIRIE OMBRELINE", date(2024, 1, 3), date(2024, 1, 2)),
        ("CARTE 29/02 LIBRAIRIE OMBRELINE", date(2024, 3, 2), date(2024, 2, 29)),
        ("CARTE 29/02 LIBRAIRIE OMBRELINE", date(2023, 3, 2), None),
        ("PAIEMENT CB 3112 LIBRAIRIE OMBRELINE CARTE 1188", date(2024, 1, 3), date(2023, 12, 31)),
        ("CARTE 31/02/24 LIBRAIRIE OMBRELINE", date(2024, 3, 2), None),
        ("CARTE 05/03/24 LIBRAIRIE OMBRELINE", date(2024, 3, 4), date(2024, 3, 5)),
    ],
)
def test_card_day(label: str, booked: date, day: date | None) -> None:
    assert read_label(label, -100, booked).card_date == day


def test_a_label_of_a_megabyte_costs_no_time() -> None:
    for flood in ("A", "REMB ", "ECH/", "CARTE X1234 "):
        read_label("FACTURE CARTE DU 020324 " + flood * (1_000_000 // len(flood)), -100, BOOKED)
