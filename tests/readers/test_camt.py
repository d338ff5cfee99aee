"""CAMT.053: entries of every version, their fields as a label that one grammar reads, balances; no entity is opened."""

import time
from datetime import date

import pytest

from tests.readers.exchange import refusal, rows_of, statement_of, told
from watchdog_sante.labels import read_label
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection, StatedBalance, StatedPeriod
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import read_statement

IBAN = "FR7630001005500000000001286"
DEBIT = (
    "<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId><MndtId>RUM-2025-0001</MndtId></Refs><RltdPties>"
    "<Cdtr>{}<Nm>MUTUELLE DU RIED</Nm><Id><PrvtId><Othr><Id>FR72ZZZ123456</Id><SchmeNm><Prtry>SEPA</Prtry></SchmeNm>"
    "</Othr></PrvtId></Id>{}</Cdtr></RltdPties><RmtInf><Ustrd>Cotisation mars</Ustrd></RmtInf></TxDtls></NtryDtls>"
)


def entry(amount: str, direction: str, state: str = "BOOK", inside: str = "", day: str = "<Dt>2025-03-03</Dt>") -> str:
    """One entry of version 001.02."""
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>{state}</Sts>'
        f"<BookgDt>{day}</BookgDt><ValDt><Dt>2025-03-04</Dt></ValDt>{inside}</Ntry>"
    )


def balance(kind: str, day: str, amount: str) -> str:
    """A stated balance."""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
        f"<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def document(*entries: str, before: str = "", version: str = "02", account: str = IBAN) -> bytes:
    """A whole document of one statement."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        f"<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>{account}</IBAN></Id></Acct>"
        f"{before}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


@pytest.mark.parametrize("deep", [("", ""), ("<Pty>", "</Pty>")], ids=["001.02", "001.08"])
def test_a_direct_debit_tells_creditor_and_mandate(deep: tuple[str, str]) -> None:
    code = "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RDDT</Cd></Fmly></Domn></BkTxCd>"
    state = "BOOK" if not deep[0] else "<Cd>BOOK</Cd>"
    (row,) = rows_of(
        document(entry("39.99", "DBIT", state, code + DEBIT.format(*deep)), version="08" if deep[0] else "02")
    )
    assert (row.account, row.booked, row.cents, row.value_day) == (IBAN, date(2025, 3, 3), -3999, date(2025, 3, 4))
    reading = read_label(row.label, row.cents, row.booked)
    assert reading.kind is OperationKind.DIRECT_DEBIT
    assert (reading.payee, reading.creditor_id) == ("MUTUELLE DU RIED", "FR72ZZZ123456")
    assert reading.mandate_reference == "RUM-2025-0001"


def test_a_reversed_debit_is_a_credit_and_reads_as_a_return() -> None:
    code = "<RvslInd>true</RvslInd><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RDDT</Cd></Fmly></Domn></BkTxCd>"
    (row,) = rows_of(document(entry("39.99", "CRDT", inside=code + DEBIT.format("", ""))))
    assert row.cents == 3999
    assert read_label(row.label, row.cents, row.booked).kind is OperationKind.DIRECT_DEBIT_RETURN


def test_a_batch_is_the_one_operation_that_the_bank_booked() -> None:
    payments = "".join(
        f"<TxDtls><RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties></TxDtls>" for name in ("CPAM DU BAS-RHIN", "MSA")
    )
    (row,) = rows_of(document(entry("46.00", "CRDT", inside=f"<NtryDtls>{payments}</NtryDtls>")))
    assert (row.cents, row.label) == (4600, "CPAM DU BAS-RHIN MSA")


def test_what_is_not_booked_or_not_readable_is_told() -> None:
    entries = (
        entry("1.00", "DBIT", "PDNG"),
        entry("1.00", "DBIT", "<Cd>FUTR</Cd>"),
        entry("1.00", "DBIT", "<Cd>INFO</Cd>"),
        entry("1.001", "DBIT"),
        entry("1.00", ""),
        entry("1.00", "DBIT", day=""),
        entry("1.00", "DBIT", day="<DtTm>2025-03-03T23:59:59-05:00</DtTm>"),
    )
    reasons = ["camt.pending", "camt.pending", "camt.not_booked", "csv.amount", "camt.direction", "csv.no_day"]
    assert told(document(*entries)) == ([(7, -100)], list(enumerate(reasons, start=1)))


def test_balances_and_the_period() -> None:
    before = (
        balance("OPBD", "2025-03-01", "12.30")
        + balance("CLBD", "2025-03-31", "13.30")
        + balance("CLAV", "2025-03-31", "9")
    )
    before += "<FrToDt><FrDtTm>2025-03-01T00:00:00</FrDtTm><ToDtTm>2025-03-31T23:59:59</ToDtTm></FrToDt>"
    answer = statement_of(document(entry("1.00", "DBIT"), before=before))
    days = (date(2025, 3, 1), date(2025, 3, 31))
    assert answer.balances == (StatedBalance(IBAN, days[0], -1230), StatedBalance(IBAN, days[1], -1330))
    assert answer.periods == (StatedPeriod(IBAN, *days),)


def test_encodings() -> None:
    text = document(entry("1.00", "DBIT", inside="<AddtlNtryInf>PRÉLÈVEMENT</AddtlNtryInf>")).decode()
    for declared, encoding in (("ISO-8859-1", "iso-8859-1"), ("UTF-8", "cp1252"), ("UTF-16", "utf-16")):
        (row,) = rows_of(text.replace("UTF-8", declared).encode(encoding))
        assert row.label == "PRÉLÈVEMENT"


def test_announced_entries_must_be_there() -> None:
    summary = "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries></TxsSummry>"
    assert refusal(document(entry("1.00", "DBIT"), before=summary)) == "ofx.rows_do_not_add_up"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (document().replace(b"BkToCstmrStmt", b"BkToCstmrDbtCdtNtfctn").replace(b"053", b"054"), "camt.no_statement"),
        (document().replace(b"Stmt>", b"Other>"), "camt.no_statement"),
        (document(entry("1.00", "DBIT")) + b"<a>", "camt.damaged"),
        (
            document(entry("1.00", "DBIT", inside="<AddtlNtryInf>&x;</AddtlNtryInf>")).replace(
                b"<Document", b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><Document', 1
            ),
            "camt.damaged",
        ),
        (
            document(entry("1.00", "DBIT", inside="<AddtlNtryInf>&b;</AddtlNtryInf>")).replace(
                b"<Document", b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document', 1
            ),
            "camt.damaged",
        ),
        (document("<Ntry>" + "<a>" * 5_000), "camt.damaged"),
    ],
    ids=range(6),
)
def test_what_is_no_whole_statement_is_refused(data: bytes, key: str) -> None:
    assert refusal(data) == key


def test_a_cut_file_is_refused() -> None:
    data = document(entry("39.99", "DBIT", inside=DEBIT.format("", "")))
    for end in range(len(data)):
        assert isinstance(read_statement(StatementFile("a.xml", "", data[:end]), profiles()), Rejection), end


def test_many_entries_cost_what_they_are() -> None:
    start = time.process_time()
    assert len(rows_of(document(entry("1.00", "DBIT", inside=DEBIT.format("", "")) * 10_000))) == 10_000
    assert time.process_time() - start < 15
