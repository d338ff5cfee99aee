"""What goes wrong in real CSV files, each in a file of our own making, and what becomes of each row."""

import pytest

from watchdog_sante.model.statements import BankRow, DetailRow, Rejection, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import csv

HEADER = "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n"


def _read(text: str) -> Statement:
    answer = csv.read(text.encode(), profiles())
    assert isinstance(answer, Statement), answer
    return answer


def _rows(text: str) -> list[tuple[int, str, int, str]]:
    return [
        (row.row, row.booked.isoformat(), row.cents, row.label) for row in _read(text).rows if isinstance(row, BankRow)
    ]


def _rejected(text: str) -> list[tuple[int, str]]:
    return [(rejected.row, rejected.reason.key) for rejected in _read(text).rejected]


def test_account_numbers_keep_their_zeros_and_texts_stay_texts() -> None:
    text = "dateOp;label;amount;accountNum\n2025-03-04;NA;-1,00;00012345678\n2025-03-04;12E5;-1,00;\n"
    rows = [(row.account, row.label) for row in _read(text).rows if isinstance(row, BankRow)]
    assert rows == [("00012345678", "NA"), ("", "12E5")]


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("-1 234,56", -123456),
        ("-1\u00a0234,56", -123456),
        ("-1\u202f234,56", -123456),
        ("-1.234,56", -123456),
        ("-1'234,56", -123456),
        ("1234,56-", -123456),
        ("\u22121234,56", -123456),
        ('="-12,30"', -1230),
        ("-12,3", -1230),
        ("-12", -1200),
        ("+12,30 €", 1230),
    ],
)
def test_amounts_as_banks_write_them(cell: str, cents: int) -> None:
    text = f"Date;Libellé;Montant(EUROS)\n03/03/2025;ACHAT;{cell}\n04/03/2025;ACHAT;-1,00\n"
    assert [row[2] for row in _rows(text)] == [cents, -100]


@pytest.mark.parametrize("cell", ["NaN", "1E+9", "12,345", "1.2.3", "douze", "--5", "inf"])
def test_what_is_no_amount_is_a_rejected_row(cell: str) -> None:
    text = f"Date;Libellé;Montant(EUROS)\n03/03/2025;ACHAT;{cell}\n04/03/2025;ACHAT;-1,00\n"
    assert (_rejected(text), len(_rows(text))) == ([(2, "csv.amount")], 1)


def test_a_file_decides_its_decimal_mark_once() -> None:
    text = "Date;Date de valeur;Montant;Libellé;Solde\n{}"
    rows = ["03/03/2025;03/03/2025;-12.50;A;1.00\n", "03/03/2025;03/03/2025;1,234;B;1.00\n"]
    assert [row[2] for row in _rows(text.format("".join(rows)))] == [-1250, 123400]
    assert _rejected(text.format(rows[1])) == [(2, "csv.amount")]  # alone it may be a thousand or one euro


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("03/04/2026", "2026-04-03"),
        ("03/04/26", "2026-04-03"),
        ("31/12/2025", "2025-12-31"),
    ],
)
def test_days_are_never_american(day: str, read: str) -> None:
    assert _rows(f"{HEADER}{day};{day};-1,00;;A;1,00\n")[0][1] == read


@pytest.mark.parametrize("day", ["", "31/02/2025", "12/31/2025", "2025-03-04", "00/00/0000", "03/03/0225", "demain"])
def test_a_day_of_another_form_than_the_file_is_a_rejected_row(day: str) -> None:
    text = f"{HEADER}03/03/2025;03/03/2025;-1,00;;A;1,00\n{day};03/03/2025;-2,00;;B;1,00\n"
    assert (_rejected(text), [row[3] for row in _rows(text)]) == ([(3, "csv.day" if day else "csv.no_day")], ["A"])


def test_one_bad_row_never_hides_the_others() -> None:
    text = (
        f"{HEADER}03/03/2025;03/03/2025;-1,00;;A;1,00\n"
        "03/03/2025;03/03/2025;-2,00;;B\n"
        "03/03/2025;03/03/2025;-3,00;;C;x;1,00\n"
        "\n"
        ";;;;;\n"
        "03/03/2025;03/03/2025;;;D;1,00\n"
        "03/03/2025;03/03/2025;-5,00;5,00;E;1,00\n"
        "03/03/2025;03/03/2025;-6,00;;F;1,00\n"
    )
    assert _rejected(text) == [(3, "csv.width"), (4, "csv.width"), (7, "csv.no_amount"), (8, "csv.two_amounts")]
    assert [(row[0], row[3]) for row in _rows(text)] == [(2, "A"), (9, "F")]


def test_a_stray_quote_never_glues_rows() -> None:
    text = (
        f'{HEADER}03/03/2025;03/03/2025;-1,00;;"A;1,00\n'
        '04/03/2025;04/03/2025;-2,00;;B";2,00\n'
        '05/03/2025;05/03/2025;-3,00;;LE "BISTRO";3,00\n'
    )
    assert [row[3] for row in _rows(text)] == ['"A', 'B"', 'LE "BISTRO"']


def test_a_quote_that_takes_a_column_with_it_is_told() -> None:
    text = f'{HEADER}03/03/2025;03/03/2025;-1,00;;A\n03/03/2025;"03/03/2025;-1,00;;B\n04/03/2025;;-2,00;;C;2,00\n'
    assert _rejected(text) == [(2, "csv.width"), (3, "csv.open_quote")]
    assert [row[3] for row in _rows(text)] == ["C"]


def test_a_label_over_several_lines_never_swallows_a_row() -> None:
    text = 'Date;Libellé;Débit euros;Crédit euros;\n03/03/2025;"PRELEVEMENT\n04/03/2025;"VIREMENT\nCPAM";;18,50;\n'
    assert _rows(text) == [(3, "2025-03-04", 1850, "VIREMENT CPAM")]
    assert _rejected(text) == [(2, "csv.open_quote")]


def test_two_stray_quotes_never_make_one_row_of_two() -> None:
    text = 'Date;Libellé;Débit euros;Crédit euros;\n03/03/2025;"A;5,00;;\n04/03/2025;B";6,00;;\n'
    assert _rows(text) == [(2, "2025-03-03", -500, '"A'), (3, "2025-03-04", -600, 'B"')]


def test_a_label_column_that_repeats_another_is_not_said_twice() -> None:
    header = "Date;Numéro d'opération;Libellé;Débit;Crédit;Détail;\n"
    rows = "03/03/25;1;CB TABAC FACT 020325;-1,00;;CB TABAC;\n04/03/25;2;CB;-1,00;;CB LIVRES;\n"
    assert [row[3] for row in _rows(header + rows)] == ["CB TABAC FACT 020325", "CB LIVRES"]


def test_debits_with_or_without_a_minus_but_not_both() -> None:
    rows = ["03/03/2025;;{};;A;1,00\n", "03/03/2025;;{};;B;1,00\n", "03/03/2025;;{};;C;1,00\n"]
    plain = HEADER + "".join(row.format(amount) for row, amount in zip(rows, ["1,00", "2,00", "3,00"], strict=True))
    minus = HEADER + "".join(row.format(amount) for row, amount in zip(rows, ["-1,00", "-2,00", "-3,00"], strict=True))
    mixed = HEADER + "".join(row.format(amount) for row, amount in zip(rows, ["1,00", "2,00", "-3,00"], strict=True))
    assert [row[2] for row in _rows(plain)] == [row[2] for row in _rows(minus)] == [-100, -200, -300]
    assert ([row[2] for row in _rows(mixed)], _rejected(mixed)) == ([-100, -200], [(4, "csv.sign")])


def test_a_very_long_cell_is_a_rejected_row() -> None:
    text = f"{HEADER}03/03/2025;;-1,00;;{'A' * 2001};1,00\n03/03/2025;;-2,00;;B;1,00\n"
    assert (_rejected(text), [row[3] for row in _rows(text)]) == ([(2, "csv.long_cell")], ["B"])


def test_a_nir_is_masked_wherever_it_stands() -> None:
    number = "2" + "061275111005" + "64"  # the domain notes' test vector, put together here
    text = f"{HEADER}03/03/2025;;-1,00;;VIR CPAM {number};1,00\n"
    assert number not in str(_read(text))
    details = _read(f"Date;Champ;Valeur\n03/03/2025;Adhérent;{number}\n").rows[0]
    assert isinstance(details, DetailRow)
    assert number not in details.value
    bad_day = f"Date;Champ;Valeur\n{number};Adhérent;x\n"
    assert number not in str(_read(bad_day).rejected)


def test_a_file_with_a_header_and_no_rows_is_an_empty_statement() -> None:
    assert (_read(HEADER).rows, _read(HEADER).rejected) == ((), ())


def test_a_header_that_comes_again_is_no_row() -> None:
    row = "03/03/2025;03/03/2025;-1,00;;A;1,00\n"
    text = HEADER + row + HEADER + row
    assert ([row[0] for row in _rows(text)], _rejected(text)) == ([2, 4], [])


def test_rows_below_an_account_without_a_table_are_not_given_to_another_account() -> None:
    text = (
        "Compte n° 60011223344\nDate;Libellé;Débit euros;Crédit euros;\n03/03/2025;A;1,00;;\n"
        "Compte n° 60011223399\nSolde au 03/03/2025 77,00 €\n"
    )
    statement = _read(text)
    assert [row.account for row in statement.rows if isinstance(row, BankRow)] == ["60011223344"]
    assert statement.balances == ()
    assert _rejected(text) == [(4, "csv.width"), (5, "csv.width")]


def test_a_row_broken_before_the_next_account_is_not_taken_for_its_preamble() -> None:
    text = (
        "Compte n° 60011223344\nDate;Libellé;Débit euros;Crédit euros;\n03/03/2025;A;1,00;;\n04/03/2025\n\n"
        "M X\nCompte n° 60011223399\nDate;Libellé;Débit euros;Crédit euros;\n03/03/2025;B;1,00;;\n"
    )
    rows = [(row.account, row.label) for row in _read(text).rows if isinstance(row, BankRow)]
    assert rows == [("60011223344", "A"), ("60011223399", "B")]
    assert _rejected(text) == [(4, "csv.width")]


def test_the_header_is_found_whatever_its_case_accents_and_spaces() -> None:
    text = "\n\nRelevé\nDATE ;  date  DE valeur;debit; CREDIT\u00a0;LIBELLE;\u202fsolde\n03/03/2025;;-1,00;;A;1,00\n"
    statement = _read(text)
    assert (statement.profile, len(statement.rows)) == ("credit-mutuel-cic", 1)


def test_a_bank_that_announces_more_rows_than_the_file_holds() -> None:
    text = (
        '="00077112233";01/04/2025;05/04/2025;3;05/04/2025;1520,35 EUR\n\n'
        "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise\n"
        "05/04/2025;CARTE;CARTE X7788 CAFE;-12,50;EUR\n"
    )
    statement = _read(text)
    assert len(statement.rows) == 1
    assert [(found.row, found.reason.key, dict(found.reason.values)) for found in statement.rejected] == [
        (5, "csv.rows_missing", {"announced": 3, "found": 1, "count": 2})
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Date,Label,Amount,Currency",
        "Datum;Empfänger;Betrag",
        "txnidx,date,description,account,credit,debit",
        "Date;Acte;Bénéficiaire;Montant remboursé",
        "Date;Libellé;Quantité;Cours;Montant",
        "Produit;Monn.;Description;Date de valeur;Débit;Crédit;Solde",
    ],
)
def test_what_no_profile_knows_is_refused_with_the_way_out(header: str) -> None:
    answer = csv.read(f"{header}\n1;2;3;4;5;6\n".encode(), profiles())
    assert isinstance(answer, Rejection)
    assert answer.reason.key == "refused.csv_unknown"


@pytest.mark.parametrize(
    ("rows", "cents"),
    [
        ("03/02/2025;CARTE A LYON;-1,00\n04/02/2025;VIR B CPAM;2,00\n05/02/2025;CARTE C;-3,00\n", [-100, 200, -300]),
        ("03/02/2025;CARTE A LYON;-1,00;\n04/02/2025;VIR B CPAM;;2,00\n05/02/2025;CARTE C;-3,00;\n", [-100, 200, -300]),
        ("03/02/2025;CARTE A;-1,00;9,00\n04/02/2025;VIR B;2,00;11,00\n05/02/2025;C;-3,00;8,00\n", [-100, 200, -300]),
    ],
)
def test_without_any_known_name_the_cells_decide(rows: str, cents: list[int]) -> None:
    assert [row[2] for row in _rows(rows)] == cents


@pytest.mark.parametrize(
    "rows",
    [
        "03/02/2025;CARTE A LYON;1,00\n04/02/2025;VIR B CPAM;2,00\n05/02/2025;CARTE C;3,00\n",  # no sign
        "03/02/2025;CARTE A LYON;1,00;\n04/02/2025;VIR B CPAM;;2,00\n05/02/2025;CARTE C;3,00;\n",  # which is the debit?
        "03/02/2025,CARTE A LYON,-1.00\n04/02/2025,VIR B CPAM,2.00\n05/02/2025,CARTE C,-3.00\n",  # no French mark
        "03/02/2025;CARTE A LYON;-1,00\n04/02/2025;VIR B CPAM;2,00\n",  # too few to judge by
    ],
)
def test_where_the_cells_leave_a_doubt_the_file_is_refused(rows: str) -> None:
    assert isinstance(csv.read(rows.encode(), profiles()), Rejection)


def test_amounts_whose_sign_stands_in_another_column_are_not_read_as_credits() -> None:
    text = "Date;Libellé;Montant;Type\n03/02/2025;CARTE A;1,00;Débit\n04/02/2025;VIR B;2,00;Crédit\n"
    assert [row[2] for row in _rows(text)] == [-100, 200]


@pytest.mark.parametrize(
    "header",
    [
        "Date;Libellé;Montant",
        "Date,Libellé,Montant",
        "Date opération\tLibellé\tMontant (€)",
        "Jour;Intitulé;Montant EUR",
        "Date comptable;Nature de l'opération;Montant de l'opération",
    ],
)
def test_one_amount_under_french_names(header: str) -> None:
    delimiter = next(mark for mark in ";\t," if mark in header)
    mark = "." if delimiter == "," else ","
    rows = [("03/02/2025", "CARTE A", f"-1{mark}50"), ("04/02/2025", "VIR B", f"2{mark}00")]
    text = "".join(delimiter.join(row) + "\n" for row in [(header,), *rows])
    assert [row[1:] for row in _rows(text)] == [("2025-02-03", -150, "CARTE A"), ("2025-02-04", 200, "VIR B")]


@pytest.mark.parametrize(
    "header",
    [
        "Date;Libellé;Débit;Crédit",
        "Date;Libellé;Débit (€);Crédit (€)",
        "Date op;Intitulé;Sorties;Entrées;Solde",
        "Date de comptabilisation;Libellé;Montant débit;Montant crédit",
    ],
)
def test_debit_and_credit_under_french_names(header: str) -> None:
    solde = ";9,00" if "Solde" in header else ""
    text = f"{header}\n03/02/2025;CARTE A;1,50;{solde}\n04/02/2025;VIR B;;2,00{solde}\n"
    rows = [row[1:] for row in _rows(text)]
    assert (_rejected(text), rows) == ([], [("2025-02-03", -150, "CARTE A"), ("2025-02-04", 200, "VIR B")])


def test_a_currency_is_seen_by_its_cells_where_its_column_has_no_known_name() -> None:
    text = "Date;Libellé;Montant;Code ISO\n03/02/2025;CARTE A;-1,00;EUR\n04/02/2025;CARTE B;-2,00;USD\n"
    assert ([row[3] for row in _rows(text)], _rejected(text)) == (["CARTE A"], [(3, "csv.currency")])


def test_a_field_of_the_details_form_that_nobody_filled_in_is_passed_over() -> None:
    text = "Date;Champ;Valeur\n03/03/2025;Organisme;Mutuelle du Ried\n;Formule;\n;Niveau;2\n04/03/2025;Contrat;\n"
    assert ([row.row for row in _read(text).rows], _rejected(text)) == ([2, 5], [(4, "csv.no_day")])


def test_a_width_is_said_in_the_singular_where_it_is_one() -> None:
    text = f"{HEADER}03/03/2025\n"
    assert [(found.reason.key, dict(found.reason.values)) for found in _read(text).rejected] == [
        ("csv.width", {"count": 1, "expected": 6})
    ]
