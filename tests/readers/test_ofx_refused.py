"""OFX files that are refused whole: cut downloads, other things under an OFX name, hostile bytes in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ofx_documents import HEADER, ROW, SIGNON, XML, XML_HEADER, account, card, document, one_account

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import BankRow, Rejection, Statement
from watchdog_sante.readers.amounts import MOST_CENTS
from watchdog_sante.readers.ofx import read
from watchdog_sante.readers.ofx_scanner import count_rows

ERROR = "<STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Mot de passe &lt;refus&eacute;&gt;</STATUS>"
LOGIN = "<!DOCTYPE html>\n<html><head><title>Connexion</title></head><body>Votre session a expiré</body></html>"
COMMENTED = one_account(f"<!-- {ROW} -->{ROW}")

REFUSED: list[tuple[str, bytes, Sentence]] = [
    ("empty", b"", say("ofx.empty")),
    ("blank", b" \r\n\t", say("ofx.empty")),
    ("a lone mark", b"\xef\xbb\xbf\r\n", say("ofx.empty")),
    ("zeros", b"\0" * 10_000, say("ofx.empty")),
    ("image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, say("ofx.not_text")),
    ("NUL in a row", one_account().replace("EAU", "E\0U").encode(), say("ofx.not_text")),
    ("login page", LOGIN.encode(), say("ofx.web_page")),
    ("login page in cp1252", LOGIN.encode("cp1252"), say("ofx.web_page")),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", say("ofx.not_ofx")),
    ("CSV", b"Date;Libelle;Montant\n05/01/2024;VIR CPAM;12,34\n", say("ofx.not_ofx")),
    ("header alone", HEADER.encode(), say("ofx.incomplete")),
    ("no end", one_account().replace("</OFX>", "").encode(), say("ofx.incomplete")),
    ("second document cut", (one_account() + one_account()[:-30]).encode(), say("ofx.incomplete")),
    ("cut, then whole", (one_account()[:-200] + one_account()).encode(), say("ofx.incomplete")),
    ("cut after its start", (HEADER + "<OFX>").encode(), say("ofx.incomplete")),
    ("end without a start", one_account(header="").replace("<OFX>", "").encode(), say("ofx.not_ofx")),
    ("tail of a document", one_account(header="")[60:].encode(), say("ofx.not_ofx")),
    ("nothing inside", (HEADER + "<OFX></OFX>").encode(), say("ofx.no_statement")),
    ("sign-on alone", f"{HEADER}<OFX>{SIGNON}</OFX>".encode(), say("ofx.no_statement")),
    (
        "list of accounts",
        f"{HEADER}<OFX><ACCTINFORS><ACCTINFO><BANKACCTFROM><ACCTID>1</BANKACCTFROM></ACCTINFO></ACCTINFORS></OFX>".encode(),
        say("ofx.no_statement"),
    ),
    (
        "investment",
        f"{HEADER}<OFX><INVSTMTRS><INVTRANLIST><INVBANKTRAN>{ROW}</INVBANKTRAN></INVTRANLIST></INVSTMTRS></OFX>".encode(),
        say("ofx.investment"),
    ),
    (
        "error",
        f"{XML_HEADER}<OFX><STATUS><CODE>2000</CODE></STATUS></OFX>".encode(),
        say("ofx.bank_error", code="2000"),
    ),
    (
        "error with a message",
        f"{HEADER}<OFX>{ERROR}</OFX>".encode(),
        say("ofx.bank_said", code="15500", message="Mot de passe <refusé>"),
    ),
    (
        "error around an empty statement",
        one_account("").replace("<CODE>0", "<CODE>2000").encode(),
        say("ofx.bank_error", code="2000"),
    ),
    ("a row in a comment", COMMENTED.encode(), say("ofx.rows_do_not_add_up", count=2, found=1)),
    (
        "an opening tag damaged",
        one_account(ROW + ROW.replace("<STMTTRN>", "<STMTRN>")).encode(),
        say("ofx.rows_do_not_add_up", count=2, found=1),
    ),
    ("5,000 accounts", document(account("") * 5000).encode(), say("ofx.too_many_statements", count=5000)),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_with_its_sentence(data: bytes, reason: Sentence) -> None:
    assert read(data) == Rejection(reason)


def test_an_error_status_beside_operations_refuses_nothing() -> None:
    answer = read(one_account().replace("<CODE>0", "<CODE>2000").encode())
    assert isinstance(answer, Statement)
    assert answer.rows_in_file == 1


FIXTURES = {
    "SGML": one_account(ROW * 2).encode(),
    "XML": XML.encode(),
    "accounts and a card": document(account(ROW, "1"), after=card(ROW, close="STMTRS")).encode(),
    "one line": one_account().replace("\n", "").encode(),
    "CRLF and a mark": one_account().replace("\n", "\r\n").encode("utf-8-sig"),
    "UTF-16": XML.encode("utf-16"),
    "UTF-16 without a mark": one_account().encode("utf-16-be"),
    "lone OFX at the end": one_account().replace("<OFX>\n", "").replace("</OFX>", "<OFX>").encode(),
    "no OFX at the start": one_account().replace("<OFX>\n", "").encode(),
    "unclosed": one_account(ROW.replace("</STMTTRN>", "") * 2).replace("</BANKTRANLIST>", "").encode(),
}


@pytest.mark.parametrize("name", FIXTURES)
def test_cut_at_every_byte_it_is_never_whole(name: str) -> None:
    whole = FIXTURES[name]
    assert isinstance(read(whole), Statement)
    assert [cut for cut in range(len(whole)) if not isinstance(read(whole[:cut]), Rejection)] == []


MEGABYTE = 1_000_000
HOSTILE = {
    "zeros": lambda: b"\0" * 200 * MEGABYTE,
    "blanks": lambda: b" " * 20 * MEGABYTE,
    "marks": lambda: b"<" * 5 * MEGABYTE,
    "marks inside": lambda: one_account("<" * 5 * MEGABYTE).encode(),
    "marks in a label": lambda: one_account(ROW.replace("EAU", "< " * MEGABYTE)).encode(),
    "tags in a label": lambda: one_account(ROW.replace("EAU", "<b>" * 300_000)).encode(),
    "depth": lambda: one_account("<A>" * 200_000 + "</A>" * 200_000).encode(),
    "known depth": lambda: one_account("<STATUS><SONRS>" * 100_000).encode(),
    "known depth, other ends": lambda: one_account("<STATUS><SONRS>" * 100_000 + "</BAL>" * 100_000).encode(),
    "statements": lambda: one_account("<STMTRS>" * 100_000).encode(),
    "closing tags": lambda: one_account("</STMTRS></STATUS>" * 100_000).encode(),
    "open rows": lambda: one_account("<STMTTRN>" * 100_000).encode(),
    "open comments": lambda: one_account("<!--" * 200_000).encode(),
    "open sections": lambda: one_account("<![CDATA[" * 200_000).encode(),
    "attributes": lambda: one_account(f"<STMTTRN {'a=b ' * 300_000}").encode(),
    "a long tag": lambda: one_account("<" + "A" * 5 * MEGABYTE).encode(),
    "a long amount": lambda: one_account(ROW.replace("-12.34", "1" * 5 * MEGABYTE)).encode(),
    "a long day": lambda: one_account(ROW.replace("20240105", "1" * 5 * MEGABYTE)).encode(),
    "entities": lambda: one_account(ROW.replace("EAU", "&amp;" * 300_000)).encode(),
    "declared entities": lambda: (
        '<?xml version="1.0"?><!DOCTYPE OFX [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        + one_account(ROW.replace("EAU", "&b;"), header="")
    ).encode(),
    "an entity from outside": lambda: (
        '<!DOCTYPE OFX [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + one_account(ROW.replace("EAU", "&f;"), header="")
    ).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_cost_little(name: str) -> None:
    """Bounded on a slow machine: what is not linear takes minutes here, not seconds."""
    data = HOSTILE[name]()
    start = time.process_time()
    answer = read(data)
    assert time.process_time() - start < 8
    if isinstance(answer, Statement):
        assert answer.rows_in_file == count_rows(data.decode())
        assert not any("aaaa" in row.label for row in answer.rows if isinstance(row, BankRow))


# ---- whatever the text, every row is somewhere

_PIECES = st.sampled_from(
    [
        ROW,
        ROW.replace("</STMTTRN>", ""),
        "<STMTTRN>",
        "</STMTTRN>",
        "<STMTTRNP>",
        "<STMTRS>",
        "</STMTRS>",
        "<CCSTMTRS>",
        "</CCSTMTRS>",
        "<INVSTMTRS>",
        "<BANKTRANLIST>",
        "</BANKTRANLIST>",
        "</STMTTRNRS>",
        "<ACCTID>1",
        "<PAYEE>",
        "</PAYEE>",
        "<NAME>X <Y> Z",
        "</NAME>",
        "<MEMO/>",
        "<DTPOSTED>05/01/2024",
        "<TRNAMT>1,234",
        "<TRNAMT>NaN",
        "<LEDGERBAL><BALAMT>1,00<DTASOF>20240131",
        "<DTSTART>20240101",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<",
        "</",
        "&",
        "&#0;",
        "é",
        "\n",
    ]
)


_MIXTURES = st.lists(_PIECES | st.text(max_size=5), max_size=30).map("".join)


@settings(max_examples=400, deadline=None)
@given(_MIXTURES, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_every_row_is_read_or_rejected_or_the_file_is_refused(rows: str, encoding: str) -> None:
    text = one_account(rows.encode("utf-8", "ignore").decode())
    data = text.encode(encoding, "replace")
    answer = read(data)
    if isinstance(answer, Statement):
        assert answer.rows_in_file == count_rows(data.decode(encoding))
        numbers = [row.row for row in (*answer.rows, *answer.rejected)]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert all(abs(row.cents) < MOST_CENTS for row in answer.rows if isinstance(row, BankRow))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400), st.sampled_from(sorted(FIXTURES)))
def test_damaged_bytes_never_raise(noise: bytes, at: int, name: str) -> None:
    whole = FIXTURES[name]
    assert isinstance(read(whole[:at] + noise + whole[at:]), Statement | Rejection)
    assert isinstance(read(noise), Statement | Rejection)
