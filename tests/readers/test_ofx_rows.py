"""Single OFX rows through the reader's door: what is read of each, or why it is rejected."""

from datetime import date

import pytest
from ofx_documents import ROW, account, document, one_account

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import BankRow, RejectedRow, Statement
from watchdog_sante.readers.ofx import read

GOOD = ROW.replace("A1", "GOOD")


def _read(rows: str) -> Statement:
    answer = read(one_account(rows).encode())
    assert isinstance(answer, Statement)
    return answer


def _row(fields: str) -> BankRow:
    answer = _read(f"<STMTTRN>{fields}</STMTTRN>\n")
    assert answer.rejected == ()
    (row,) = answer.rows
    assert isinstance(row, BankRow)
    return row


def _reason(fields: str) -> Sentence:
    """Why the row between two good ones is rejected; the good ones are read."""
    answer = _read(f"{GOOD}<STMTTRN>{fields}</STMTTRN>\n{GOOD}")
    assert [row.row for row in answer.rows] == [1, 3]
    ((number, reason),) = [(row.row, row.reason) for row in answer.rejected]
    assert number == 2
    return reason


# ---- labels

DATED = "<TRNTYPE>DEBIT<DTPOSTED>20240105<TRNAMT>-1.00<FITID>X"
LABELS = [
    ("<NAME>VIR CPAM", "VIR CPAM"),
    ("<NAME>FACTURE CARTE DU 010123 LE PETIT <MEMO>*MARCHE CARTE", "FACTURE CARTE DU 010123 LE PETIT *MARCHE CARTE"),
    ("<NAME>PRLV SEPA MUTUELLE DES COLLINES V<MEMO>ERTES", "PRLV SEPA MUTUELLE DES COLLINES V ERTES"),
    ("<NAME>VIR CPAM<MEMO>.", "VIR CPAM"),
    ("<NAME>.<MEMO>VIR CPAM", "VIR CPAM"),
    ("<NAME>VIR CPAM<MEMO>", "VIR CPAM"),
    ("<NAME>VIR CPAM</NAME><MEMO></MEMO>", "VIR CPAM"),
    ("<NAME></NAME><MEMO>VIR CPAM</MEMO>", "VIR CPAM"),
    ("<NAME/><MEMO>VIR CPAM</MEMO>", "VIR CPAM"),
    ("<MEMO>CHEQUE 1234567", "CHEQUE 1234567"),
    ("<NAME>VIR CPAM<MEMO>VIR CPAM", "VIR CPAM"),
    ("<NAME>VIR CPAM<MEMO>Vir Cpam du Lac", "Vir Cpam du Lac"),
    ("<NAME>VIREMENT RECU DE LA MUTUELLE DES C<MEMO>VIREMENT RECU DE LA MUTUELLE DES COLLINES",
     "VIREMENT RECU DE LA MUTUELLE DES COLLINES"),
    ("<NAME>PHARMACIE DU LAC<MEMO>PAIEMENT CARTE;PHARMACIE DU LAC", "PAIEMENT CARTE;PHARMACIE DU LAC"),
    ("<NAME>PAIEMENT CARTE 0501 LYON<MEMO>LYON", "PAIEMENT CARTE 0501 LYON"),
    ("<NAME>PAIEMENT CB LAC 2291 CARTE<MEMO>2291", "PAIEMENT CB LAC 2291 CARTE 2291"),
    ("<NAME>VIREMENT DU LAC LOYER<MEMO>VIREMENT DU LAC", "VIREMENT DU LAC LOYER"),
    ("<NAME>VIR<MEMO>VIREMENT", "VIR VIREMENT"),
    ("<NAME>REMB <CPAM> 75", "REMB <CPAM> 75"),
    ("<NAME>REMB <CPAM> 75<MEMO>SOINS <b>DU</b> 05 < 06", "REMB <CPAM> 75 SOINS <b>DU</b> 05 < 06"),
    ("<NAME>REMB <CPAM> 75</NAME>\n<MEMO>SOINS</MEMO>\n", "REMB <CPAM> 75 SOINS"),
    ("<NAME>REMB\n<CATEGORIE>SANTE\n<MEMO>SOINS", "REMB SOINS"),
    ("<NAME>REMB <CPAM> 75\n<CATEGORIE>SANTE\n<MEMO>SOINS", "REMB <CPAM> 75 SOINS"),
    ("<NAME>REMB<MEMO><![CDATA[SOINS <NAME> & DU 05]]>", "REMB SOINS <NAME> & DU 05"),
    ("<NAME>CPAM<MEMO>XCPAM SOINS", "CPAM XCPAM SOINS"),
    ("<NAME>REMB</NAME><CATEGORIE>SANTE</CATEGORIE><MEMO>SOINS</MEMO>", "REMB SOINS"),
    ("<NAME>REMB<BANK.EXT>SANTE<MEMO>SOINS", "REMB SOINS"),
    ("<NAME>M&amp;M SANT&Eacute; &lt;75&gt;", "M&M SANTÉ <75>"),
    ("<NAME>M&amp;amp;M &#201;T&#xC9;", "M&M ÉTÉ"),
    ("<NAME>M&M B&LTD R&notice;", "M&M B&LTD R&notice;"),
    ("<MEMO>REF MANDAT\nMOTIF : EAU\r\n  JANVIER", "REF MANDAT MOTIF : EAU JANVIER"),
    ("<MEMO>PREMIER<MEMO>SECOND", "PREMIER SECOND"),
    ("<NAME>VIR\u00a0CPAM\u202f75\x1b[31m", "VIR CPAM 75 [31m"),
    ("<PAYEE><NAME>SOCIETE INVENTEE<CITY>PARIS</PAYEE>", "SOCIETE INVENTEE"),
    ("<NAME>VIREMENT SALAIRE<MEMO>PAIE<PAYEE><NAME>SOCIETE INVENTEE<CITY>PARIS</PAYEE>",
     "VIREMENT SALAIRE SOCIETE INVENTEE PAIE"),
    ("<PAYEE><NAME>SOCIETE INVENTEE<MEMO>PAIE", "SOCIETE INVENTEE PAIE"),
    ("<NAME>MUTUELLE DES COLLINES V<EXTDNAME>MUTUELLE DES COLLINES VERTES<MEMO>REMB",
     "MUTUELLE DES COLLINES VERTES REMB"),
    ("<NAME>VIR CPAM<BANKACCTTO><BANKID>1<ACCTID>2<ACCTTYPE>CHECKING</BANKACCTTO><MEMO>REMB", "VIR CPAM REMB"),
    ("<CHECKNUM>0001234<NAME>CHEQUE", "CHEQUE 0001234"),
    ("<CHECKNUM>0001234<NAME>CHEQUE 1234", "CHEQUE 1234"),
    ("<CHECKNUM>0001234<NAME>VIR CPAM", "VIR CPAM"),
    ("<CHECKNUM>0000000<NAME>CHEQUE", "CHEQUE"),
    ("<CHECKNUM></CHECKNUM><NAME>CHEQUE</NAME>", "CHEQUE"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "label"), LABELS, ids=[fields for fields, _ in LABELS])
def test_label(fields: str, label: str) -> None:
    assert _row(DATED + fields).label == label


def test_a_cheque_without_a_word_is_named_by_its_number() -> None:
    assert _row("<TRNTYPE>CHECK<DTPOSTED>20240105<TRNAMT>-1<CHECKNUM>0001234").label == "CHEQUE 0001234"


def test_a_nir_is_masked_even_when_it_is_split() -> None:
    body = 1850578006084
    nir = f"{body}{97 - body % 97:02d}"
    for fields in (f"<NAME>REMB {nir} SOINS", f"<NAME>REMB {nir[:7]}<MEMO>{nir[7:]} SOINS"):
        label = _row(DATED + fields).label
        assert label == "REMB ••••• SOINS"
    reason = _reason(f"<DTPOSTED>{nir}<TRNAMT>1")
    assert nir[:5] not in str(reason)


def test_a_label_that_does_not_end() -> None:
    assert _reason(DATED + "<NAME>" + "X" * 5000) == say("ofx.row_label_endless")


# ---- days

DAYS = [
    ("20240105", date(2024, 1, 5)),
    ("20240105120000", date(2024, 1, 5)),
    ("20240101000000[+1:CET]", date(2024, 1, 1)),
    ("20231231235959.999[-8:PST]", date(2023, 12, 31)),
    ("20240105 12:00:00", date(2024, 1, 5)),
    ("2024010512", date(2024, 1, 5)),
    ("2024-01-05", date(2024, 1, 5)),
    ("2024/01/05T10:00", date(2024, 1, 5)),
    ("25/01/2024", date(2024, 1, 25)),
    ("01/25/2024", date(2024, 1, 25)),
    ("05/01/2024", date(2024, 1, 5)),  # the statement is January's
    ("1.2.2023", say("ofx.row_day_ambiguous", day="1.2.2023")),  # outside of it
    ("2/2/2023", date(2023, 2, 2)),
    ("20240229", date(2024, 2, 29)),
    ("20230229", say("ofx.row_day_unreadable", day="20230229")),
    ("00000000", say("ofx.row_day_unreadable", day="00000000")),
    ("00000000000000", say("ofx.row_day_unreadable", day="00000000000000")),
    ("19000101", say("ofx.row_day_unreadable", day="19000101")),
    ("05012024", say("ofx.row_day_unreadable", day="05012024")),
    ("5 janvier 2024", say("ofx.row_day_unreadable", day="5 janvier 2024")),
    ("05/01/24", say("ofx.row_day_unreadable", day="05/01/24")),
    ("2024", say("ofx.row_day_unreadable", day="2024")),
    ("٢٠٢٤٠١٠٥", say("ofx.row_day_unreadable", day="٢٠٢٤٠١٠٥")),
    ("X" * 99, say("ofx.row_day_unreadable", day="X" * 30)),
    ("", say("ofx.row_day_missing")),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_day(text: str, expected: date | Sentence) -> None:
    fields = f"<DTPOSTED>{text}<TRNAMT>-1.00<NAME>X"
    assert (_row(fields).booked if isinstance(expected, date) else _reason(fields)) == expected


def test_a_row_without_a_day_is_not_given_another() -> None:
    assert _reason("<DTUSER>20240105<TRNAMT>-1<NAME>X") == say("ofx.row_day_missing")


def test_a_day_in_two_readings_without_a_period() -> None:
    rows = "<STMTTRN><DTPOSTED>05/01/2024<TRNAMT>1<NAME>X</STMTTRN>"
    text = document(account(rows)).replace("<DTSTART>20240101<DTEND>20240131", "")
    answer = read(text.encode())
    assert isinstance(answer, Statement)
    assert (answer.rows, answer.rejected, answer.periods) == (
        (),
        (RejectedRow(1, say("ofx.row_day_ambiguous", day="05/01/2024")),),
        (),
    )


# ---- amounts

AMOUNTS = [
    ("-12.34", -1234),
    ("-12,34", -1234),
    ("+12,34", 1234),
    ("12,34-", -1234),
    ("-1\u00a0234,56", -123456),
    ("-1\u202f234,56", -123456),
    ("-0000000000012.3400", -1234),
    ("-3.77000", -377),
    ("0.00", 0),
    ("NaN", say("ofx.row_amount_unreadable", amount="NaN")),
    ("Infinity", say("ofx.row_amount_unreadable", amount="Infinity")),
    ("1E+999", say("ofx.row_amount_unreadable", amount="1E+999")),
    ("null", say("ofx.row_amount_unreadable", amount="null")),
    ("$500", say("ofx.row_amount_unreadable", amount="$500")),
    ("123 45", say("ofx.row_amount_unreadable", amount="123 45")),
    ("12.345678", say("ofx.row_amount_unreadable", amount="12.345678")),
    ("", say("ofx.row_amount_missing")),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amount(text: str, expected: int | Sentence) -> None:
    fields = f"<DTPOSTED>20240105<TRNAMT>{text}<NAME>X"
    assert (_row(fields).cents if isinstance(expected, int) else _reason(fields)) == expected


@pytest.mark.parametrize(
    ("others", "text", "expected"),
    [
        (["-12.34"], "-1,234", -123400),
        (["-12.34"], "-30.000", -3000),
        (["-12,34"], "-1.234", -123400),
        (["-12,34"], "-1,234", say("ofx.row_amount_ambiguous", amount="-1,234")),
        (["-12,34", "-12.34"], "-1,234", say("ofx.row_amount_ambiguous", amount="-1,234")),
        (["-12"], "-1,234", say("ofx.row_amount_ambiguous", amount="-1,234")),
    ],
)
def test_an_amount_in_two_readings_is_read_as_the_others_are(
    others: list[str], text: str, expected: int | Sentence
) -> None:
    row = "<STMTTRN><DTPOSTED>20240105<TRNAMT>{}<NAME>X</STMTTRN>"
    answer = _read("".join(row.format(amount) for amount in [*others, text]))
    if isinstance(expected, int):
        assert [row.cents for row in answer.rows if isinstance(row, BankRow)][-1] == expected
    else:
        assert answer.rejected == (RejectedRow(len(others) + 1, expected),)


# ---- other facts


def test_a_row_without_fitid_is_kept() -> None:
    for fields in ("<NAME>X", "<FITID><NAME>X", "<FITID></FITID><NAME>X"):
        assert _row("<DTPOSTED>20240105<TRNAMT>-1.00" + fields).bank_reference == ""


def test_rows_of_one_fitid_are_all_kept() -> None:
    answer = _read(ROW * 3)
    assert len({row.bank_reference for row in answer.rows if isinstance(row, BankRow)}) == 1
    assert [row.row for row in answer.rows] == [1, 2, 3]


def test_value_day_type_and_currency() -> None:
    row = _row("<TRNTYPE>directdebit<DTPOSTED>20240105<DTAVAIL>20240107120000[+1:CET]<TRNAMT>-1.00<NAME>X"
               "<CURRENCY><CURRATE>1.08<CURSYM>USD</CURRENCY>")  # fmt: skip
    assert (row.value_day, row.type_hint, row.currency) == (date(2024, 1, 7), "DIRECTDEBIT", "USD")
    row = _row("<DTPOSTED>20240105<DTAVAIL>soon<TRNAMT>-1.00<NAME>X<ORIGCURRENCY><CURRATE>1<CURSYM>USD</ORIGCURRENCY>")
    assert (row.value_day, row.type_hint, row.currency) == (None, "", "EUR")


def test_one_bad_row_never_hides_the_good_ones() -> None:
    assert _reason("") == say("ofx.row_day_missing")
    assert _reason("<DTPOSTED>20240105") == say("ofx.row_amount_missing")
    assert _reason("*snipped*") == say("ofx.row_day_missing")
