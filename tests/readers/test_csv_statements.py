"""One invented file for each form of export, and what it reads as, compared whole."""

from pathlib import Path

import pytest

from tests.readers.csv_goldens import golden_of, rendered, samples
from watchdog_sante.model.statements import BankRow, Rejection, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import csv
from watchdog_sante.readers.csv import layout_of, text_lines
from watchdog_sante.readers.csv_layout import Layout, layouts_by_header
from watchdog_sante.readers.csv_lines import Lines


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_sample_reads_as_its_golden_file_says(sample: Path) -> None:
    assert rendered(sample) == golden_of(sample).read_text("utf-8")


def _profile_of(sample: Path) -> str:
    lines = text_lines(sample.read_bytes())
    assert isinstance(lines, Lines)
    found = layouts_by_header(lines.texts, profiles())
    layout = found[0] if found else layout_of(lines, profiles())
    assert isinstance(layout, Layout)
    return layout.profile.name


def test_every_profile_has_a_sample() -> None:
    assert {_profile_of(sample) for sample in samples()} == {profile.name for profile in profiles()}


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_rows_and_rejected_rows_are_all_that_the_table_holds(sample: Path) -> None:
    """Lines of one account's table are counted without the reader's help, in the samples that have one line a row."""
    answer = csv.read(sample.read_bytes(), profiles())
    if isinstance(answer, Rejection) or answer.profile == "credit-agricole":
        return
    lines = text_lines(sample.read_bytes())
    assert isinstance(lines, Lines)
    layout = layout_of(lines, profiles())
    assert isinstance(layout, Layout)
    below = [line for line in lines.texts[layout.header + 1 :] if line.strip()]
    beside = [line for line in below if "olde en d" in line or "00177 771122Z" in line or line.startswith("Compte de")]
    assert answer.rows_in_file == len(below) - len(beside)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_change_nothing(encoding: str, end: str) -> None:
    text = "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n03/03/2025;03/03/2025;-1,50;;CAFÉ DE L’ÎLE;8,50\n"
    answer = csv.read(text.replace("\n", end).encode(encoding), profiles())
    assert isinstance(answer, Statement)
    read = [(row.row, row.label, row.cents) for row in answer.rows if isinstance(row, BankRow)]
    assert read == [(2, "CAFÉ DE L’ÎLE", -150)]
