"""How each column of a file was understood, for the person to see."""

from tests.readers.csv_goldens import SAMPLES
from watchdog_sante.model.statements import Rejection
from watchdog_sante.package_data import profiles
from watchdog_sante.readers.csv_understood import Understanding, UnderstoodColumn, understand


def _understood(name: str) -> Understanding:
    answer = understand((SAMPLES / f"{name}.csv").read_bytes(), profiles())
    assert isinstance(answer, Understanding)
    return answer


def test_columns_with_role_and_three_cells() -> None:
    answer = _understood("societe-generale")
    assert (answer.profile.name, answer.header, answer.delimiter, len(answer.statement.rows)) == (
        "societe-generale",
        3,
        ";",
        3,
    )
    assert answer.columns == (
        UnderstoodColumn("Date de l'opération", "day", ("05/04/2025", "04/04/2025", "02/04/2025")),
        UnderstoodColumn("Libellé", "label_else", ("CARTE X7788", "VIR RECU", "FRAIS BANCAIRES")),
        UnderstoodColumn(
            "Détail de l'écriture",
            "label",
            ("CARTE X7788 04/04 CAFÉ DES CIMES", "VIR RECU 7711223344 DE: CPAM ISERE MOTIF…", ""),
        ),
        UnderstoodColumn("Montant de l'opération", "amount", ("-12,50", "2.400,00", "1,00-")),
        UnderstoodColumn("Devise", "currency", ("EUR", "EUR", "EUR")),
    )


def test_a_form_without_header_names_its_columns_by_position() -> None:
    answer = _understood("lcl")
    assert answer.header == 0
    assert [(column.name, column.role) for column in answer.columns][:3] == [
        ("#1", "day"),
        ("#2", "amount"),
        ("#3", "type"),
    ]


def test_columns_understood_by_their_cells() -> None:
    assert [column.role for column in _understood("by-content-cells").columns] == ["day", "label", "amount", "balance"]


def test_a_file_that_is_not_read_is_refused_with_its_reason() -> None:
    answer = understand(b"a;b\n1;2\n", profiles())
    assert isinstance(answer, Rejection)
    assert answer.reason.key == "refused.csv_unknown"
