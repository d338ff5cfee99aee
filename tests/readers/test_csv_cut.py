"""Every sample cut at every byte: no row that the whole file does not hold, none begun and lost in silence."""

from pathlib import Path

import pytest

from tests.readers.csv_goldens import samples
from watchdog_sante.model.statements import BankRow, Rejection, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import csv


def _lines_begun(data: bytes) -> int:
    ends = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return ends.count(b"\n") + (not ends.endswith(b"\n") and ends != b"")


def _check(whole: Statement, cut: Statement, begun: int) -> None:
    assert set(cut.rows) <= set(whole.rows)
    assert cut.profile == whole.profile
    assert set(cut.periods) <= set(whole.periods)
    assert set(cut.balances) <= set(whole.balances)
    lost = {row for row in whole.rows if row.row <= begun} - set(cut.rows)
    if lost:
        first = min(row.row for row in lost)
        assert any(rejected.row >= first for rejected in cut.rejected), lost


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_a_cut_file_is_refused_or_says_what_is_missing(sample: Path) -> None:
    data = sample.read_bytes()
    whole = csv.read(data, profiles())
    if isinstance(whole, Rejection):
        return
    for end in range(len(data)):
        cut = csv.read(data[:end], profiles())
        if isinstance(cut, Statement):
            _check(whole, cut, _lines_begun(data[:end]))


@pytest.mark.parametrize("name", ["societe-generale", "lcl"])
def test_a_file_that_states_its_end_is_never_whole_without_it(name: str) -> None:
    """Société Générale counts its rows and LCL ends with the balance: even a cut between two rows is told."""
    data = next(sample for sample in samples() if sample.stem == name).read_bytes()
    for end in range(len(data.rstrip())):
        cut = csv.read(data[:end], profiles())
        assert isinstance(cut, Rejection) or cut.rejected, data[:end][-40:]


@pytest.mark.parametrize("last", ["12", "12,", "12,3"])
def test_an_amount_cut_at_the_end_of_the_file_is_not_read(last: str) -> None:
    text = f"Date;Libellé;Montant(EUROS)\n03/03/2025;ACHAT CB A;-1,00\n03/03/2025;ACHAT CB B;-{last}"
    answer = csv.read(text.encode(), profiles())
    assert isinstance(answer, Statement)
    assert [row.cents for row in answer.rows if isinstance(row, BankRow)] == [-100]
    assert [(rejected.row, rejected.reason.key) for rejected in answer.rejected] == [(3, "csv.cut")]


def test_a_text_at_the_end_of_the_file_may_be_cut() -> None:
    text = "Date;Champ;Valeur\n21/01/2025;Organisme;Mutuelle du Ried\n21/01/2025;Formule;Conf"
    answer = csv.read(text.encode(), profiles())
    assert isinstance(answer, Statement)
    assert [(rejected.row, rejected.reason.key) for rejected in answer.rejected] == [(3, "csv.cut")]


def test_a_header_cut_short_is_no_empty_statement() -> None:
    answer = csv.read("Date;Date de valeur;Débit;Crédit;Libellé".encode(), profiles())
    assert isinstance(answer, Rejection)
    assert answer.reason.key == "refused.csv_cut"
