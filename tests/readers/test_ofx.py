"""OFX documents through the reader's door: whole statements, in every encoding and form of header seen at banks."""

import codecs
from datetime import date
from hashlib import sha256

import pytest
from ofx_documents import BALANCE, HEADER, ROW, XML, XML_HEADER, account, card, document, one_account

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import BankRow, RejectedRow, Rejection, StatedBalance, StatedPeriod, Statement
from watchdog_sante.readers.ofx import claims, read

A1 = sha256(b"A1").hexdigest()[:16]
A2 = sha256(b"A2").hexdigest()[:16]
BANK, CARD = "00012345678", "00098765432"
JANUARY = (date(2024, 1, 1), date(2024, 1, 31))
WATER = BankRow(1, BANK, date(2024, 1, 5), -1234, "PRLV SEPA EAU DU LAC", bank_reference=A1, type_hint="DEBIT")
WHOLE = Statement(
    SourceKind.BANK,
    "ofx",
    (WATER,),
    periods=(StatedPeriod(BANK, *JANUARY),),
    balances=(StatedBalance(BANK, date(2024, 1, 31), 123456),),
)


def test_ofx_1() -> None:
    assert read(one_account().encode()) == WHOLE


def test_ofx_2() -> None:
    assert read(XML.encode()) == Statement(
        SourceKind.BANK,
        "ofx",
        (
            BankRow(
                1,
                BANK,
                date(2024, 1, 5),
                2150,
                "VIR MUTUELLE DE L’ÉTÉ REMB & SOINS",
                bank_reference=A1,
                type_hint="CREDIT",
            ),
            BankRow(
                2,
                BANK,
                date(2024, 1, 6),
                -800,
                "BANQUE FRAIS <CARTE> & TENUE",
                bank_reference=A2,
                type_hint="DEBIT",
            ),
        ),
        (RejectedRow(3, say("ofx.row_pending")),),
        (StatedPeriod(BANK, *JANUARY),),
        (StatedBalance(BANK, date(2024, 1, 31), 1000),),
    )


def _place(answer: Statement | Rejection) -> list[tuple[int, str, str]]:
    assert isinstance(answer, Statement)
    return [(row.row, row.account, row.currency) for row in answer.rows if isinstance(row, BankRow)]


@pytest.mark.parametrize("close", ["CCSTMTRS", "STMTRS", "ccstmtrs"])
def test_several_accounts_and_a_card(close: str) -> None:
    """Each row belongs to its own account, also when a card account is closed by the wrong tag or by none."""
    text = document(
        account(ROW, "000111"),
        account(ROW * 2, "000222", currency="CHF"),
        after=card(ROW, close=close) + card(ROW, "9"),
    )
    answer = read(text.encode())
    assert _place(answer) == [
        (1, "000111", "EUR"),
        (2, "000222", "CHF"),
        (3, "000222", "CHF"),
        (4, CARD, "EUR"),
        (5, "9", "EUR"),
    ]
    assert isinstance(answer, Statement)
    assert [period.account for period in answer.periods] == ["000111", "000222", CARD, "9"]
    assert [balance.account for balance in answer.balances] == ["000111", "000222"]


def test_aggregates_that_are_never_closed() -> None:
    text = one_account(ROW * 2)
    for tag in ("</STMTTRN>", "</BANKTRANLIST>", "</STMTRS>", "</STMTTRNRS>", "</BANKACCTFROM>"):
        text = text.replace(tag, "")
    assert _place(read(text.encode())) == [(1, BANK, "EUR"), (2, BANK, "EUR")]


def test_an_account_without_a_number() -> None:
    text = one_account().replace("<ACCTID>00012345678", "<ACCTID>")
    assert _place(read(text.encode())) == [(1, "", "EUR")]


def test_what_a_statement_says_first_counts() -> None:
    text = one_account().replace("</BANKTRANLIST>", "</BANKTRANLIST><CURDEF>USD<ACCTID>9<DTSTART>20231201")
    assert read(text.encode()) == WHOLE


def test_an_account_number_keeps_its_letters_and_digits() -> None:
    text = one_account().replace("00012345678", " 999-00 12345 EOP ")
    assert _place(read(text.encode())) == [(1, "9990012345EOP", "EUR")]


def test_rows_in_no_statement_belong_to_no_account() -> None:
    rows_after = document(account(ROW)).replace("</OFX>", f"<BANKTRANLIST>{ROW}</BANKTRANLIST></OFX>")
    assert _place(read(rows_after.encode())) == [(1, BANK, "EUR"), (2, "", "EUR")]


def test_a_month_without_operations_is_a_statement() -> None:
    assert read(one_account("").encode()) == Statement(
        SourceKind.BANK, "ofx", (), periods=WHOLE.periods, balances=WHOLE.balances
    )


def test_rows_of_an_investment_account_are_told() -> None:
    investment = (
        "<INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><CURDEF>EUR<INVACCTFROM><ACCTID>7</INVACCTFROM>"
        f"<INVTRANLIST><DTSTART>20240101<DTEND>20240131<INVBANKTRAN>{ROW}<SUBACCTFUND>CASH</INVBANKTRAN></INVTRANLIST>"
        "</INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1>"
    )
    answer = read(document(account(ROW), after=investment).encode())
    assert answer == Statement(
        SourceKind.BANK,
        "ofx",
        WHOLE.rows,
        (RejectedRow(2, say("ofx.row_of_investment")),),
        WHOLE.periods,
        WHOLE.balances,
    )


@pytest.mark.parametrize(
    ("balance", "expected"),
    [
        ("", ()),
        ("<LEDGERBAL><BALAMT><DTASOF>20240131</LEDGERBAL>", ()),
        ("<LEDGERBAL><BALAMT>12.00<DTASOF>00000000</LEDGERBAL>", ()),
        ("<AVAILBAL><BALAMT>12.00<DTASOF>20240131</AVAILBAL>", ()),
        ("<AVAILBAL><BALAMT>1<DTASOF>20240101</AVAILBAL>" + BALANCE, WHOLE.balances),
        (BALANCE.replace("1234.56", "1 234,56").replace("20240131", "20240131235959[+1:CET]"), WHOLE.balances),
    ],
)
def test_ledger_balance(balance: str, expected: tuple[StatedBalance, ...]) -> None:
    answer = read(document(account(ROW, balance=balance)).encode())
    assert isinstance(answer, Statement)
    assert answer.balances == expected


ACCENTS = ROW.replace("EAU DU LAC", "CAFÉ ÉLANCÉ")
ACCENTED = "PRLV SEPA CAFÉ ÉLANCÉ"
HEADERS = {
    "1252": HEADER,
    "UTF-8": HEADER.replace("USASCII", "UTF-8").replace("1252", "NONE"),
    "UTF8": HEADER.replace("USASCII", "UTF8"),
    "CHARSET:NONE": HEADER.replace("1252", "NONE"),
    "CHARSET:ISO-8859-1": HEADER.replace("1252", "ISO-8859-1"),
    "CHARSET:8859-15": HEADER.replace("1252", "8859-15"),
    "ENCODING:ISO-8859-1": HEADER.replace("USASCII", "ISO-8859-1").replace("1252", "NONE"),
    "no ENCODING": "OFXHEADER:100\nDATA:OFXSGML\n\n",
    "one line": HEADER.replace("\n", " "),
    "glued": HEADER.replace("\n", ""),
    "no blank line": HEADER.rstrip() + "\n",
    "blank lines before": "\n\n" + HEADER,
    "in a comment": f"<!--\n{HEADER}-->\n",
    "nothing": "",
    "XML": XML_HEADER,
    "XML that lies": XML_HEADER.replace("UTF-8", "US-ASCII"),
}
ENCODINGS = ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_every_encoding_under_every_header(header: str, encoding: str) -> None:
    """Whatever the header says of the page, the accents are right: the bytes decide."""
    answer = read(one_account(ACCENTS, header).encode(encoding))
    assert isinstance(answer, Statement)
    assert [row.label for row in answer.rows if isinstance(row, BankRow)] == [ACCENTED]


def test_a_declared_page_decides_what_bytes_cannot() -> None:
    header = HEADERS["CHARSET:8859-15"]
    answer = read(one_account(ROW.replace("EAU", "12 €"), header).encode("iso8859-15"))
    assert isinstance(answer, Statement)
    assert [row.label for row in answer.rows if isinstance(row, BankRow)] == ["PRLV SEPA 12 € DU LAC"]


@pytest.mark.parametrize("end", ["\r\n", "\r", ""])
def test_every_line_end(end: str) -> None:
    assert read(one_account().replace("\n", end).encode()) == WHOLE


def test_what_may_stand_after_the_end() -> None:
    for tail in ("\n", "\r\n\r\n", "\x1a", "\0", " \0\0\0", "<!-- made by the bank -->\n"):
        assert read((one_account() + tail).encode()) == WHOLE


def test_tags_in_small_letters_and_values_on_the_next_line() -> None:
    row = (
        "<stmttrn>\n<trntype>\n\tDEBIT</trntype>\n<dtposted>\n\t20240105</dtposted>\n<trnamt>\n\t-12.34</trnamt>\n"
        "<fitid>A1</fitid>\n<name>\n\tPRLV SEPA EAU DU LAC</name>\n</stmttrn>\n"
    )
    assert read(one_account(row).encode()) == WHOLE
    assert read(one_account().replace("STMTRS>", "stmtrs>").replace("ACCTID", "AcctId").encode()) == WHOLE


def test_the_two_ends_that_only_some_exporters_write() -> None:
    lone = one_account().replace("<OFX>\n", "").replace("</OFX>", "\n<OFX>\n")
    assert read(lone.encode()) == WHOLE
    assert read(one_account().replace("<OFX>\n", "").encode()) == WHOLE


def test_two_documents_in_one_file() -> None:
    assert _place(read((one_account() + "\n" + one_account()).encode())) == [(1, BANK, "EUR"), (2, BANK, "EUR")]


@pytest.mark.parametrize(
    ("head", "name", "mine"),
    [
        (HEADER.encode(), "releve.ofx", True),
        (b"anything", "releve.OFX", True),
        (b"", "releve.qfx", True),
        (b"\x89PNG", "dossier/releve.QBO", True),
        (HEADER.encode(), "releve.txt", True),
        (codecs.BOM_UTF8 + HEADER.encode(), "releve", True),
        (HEADER.encode("utf-16"), "releve.txt", True),
        (f"<!--\n{HEADER}-->".encode(), "releve.txt", True),
        (XML_HEADER.encode(), "releve.xml", True),
        (b"  \r\n<OFX><SIGNON", "releve.xml", True),
        (b"<?xml version='1.0'?><Document>", "camt.xml", False),
        (b"Date;Libelle\n01/02/2024;<OFX>", "releve.csv", False),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "photo.csv", False),
        (b"", "releve.csv", False),
    ],
)
def test_claims(head: bytes, name: str, mine: bool) -> None:
    assert claims(head, name) is mine
