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


@pytest.mark.parametrize(
    ("others", "last", "read"),
    [
        ("", "250,00", False),
        ("03/03/2025;A;1,00-\n", "250,00", False),
        ("03/03/2025;A;1,00-\n04/03/2025;B;-2,00\n", "250,00", False),
        ("03/03/2025;A;1,00\n", "250,00", False),
        ("03/03/2025;A;-1,00\n", "250,00", True),
        ("", "-250,00", True),
        ("", "+250,00", True),
    ],
)
def test_an_amount_that_may_have_lost_its_minus_is_not_read(others: str, last: str, read: bool) -> None:
    text = f"Date;Libellé;Montant(EUROS)\n{others}05/03/2025;PRLV ARNAQUE;{last}"
    answer = csv.read(text.encode(), profiles())
    assert isinstance(answer, Statement)
    row = text.count("\n") + 1
    assert (row in [found.row for found in answer.rows]) is read
    assert [(rejected.row, rejected.reason.key) for rejected in answer.rejected] == ([] if read else [(row, "csv.cut")])


_OLDER = "Compte;Date de comptabilisation;Date opération;Libellé;Référence;Date valeur;Montant\n"


@pytest.mark.parametrize("others", ["", "04477112233;31/08/2020;;A;;31/08/2020;-12,50\n", "1;31/08/2020;;A;;;-12\n"])
def test_an_amount_cut_inside_its_thousands_is_not_read(others: str) -> None:
    whole = f"{_OLDER}{others}04477112233;01/09/2020;;B;;01/09/2020;-1.234,50 €\n"
    start = len(whole.encode()) - len("-1.234,50 €\n".encode())
    for end in range(start, len(whole.encode()) - len(" €\n".encode())):
        answer = csv.read(whole.encode()[:end], profiles())
        assert isinstance(answer, Statement)
        assert len(answer.rows) == others.count("\n")
        assert [rejected.reason.key for rejected in answer.rejected] == ["csv.cut"]


def test_a_file_has_one_decimal_mark() -> None:
    cells = ["-12,50", "-1.23", "-1.234,50"]
    rows = "".join(f"1;31/08/2020;;A;;31/08/2020;{cell}\n" for cell in cells)
    answer = csv.read((_OLDER + rows).encode(), profiles())
    assert isinstance(answer, Statement)
    assert [row.cents for row in answer.rows if isinstance(row, BankRow)] == [-1250, -123450]
    assert [(rejected.row, rejected.reason.key) for rejected in answer.rejected] == [(3, "csv.amount")]
