"""A spreadsheet is the same table as its CSV, whatever its cells are made of; what is none is told with its remedy."""

import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.readers.csv_goldens import samples
from tests.readers.workbooks import Grid, grid_of, ods, ods_of, patched, xlsx, zipped
from watchdog_sante.cycle import read_files
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, Rejection, Row, Statement
from watchdog_sante.package_data import phrasebook, profiles
from watchdog_sante.readers import csv, read_statement
from watchdog_sante.readers.csv_draft import Draft, draft
from watchdog_sante.readers.csv_understood import Understanding, understand
from watchdog_sante.readers.text_encoding import decode

HEADER = ("Date", "Date de valeur", "Débit", "Crédit", "Libellé", "Solde")
SHEET = "xl/worksheets/sheet1.xml"
ROWS: Grid = (
    HEADER,
    (date(2025, 3, 3), date(2025, 3, 3), -12.099999, None, "CARTE 02/03 BOULANGERIE DU RIED", 987.9),
    (date(2025, 3, 4), date(2025, 3, 4), None, 46.0, "VIR SEPA CPAM DU BAS-RHIN", 1033.9),
)


def _read(data: bytes, name: str = "releve.xlsx") -> Statement | Rejection:
    return read_statement(StatementFile(name, "", data), profiles())


def _told(data: bytes, name: str = "releve.xlsx") -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    answer = _read(data, name)
    assert isinstance(answer, Statement), answer
    rows = [(row.row, row.cents) for row in answer.rows if isinstance(row, BankRow)]
    return rows, [(row.row, row.reason.key) for row in answer.rejected]


def _refusal(data: bytes, name: str = "releve.xlsx") -> str:
    answer = _read(data, name)
    assert isinstance(answer, Rejection), answer
    assert all(phrasebook(language).text(answer.reason) for language in ("fr", "en"))
    return answer.reason.key


def _without_place(row: Row) -> Row:
    if isinstance(row, BankRow):
        return row._replace(row=0, label=" ".join(row.label.split()))
    return replace(row, row=0)


@pytest.mark.parametrize("write", [xlsx, ods])
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_a_sheet_reads_as_the_csv_of_the_same_table(sample: Path, write: Callable[[dict[str, Grid]], bytes]) -> None:
    decoded = decode(sample.read_bytes())
    assert decoded
    expected = csv.read(sample.read_bytes(), profiles())
    found = _read(write({"Feuille1": grid_of(decoded.text)}))
    if isinstance(expected, Rejection):
        assert found == expected
        return
    assert isinstance(found, Statement), found
    assert found.profile == expected.profile
    assert list(map(_without_place, found.rows)) == list(map(_without_place, expected.rows))
    assert [row.reason.key for row in found.rejected] == [row.reason.key for row in expected.rejected]
    assert (found.periods, found.balances) == (expected.periods, expected.balances)


def test_days_and_cents_are_exact() -> None:
    assert _told(xlsx({"a": ROWS})) == ([(2, -1210), (3, 4600)], [])
    assert _told(ods({"a": ROWS})) == ([(2, -1210), (3, 4600)], [])


def test_a_fraction_of_a_cent_is_no_amount() -> None:
    rows = (*ROWS, (date(2025, 3, 5), None, -1.234, None, "A", None))
    assert _told(xlsx({"a": rows}))[1] == [(4, "csv.amount")]


def test_a_mac_counts_its_days_from_1904() -> None:
    def mac(workbook: openpyxl.Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904

    answer = _read(xlsx({"a": ROWS}, mac))
    assert isinstance(answer, Statement)
    assert [row.booked for row in answer.rows if isinstance(row, BankRow)] == [date(2025, 3, 3), date(2025, 3, 4)]


def test_texts_and_days_may_be_mixed() -> None:
    rows = (*ROWS, ("05/03/2025", "05/03/2025", "-1 234,50", None, "LOYER", None))
    assert _told(xlsx({"a": rows})) == ([(2, -1210), (3, 4600), (4, -123450)], [])


def test_empty_rows_and_a_preamble_keep_the_numbers_of_the_sheet() -> None:
    rows = (("Compte courant",), (), HEADER, (), *ROWS[1:], ())
    assert _told(xlsx({"a": rows})) == ([(5, -1210), (6, 4600)], [])
    assert _told(ods({"a": rows})) == ([(5, -1210), (6, 4600)], [])


def test_a_total_that_adds_up_is_no_row_and_one_that_does_not_is_told() -> None:
    total = ("Total", None, -12.1, 46.0)
    assert _told(xlsx({"a": (*ROWS, total)})) == ([(2, -1210), (3, 4600)], [])
    assert _told(ods({"a": (*ROWS, (), total)})) == ([(2, -1210), (3, 4600)], [])
    assert _told(xlsx({"a": (*ROWS, ("TOTAL", None, -112.1, 46.0))}))[1] == [(4, "csv.total")]


def test_a_formula_counts_with_its_last_value_and_never_without() -> None:
    formula = (date(2025, 3, 5), None, "=C2*2", None, "A", None)
    workbook = xlsx({"a": (*ROWS, formula)})
    assert _told(workbook) == ([(2, -1210), (3, 4600)], [(4, "sheet.formula")])
    calculated = patched(workbook, SHEET, lambda part: part.replace(b"C2*2</f><v></v>", b"C2*2</f><v>-24.2</v>"))
    calculated = patched(calculated, SHEET, lambda part: part.replace(b"C2*2</f><v />", b"C2*2</f><v>-24.2</v>"))
    assert _told(calculated) == ([(2, -1210), (3, 4600), (4, -2420)], [])
    answer = _read(workbook)
    assert isinstance(answer, Statement)
    assert "C4" in phrasebook("fr").text(answer.rejected[0].reason)


def test_an_error_in_a_needed_cell_rejects_its_row() -> None:
    def error(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0]["C2"] = "#REF!"
        workbook.worksheets[0]["F3"] = "#REF!"  # a balance: the operation beside it is read all the same

    assert _told(xlsx({"a": ROWS}, error)) == ([(3, 4600)], [(2, "sheet.error")])


def test_an_error_or_a_formula_without_a_value_in_ods() -> None:
    rows = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{day}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell>{amount}</table:table-row>'
        for day, amount in (
            ("Date", '<table:table-cell office:value-type="string"><text:p>Montant</text:p></table:table-cell>'),
            ("03/03/2025", '<table:table-cell office:value-type="float" office:value="-5.1"/>'),
            ("04/03/2025", '<table:table-cell table:formula="of:=[.A1]*2"/>'),
            ("05/03/2025", '<table:table-cell table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell>'),
        )
    )
    rows = rows.replace("<text:p>A<", "<text:p>Libellé<", 1)
    told = _told(ods_of(f'<table:table table:name="a">{rows}</table:table>'), "releve.ods")
    assert told == ([(2, -510)], [(3, "sheet.formula"), (4, "sheet.error")])


def test_a_day_merged_over_several_rows_is_the_day_of_each_and_an_amount_is_not() -> None:
    def merged(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet.append([date(2025, 3, 6), date(2025, 3, 6), -5.0, None, "A"])
        sheet.append([None, None, -6.0, None, "B"])
        sheet.append([None, None, None, None, "C"])
        sheet.merge_cells("A4:A6")
        sheet.merge_cells("C5:C6")

    assert _told(xlsx({"a": ROWS}, merged)) == (
        [(2, -1210), (3, 4600), (4, -500), (5, -600)],
        [(6, "csv.no_amount")],
    )


def _sources(data: bytes, name: str = "classeur.xlsx") -> tuple[list[tuple[str, int]], list[tuple[str, str]]]:
    read = read_files([StatementFile(name, "", data)], profiles())
    assert len({source.sha256 for source in read.sources}) == len(read.sources)
    return (
        [(source.file, len(source.statement.rows)) for source in read.sources],
        [(one.file, one.reason.key) for one in read.refused],
    )


@pytest.mark.parametrize("write", [xlsx, ods])
def test_each_table_of_a_workbook_is_a_statement_and_notes_are_none(
    write: Callable[[dict[str, Grid]], bytes],
) -> None:
    details: Grid = (("Date", "Champ", "Valeur"), (date(2025, 1, 21), "Organisme", "Mutuelle du Ried"))
    strange: Grid = (("Jour", "Somme"), (date(2025, 1, 21), 12.5))
    notes: Grid = (("À faire",), ("Téléphoner",))
    both = write({"Notes": notes, "Compte": ROWS, "Carte": details, "Autre": strange})
    assert _sources(both) == (
        [("classeur.xlsx/Compte", 2), ("classeur.xlsx/Carte", 1)],
        [("classeur.xlsx/Autre", "refused.csv_unknown")],
    )
    assert _sources(write({"Notes": notes, "Compte": ROWS})) == ([("classeur.xlsx", 2)], [])


def test_a_hidden_sheet_and_a_chart_sheet_are_no_trouble() -> None:
    def hide(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0].sheet_state = "hidden"
        workbook.create_chartsheet("Graphique")

    assert _told(xlsx({"a": ROWS}, hide)) == ([(2, -1210), (3, 4600)], [])


def test_a_claimed_size_never_hides_a_row() -> None:
    claimed = patched(xlsx({"a": ROWS}), SHEET, lambda part: part.replace(b"A1:F3", b"A1:A1"))
    assert _told(claimed) == ([(2, -1210), (3, 4600)], [])


def test_macros_and_links_are_never_looked_at() -> None:
    parts = dict.fromkeys(("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"), b"<not/> read")
    with zipfile.ZipFile(io.BytesIO(xlsx({"a": ROWS}))) as archive:
        parts |= {name: archive.read(name) for name in archive.namelist()}
    assert _told(zipped(parts), "releve.xlsm") == ([(2, -1210), (3, 4600)], [])


_TABLE_ROWS = "".join(
    f"<tr><td>{day}</td><td></td><td>{out}</td><td>{into}</td><td>{label}</td><td></td></tr>"
    for day, out, into, label in (
        ("03/03/2025", "-12,10", "", "CARTE &amp; CIE<br>RIED"),
        ("04/03/2025", "", "46,00", "VIR CPAM; REMB"),
    )
)
_PAGE = f"<html><body><table><tr><th>{'</th><th>'.join(HEADER)}</th></tr>{_TABLE_ROWS}</table></body></html>"


def test_a_web_page_called_xls_is_read_as_its_table() -> None:
    assert _told(_PAGE.encode(), "releve.xls") == ([(2, -1210), (3, 4600)], [])
    answer = _read(_PAGE.encode(), "releve.xls")
    assert isinstance(answer, Statement)
    assert [row.label for row in answer.rows if isinstance(row, BankRow)] == ["CARTE & CIE RIED", "VIR CPAM; REMB"]
    assert _refusal(_PAGE.encode(), "releve.csv") == "refused.web_page"
    login = b"<html><body><form>Identifiez-vous</form></body></html>"
    assert _refusal(login, "releve.xls") == "refused.web_page"


def test_a_csv_called_xls_is_read_as_a_csv() -> None:
    text = "Date\tDate de valeur\tDébit\tCrédit\tLibellé\tSolde\n03/03/2025\t\t-12,10\t\tA\t1,00\n"
    assert _told(text.encode("cp1252"), "releve.xls") == ([(2, -1210)], [])


def test_excel_xml_of_2003() -> None:
    def cells(row: tuple[object, ...]) -> str:
        kinds = [
            ("Number" if isinstance(c, float) else "DateTime" if isinstance(c, date) else "String", c) for c in row
        ]
        return "".join(f'<Cell><Data ss:Type="{kind}">{cell or ""}</Data></Cell>' for kind, cell in kinds)

    table = "".join(f"<Row>{cells(tuple(row))}</Row>" for row in ROWS)
    space = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    text = (
        f'<?xml version="1.0"?><Workbook {space}><Worksheet ss:Name="a"><Table>{table}</Table></Worksheet></Workbook>'
    )
    assert _told(text.encode(), "releve.xls") == ([(2, -1210), (3, 4600)], [])


_END = b"</sheetData>"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (_OLD, "refused.sheet_old"),
        (_OLD + "EncryptedPackage".encode("utf-16-le"), "refused.sheet_encrypted"),
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", "refused.sheet_damaged"),
        (zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "refused.sheet_unknown"),
        (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": b"\1"}), "refused.sheet_unknown"),
        (xlsx({"a": ()}), "refused.empty"),
        (xlsx({"a": (("Bonjour",),)}), "refused.csv_unknown"),
        (xlsx({"a": (*ROWS, (None,) * 200 + (1,))}), "refused.sheet_too_wide"),
        (xlsx({str(n): ROWS for n in range(61)}), "refused.sheet_too_large"),
        (patched(xlsx({"a": ROWS}), SHEET, lambda part: part.replace(b'r="3"', b'r="2"')), "refused.sheet_damaged"),
        (patched(xlsx({"a": ROWS}), SHEET, lambda part: part[:-80]), "refused.sheet_damaged"),
        (
            patched(xlsx({"a": ROWS}), SHEET, lambda part: b'<!DOCTYPE x [<!ENTITY e "e">]>' + part),
            "refused.sheet_damaged",
        ),
        (
            zipped(
                {"content.xml": "<a>spreadsheet</a>", "mimetype": "x", "META-INF/manifest.xml": "<encryption-data/>"}
            ),
            "refused.sheet_encrypted",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_readable_workbook_is_told_with_its_remedy(data: bytes, key: str) -> None:
    assert _refusal(data) == key


def test_an_encrypted_ods() -> None:
    manifest = b"<m><encryption-data/></m>"
    with zipfile.ZipFile(io.BytesIO(ods({"a": ROWS}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert _refusal(zipped(parts | {"META-INF/manifest.xml": manifest}), "a.ods") == "refused.sheet_encrypted"


@pytest.mark.parametrize(
    "data",
    [
        patched(xlsx({"a": ROWS}), SHEET, lambda part: part.replace(_END, b" " * 50_000_000 + _END)),
        patched(
            xlsx({"a": ROWS}),
            SHEET,
            lambda part: part.replace(_END, b'<row r="1048576"><c r="XFD1048576"><v>3</v></c></row>' + _END),
        ),
        patched(xlsx({"a": ROWS}), SHEET, lambda _: b"<a>" * 100_000),
        ods_of('<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>a'
               "</text:p></table:table-cell></table:table-row></table:table>"),
        ods_of('<table:table><table:table-row><table:table-cell table:number-columns-repeated="16384"><text:p>a'
               "</text:p></table:table-cell></table:table-row></table:table>"),
        b"<html></b><table>" + b"<tr><td>" * 100_000,
        b"<html></b>" + b"<!--" * 200_000,
        b"<html></b><table>" + b"<a" * 300_000,
    ],
    ids=range(8),
)  # fmt: skip
def test_hostile_workbooks_cost_no_more_than_their_size(data: bytes) -> None:
    start = time.process_time()
    answer = _read(data, "releve.xls")
    assert time.process_time() - start < 8
    assert isinstance(answer, Rejection) or len(answer.rows) == 2


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_workbook_cut_anywhere_is_refused(write: Callable[[dict[str, Grid]], bytes]) -> None:
    data = write({"a": ROWS})
    for end in range(len(data)):
        assert isinstance(_read(data[:end]), Rejection), end


def test_how_a_sheet_is_understood_and_a_profile_drafted() -> None:
    understood = understand(xlsx({"a": ROWS}), profiles(), "releve.xlsx")
    assert isinstance(understood, Understanding)
    assert (understood.profile.name, understood.header) == ("credit-mutuel-cic", 1)
    assert understood.columns[0].cells == ("03/03/2025", "04/03/2025")
    strange: Grid = (("Jour", "Motif", "Somme"), (date(2025, 3, 3), "CPAM", 12.5), (date(2025, 3, 4), "B", -1.0))
    drafted = draft(xlsx({"Notes": (("À faire",),), "a": strange}), "Ma banque.xlsx", profiles())
    assert isinstance(drafted, Draft)
    assert "Somme: amount" in drafted.text


def test_the_canonical_forms_as_sheets() -> None:
    benefit: Grid = (
        ("Date de paiement", "Nature des soins", "Taux", "Montant remboursé", "Destinataire"),
        (date(2025, 3, 3), "Consultation", "70 %", 16.1, "Assuré"),
        (date(2025, 3, 3), "Participation forfaitaire", None, -2, "Assuré"),
    )

    def percent(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0]["C2"] = 0.7
        workbook.worksheets[0]["C2"].number_format = "0%"

    answer = _read(xlsx({"a": benefit}, percent))
    assert isinstance(answer, Statement)
    lines = [row for row in answer.rows if isinstance(row, BenefitRow)]
    assert [(line.reimbursed_cents, line.rate) for line in lines] == [(1610, "70 %"), (-200, "")]
    snapshot: Grid = (("Date", "Champ", "Valeur"), (date(2025, 1, 21), "N° de contrat", 12345678901.0))
    answer = _read(ods({"a": snapshot}))
    assert isinstance(answer, Statement)
    assert [row.value for row in answer.rows if isinstance(row, DetailRow)] == ["12345678901"]
