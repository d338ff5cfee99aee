"""QIF: French days and decimals, splits, several accounts; a record without its end is no record."""

from datetime import date

import pytest

from tests.readers.exchange import refusal, rows_of, told, whole_or_told
from watchdog_sante.model.statements import BankRow, StatedBalance, Statement
from watchdog_sante.readers import qif

SAMPLE = (
    "!Type:Bank\r\nD03/03/2025\r\nT-1 234,50\r\nPPRLV SEPA MUTUELLE DU RIED\r\nMECHEANCE MARS\r\n^\r\n"
    "D15/03'25\r\nT46,00\r\nN123\r\nPVIR CPAM DU BAS-RHIN\r\nLSanté\r\n^\r\n"
    "D16/03/2025\r\nT-30,00\r\nPCHEQUE\r\nN0001234\r\nSCourses\r\n$-10,00\r\nSMaison\r\n$-20,00\r\n^\r\n"
)


def _days(*days: str) -> list[date]:
    text = "!Type:Bank\n" + "".join(f"D{day}\nT-1.00\nPA\n^\n" for day in days)
    return [row.booked for row in rows_of(text.encode())]


def test_french_days_decimals_labels_and_cheques() -> None:
    found = [(row.row, row.booked.isoformat(), row.cents, row.label) for row in rows_of(SAMPLE.encode("cp1252"))]
    assert found == [
        (2, "2025-03-03", -123450, "PRLV SEPA MUTUELLE DU RIED ECHEANCE MARS"),
        (7, "2025-03-15", 4600, "VIR CPAM DU BAS-RHIN"),
        (13, "2025-03-16", -3000, "CHEQUE 0001234"),
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("03/04/2025",), ["2025-04-03"]),
        (("3/ 4'25", "31/12/99"), ["2025-04-03", "1999-12-31"]),
        (("01/13/2025", "02/01/2025"), ["2025-01-13", "2025-02-01"]),
        (("2025-03-04",), ["2025-03-04"]),
        (("24-09-01", "24-09-02", "24-09-05"), ["2024-09-01", "2024-09-02", "2024-09-05"]),
        (("05/01/24", "05/02/24", "05/03/24"), ["2024-01-05", "2024-02-05", "2024-03-05"]),
    ],
)
def test_the_days_of_a_file_have_one_form(days: tuple[str, ...], expected: list[str]) -> None:
    assert [day.isoformat() for day in _days(*days)] == expected


def test_what_cannot_be_read_is_told() -> None:
    text = "!Type:Bank\nD31/02/2025\nT1,00\n^\nD01/02/2025\n^\n"
    text += "D01/02/2025\nTx\n^\nD01/02/2025\nT-3,00\n$-1,00\n^\nD01/02/2025"
    assert told(text.encode()) == (
        [],
        [(2, "csv.day"), (5, "csv.no_amount"), (7, "csv.amount"), (10, "qif.splits"), (14, "qif.cut")],
    )


def test_several_accounts_are_kept_apart_and_a_lone_name_is_no_number() -> None:
    record = "D01/02/2025\nT-3,00\nPA\n^\n"
    account = "!Account\nN{}\nTBank\n^\n!Type:Bank\n"
    both = account.format("Compte courant") + record + account.format("Livret") + record
    assert [row.account for row in rows_of(both.encode())] == ["COMPTECOURANT", "LIVRET"]
    assert [row.account for row in rows_of((account.format("Compte courant") + record).encode())] == [""]
    assert [row.account for row in rows_of((account.format("00012 345678") + record).encode())] == ["00012345678"]


def test_an_opening_balance_is_a_balance() -> None:
    answer = qif.read(b"!Type:Bank\nD01/03/2025\nT100,00\nPOpening Balance\n^\nD02/03/2025\nT-1,00\nPA\n^\n")
    assert isinstance(answer, Statement)
    assert [row.cents for row in answer.rows if isinstance(row, BankRow)] == [-100]
    assert answer.balances == (StatedBalance("", date(2025, 2, 28), 10000),)


def test_lists_and_investments_are_no_operations() -> None:
    assert refusal(b"!Type:Invst\nD01/03/2025\nNBuy\nT1,00\n^\n") == "qif.investment"
    assert refusal(b"!Type:Cat\nNSant\xe9\nE\n^\n") == "qif.no_operation"


def test_a_cut_file_is_never_whole() -> None:
    whole_or_told(SAMPLE.encode())
