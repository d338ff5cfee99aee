"""What is a line beside the table and what is a row, broken or not: no row is taken for a stated period or balance."""

import pytest

from watchdog_sante.model.statements import BankRow, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import csv


def _read(text: str) -> Statement:
    answer = csv.read(text.encode(), profiles())
    assert isinstance(answer, Statement), answer
    return answer


def _what(text: str) -> tuple[list[tuple[str, int]], list[tuple[int, str]]]:
    statement = _read(text)
    rows = [(row.account, row.cents) for row in statement.rows if isinstance(row, BankRow)]
    return rows, [(rejected.row, rejected.reason.key) for rejected in statement.rejected]


@pytest.mark.parametrize(
    "row",
    [
        "06/01/2024;PRLV SEPA ARNAQUE; DU 02/01/2024 AU 04/01/2024;-190,00;EUR",
        "06/01/2024;VIR SALAIRE; SOLDE DE TOUT COMPTE AU 31/12/2023 1200,00;1200,00;EUR",
        "X;06/01/2024;PRLV DU 02/01/2024 AU 04/01/2024;-190,00;EUR",
        "PRLV DU 02/01/2024 AU 04/01/2024;;-190,00",
    ],
)
@pytest.mark.parametrize("again", ["", "Date;Libellé;Montant;Devise\n"])
def test_a_row_whose_label_speaks_of_a_period_or_a_balance_is_rejected_not_passed_over(row: str, again: str) -> None:
    text = f"Date;Libellé;Montant;Devise\n05/01/2024;LOYER;-500,00;EUR\n{row}\n{again}08/01/2024;PHARMACIE;-1,00;EUR\n"
    assert _what(text) == ([("", -50000), ("", -100)], [(3, "csv.width")])
    assert (_read(text).periods, _read(text).balances) == ((), ())


def test_a_row_without_its_day_whose_label_speaks_of_a_period_is_rejected() -> None:
    text = "Date;Libellé;Montant;Devise\n05/01/2024;LOYER;-5,00;EUR\n;DU 02/01/2024 AU 04/01/2024;-9,00;EUR\n"
    assert ([row for row, _ in _what(text)[1]], _read(text).periods) == ([3], ())


def test_a_row_below_a_header_that_begins_like_a_preamble_is_rejected() -> None:
    text = (
        "Date;Libellé;Montant(EUROS);Montant(FRANCS)\n05/01/2024;LOYER;-5,00;-32\nType de carte; 06/01/2024;-1,00;-6\n"
    )
    assert _what(text) == ([("", -500)], [(3, "csv.day")])


@pytest.mark.parametrize(
    "line", ["Solde au 31/01/2024;;1200,00;EUR", "Solde au 31/01/2024 : 1 200,00 €", "solde au 31/01/2024;1200,00;;"]
)
def test_a_known_line_below_the_table_is_still_known(line: str) -> None:
    text = f"Date;Libellé;Montant;Devise\n05/01/2024;LOYER;-5,00;EUR\n{line}\n"
    assert _what(text) == ([("", -500)], [])
    assert [(balance.day.isoformat(), balance.cents) for balance in _read(text).balances] == [("2024-01-31", 120000)]


def test_a_padded_balance_of_lcl_is_no_row() -> None:
    text = (
        "01/01/2024;900,00;;01234 012345A;;;;\n05/01/2024;-5;Carte;;CB A;;0;Divers\n"
        "06/01/2024;105;Virement;;VIR B;;0;Divers\n31/01/2024;1000,00;;01234 012345A;;;;\n"
    )
    assert _what(text) == ([("012345A", -500), ("012345A", 10500)], [])
    assert [balance.cents for balance in _read(text).balances] == [100000]


def test_each_closing_balance_of_lcl_ends_the_rows_of_its_own_account() -> None:
    text = (
        "05/01/2024;-5;Carte;;CB A;;0;Divers\n06/01/2024;-6;Carte;;CB A;;0;Divers\n"
        "31/01/2024;1000,00;;01234 012345A\n07/01/2024;-7;Carte;;CB B;;0;Divers\n"
        "08/01/2024;-8;Carte;;CB B;;0;Divers\n31/01/2024;2000,00;;01234 067890B\n"
    )
    rows = [("012345A", -500), ("012345A", -600), ("067890B", -700), ("067890B", -800)]
    assert _what(text) == (rows, [])
    stated = [(found.account, found.cents) for found in _read(text).balances]
    assert stated == [
        ("012345A", 100000),
        ("067890B", 200000),
    ]
    cut = "".join(text.splitlines(keepends=True)[:-1])
    assert _what(cut) == (rows[:2], [(4, "csv.no_closing"), (5, "csv.no_closing"), (6, "csv.no_closing")])


_FIRST = ("03/01/2024;-10,00;Carte;0;CB A;;;", "04/01/2024;-11,00;Carte;0;CB B;;;", "05/01/2024;-12,00;Carte;0;CB C;;;")
_SECOND = ("02/01/2024;-20,00;Carte;0;CB D;;;", "04/01/2024;-21,00;Carte;0;CB E;;;")
_OPENS = ("02/01/2024;100,00;;12345 123456A;;;;", "01/01/2024;200,00;;12345 654321B;;;;")
_CLOSES = ("31/01/2024;67,00;;12345 123456A;;;;", "31/01/2024;159,00;;12345 654321B;;;;")


def _accounts(*lines: str) -> tuple[list[tuple[int, str]], list[int]]:
    told = _read("\n".join(lines) + "\n")
    return [(row.row, row.account) for row in told.rows if isinstance(row, BankRow)], [row.row for row in told.rejected]


def test_a_lost_closing_balance_of_lcl_gives_no_row_to_the_next_account() -> None:
    whole = _accounts(_OPENS[0], *_FIRST, _CLOSES[0], _OPENS[1], *_SECOND, _CLOSES[1])
    first, second = [(2, "123456A"), (3, "123456A"), (4, "123456A")], [(7, "654321B"), (8, "654321B")]
    assert whole == (first + second, [])
    # The opening balance names its account: the rows are read, the missing line is told.
    lost = _accounts(_OPENS[0], *_FIRST, _OPENS[1], *_SECOND, _CLOSES[1])
    assert lost == ([*first, (6, "654321B"), (7, "654321B")], [5])
    # Without one the days that begin anew show it: whose rows these are is not known.
    assert _accounts(*_FIRST, *_SECOND, _CLOSES[1]) == ([(4, "654321B"), (5, "654321B")], [1, 2, 3, 4])
    one_account = ([(n, "654321B") for n in range(1, 4)], [])
    assert _accounts(*_FIRST, _CLOSES[1]) == one_account
    assert _accounts(*_FIRST[::-1], _CLOSES[1]) == one_account
