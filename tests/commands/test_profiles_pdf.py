"""`profiles test` and `profiles draft` on a PDF: each line with its meaning, and a layout for the person to finish."""

import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "readers"))

from printed_pages import Sheet

from watchdog_sante.commands import ExitCode
from watchdog_sante.commands.profiles import run_draft, run_test
from watchdog_sante.model.sources import RefusedFile, StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement
from watchdog_sante.readers.csv_draft import Draft
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_understood import PrintedUnderstanding

_LINES = (
    "SANTE DES DOCKERS                     M. JEAN MARTIN",
    "Reglement le 14/03/2024",
    "Jour soigne   Geste            Cout      Secu      Nous",
    "26/02/2024    Consultation     30,00     19,00     9,00",
    "27/02/2024    Seance           20,00     12,00     8,00",
    "Total                          50,00     31,00     17,00",
)


def _file(folder: Path, *lines: str) -> Path:
    sheet = Sheet(font="Courier", size=8)
    for line in lines:
        sheet.line((20, line))
    path = folder / "Dockers 2024.pdf"
    path.write_bytes(sheet.data())
    return path


def test_every_line_is_shown_with_its_meaning(tmp_path: Path) -> None:
    result = run_test(_file(tmp_path, *_LINES), forms())
    found = result.data[0].found
    assert isinstance(found, PrintedUnderstanding)
    assert result.exit_code is ExitCode.DONE
    told = [(line.row, line.meaning.value) for line in found.lines]
    assert told == [
        (10_001, "nothing"), (10_002, "payment"), (10_003, "nothing"),
        (10_004, "act"), (10_005, "act"), (10_006, "sum"),
        (10_007, "nothing"),
    ]  # fmt: skip


def test_a_refused_file_is_shown_too(tmp_path: Path) -> None:
    result = run_test(_file(tmp_path, *_LINES[:-1], _LINES[-1].replace("17,00", "18,00")), forms())
    found = result.data[0].found
    assert isinstance(found, PrintedUnderstanding)
    assert result.exit_code is ExitCode.REFUSED
    assert isinstance(found.answer, Rejection)
    assert len(found.lines) == 7


def test_a_draft_holds_the_headings_and_nothing_else_of_the_file(tmp_path: Path) -> None:
    result = run_draft(_file(tmp_path, *_LINES), forms())
    assert isinstance(result.data, Draft)
    profile = PrintedLayout.model_validate(yaml.safe_load(result.data.text))
    assert profile.name == "dockers-2024"
    assert list(profile.columns) == ["Jour soigne", "Geste", "Cout", "Secu", "Nous"]
    assert "MARTIN" not in result.data.text
    assert result.data.seen[0][1].startswith("SANTE DES DOCKERS")


def test_a_finished_draft_reads_the_file_even_without_its_total(tmp_path: Path) -> None:
    path = _file(tmp_path, *_LINES[:-1])
    before = read_statement(StatementFile(path.name, "", path.read_bytes()), forms())
    assert isinstance(before, Rejection)
    draft = run_draft(path, forms())
    assert isinstance(draft.data, Draft)
    values = yaml.safe_load(draft.data.text)
    roles = ("care_date", "act", "expense", "basic", "reimbursed")
    values["columns"] = dict(zip(values["columns"], roles, strict=True))
    own = PrintedLayout.model_validate(values)
    found = read_statement(StatementFile(path.name, "", path.read_bytes()), (*forms(), own))
    assert isinstance(found, Statement)
    assert found.profile == "dockers-2024"
    assert found.unverified is not None
    assert len(found.rows) == 2


def test_a_broken_file_is_told_as_ever(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing")
    tested, drafted = run_test(path, forms()), run_draft(path, forms())
    assert isinstance(tested.data[0].found, RefusedFile)
    assert isinstance(drafted.data, RefusedFile)
    assert (tested.exit_code, drafted.exit_code) == (ExitCode.REFUSED, ExitCode.REFUSED)
