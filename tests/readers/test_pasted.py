"""A table copied from a web page: read when it adds up, refused with the difference when not, and other texts left."""

from pathlib import Path

import pytest

from watchdog_sante.cycle import read_files
from watchdog_sante.inbox import Listing
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BenefitRow, Rejection, Statement
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement

AMELI = (
    "Assurance Maladie - compte ameli - Vos remboursements\n"
    "Paiement du 05/03/2025 : 20,00 euros\n"
    "Bénéficiaire : CLAIRE\n"
    "Date des soins\tNature des soins\tMontant payé\tBase du remboursement\tTaux\tMontant versé\n"
    "01/03/2025\tCONSULTATION\t30,00\t30,00\t70 %\t21,00\n"
    "01/03/2025\tPARTICIPATION FORFAITAIRE\t\t\t\t-1,00\n"
)
TOP_UP = (
    "Mutuelle du Ried, espace adhérent\n"
    "Virement du 06/03/2025 : 9,00 €\n"
    "Date des soins\tBénéficiaire\tActe\tDépense\tPart Sécurité sociale\tNotre part\n"
    "01/03/2025\tCLAIRE\tCONSULTATION\t30,00 €\t21,00 €\t9,00 €\n"
)


def _read(text: str, encoding: str = "utf-8") -> Statement | Rejection:
    return read_statement(StatementFile("collage.txt", "", text.encode(encoding)), forms())


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        (AMELI, SourceKind.BASIC_INSURER, [(5, 2100), (6, -100)]),
        (AMELI.replace("\t", "    ").replace("\n", "\r\n"), SourceKind.BASIC_INSURER, [(5, 2100), (6, -100)]),
        (TOP_UP, SourceKind.TOP_UP_INSURER, [(4, 900)]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_paste_that_adds_up_is_read(text: str, kind: SourceKind, rows: list[tuple[int, int]], encoding: str) -> None:
    answer = _read(text, encoding)
    assert isinstance(answer, Statement), answer
    assert (answer.kind, answer.rejected, answer.unverified) == (kind, (), None)
    assert [(row.row, row.reimbursed_cents) for row in answer.rows if isinstance(row, BenefitRow)] == rows


def test_a_paste_that_does_not_add_up_is_refused_with_the_difference_and_the_place() -> None:
    answer = _read(AMELI.replace("20,00", "25,00"))
    assert isinstance(answer, Rejection)
    told = dict(answer.reason.values)
    assert (answer.reason.key, told["stated"]) == ("refused.pasted_sum", Money(2500))
    assert {"difference", "place"} <= told.keys()


@pytest.mark.parametrize("text", [AMELI, TOP_UP])
def test_a_paste_cut_anywhere_is_never_whole(text: str) -> None:
    whole = _read(text)
    assert isinstance(whole, Statement)
    for end in range(0, len(text.rstrip()) - 2, 3):
        answer = _read(text[:end])
        assert isinstance(answer, Rejection) or answer.unverified or answer.rejected, text[:end]


def test_texts_that_are_no_statement_are_left_aside(tmp_path: Path) -> None:
    (tmp_path / "courses.txt").write_text("Courses du 01/03/2025 : pain 2,50, lait 1,20\n", "utf-8")
    (tmp_path / "rappel.txt").write_text("Le 05/03/2025, mutuelle : demander le remboursement de 30,00\n", "utf-8")
    (tmp_path / "collage.txt").write_text(AMELI, "utf-8")
    (tmp_path / "faux.txt").write_text(AMELI.replace("20,00", "25,00"), "utf-8")
    read = read_files(Listing((tmp_path,)).files, forms())
    assert [source.file for source in read.sources] == ["collage.txt"]
    assert [one.file for one in read.refused] == ["faux.txt"]
    assert read.skipped == ("courses.txt", "rappel.txt")
