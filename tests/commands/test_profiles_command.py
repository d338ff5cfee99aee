"""`profiles list|test|draft` as the person sees them, on workbooks and the banks' other formats too."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.readers.test_cfonb import SAMPLE
from tests.readers.test_sheet import ROWS
from tests.readers.workbooks import xlsx


def _run(*words: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", "profiles", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_format_and_form_is_listed(language: str) -> None:
    code, out, _ = _run("list", "--lang", language)
    names = [line.split()[0] for line in out.splitlines() if line and not line.startswith(" ")]
    assert code == 0
    assert {"ofx", "camt.053", "cfonb-120", "qif", "bpce", "canonical-basic"} <= set(names)


def test_each_table_of_a_workbook_is_shown_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(
        xlsx({"Compte": ROWS, "Carte": (("Date", "Champ", "Valeur"), ("21/01/2025", "Organisme", "Ried"))})
    )
    code, out, err = _run("test", file, "--lang", "fr")
    assert (code, err) == (0, "")
    assert [
        word for word in ("a.xlsx/Compte", "credit-mutuel-cic", "a.xlsx/Carte", "canonical-details") if word not in out
    ] == []


def test_a_file_without_columns_is_summed_up(tmp_path: Path) -> None:
    (tmp_path / "a.cfonb").write_bytes(SAMPLE.encode())
    code, out, _ = _run("test", tmp_path / "a.cfonb", "--lang", "fr")
    assert (code, out.strip()) == (0, "2 lignes lues avec le profil cfonb-120.")


def test_a_profile_is_drafted_from_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "Ma banque.xlsx"
    file.write_bytes(xlsx({"a": (("Jour", "Motif", "Somme"), ("03/03/2025", "CPAM", 12.5), ("04/03/2025", "B", -1.0))}))
    code, out, _ = _run("draft", file)
    assert (code, "name: ma-banque\n" in out, "Somme: amount" in out) == (0, True, True)
