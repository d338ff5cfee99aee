"""OFX as French banks write it: SGML 1.x without closing tags, or XML 2.x. Only the tags' order and form live here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from watchdog_sante.household_generator.banks.export import AccountStatement, Row, money
from watchdog_sante.household_generator.values import EventKind

_HEADER = (
    "OFXHEADER:100", "DATA:OFXSGML", "VERSION:102", "SECURITY:NONE", "ENCODING:USASCII", "CHARSET:1252",
    "COMPRESSION:NONE", "OLDFILEUID:NONE", "NEWFILEUID:NONE", "",
)  # fmt: skip
_XML_HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<?OFX OFXHEADER="200" VERSION="202" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>',
)
_TYPES = {
    EventKind.CARD: "POS",
    EventKind.DEBIT: "DIRECTDEBIT",
    EventKind.TRANSFER_OUT: "XFER",
    EventKind.CASH: "ATM",
    EventKind.CHEQUE: "CHECK",
    EventKind.FEE: "SRVCHG",
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What stands in an operation's NAME, MEMO and CHECKNUM; an empty one is left out."""

    name: str
    memo: str = ""
    cheque: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A bank's habits: XML or SGML, decimal sign, TRNTYPE by kind or only by sign, DTUSER told or not."""

    xml: bool = False
    point: str = "."
    typed: bool = True
    user_day: bool = False
    time: str = ""


def cut(text: str, width: int = 32) -> Texts:
    """NAME up to `width` characters at a word's end, the rest in MEMO."""
    if len(text) <= width:
        return Texts(text)
    at = text.rfind(" ", 0, width + 1)
    at = at if at > 0 else width
    return Texts(text[:at], text[at:].strip())


def _type(row: Row, style: Style) -> str:
    by_sign = "CREDIT" if row.event.cents > 0 else "DEBIT"
    return _TYPES.get(row.event.kind, by_sign) if style.typed else by_sign


def _day(day: date, style: Style) -> str:
    return f"{day:%Y%m%d}{style.time}"


def _operation(row: Row, texts: Texts, style: Style) -> Iterable[tuple[str, str]]:
    event = row.event
    yield "TRNTYPE", _type(row, style)
    yield "DTPOSTED", _day(event.day, style)
    if style.user_day:
        yield "DTUSER", _day(event.done or event.day, style)
    yield "TRNAMT", money(event.cents, style.point)
    yield "FITID", f"{event.day:%y%j}{row.stamp(5)}W{row.nth}"
    for tag, text in (("CHECKNUM", texts.cheque), ("NAME", texts.name), ("MEMO", texts.memo)):
        if text:
            yield tag, text


def _wrapped(operations: list[str], leaf: list[str]) -> list[str]:
    return [
        "<OFX>", "<SIGNONMSGSRSV1>", "<SONRS>", "<STATUS>", leaf[0], leaf[1], "</STATUS>", leaf[2], leaf[3], "</SONRS>",
        "</SIGNONMSGSRSV1>", "<BANKMSGSRSV1>", "<STMTTRNRS>", leaf[4], "<STATUS>", leaf[0], leaf[1], "</STATUS>",
        "<STMTRS>", leaf[5], "<BANKACCTFROM>", *leaf[6:10], "</BANKACCTFROM>", "<BANKTRANLIST>", *leaf[10:12],
        *operations, "</BANKTRANLIST>", "<LEDGERBAL>", *leaf[12:14], "</LEDGERBAL>", "</STMTRS>", "</STMTTRNRS>",
        "</BANKMSGSRSV1>", "</OFX>",
    ]  # fmt: skip


def ofx_bytes(statement: AccountStatement, texts: list[Texts], style: Style) -> bytes:
    """The whole file; `texts` go with `statement.rows` one to one."""

    def leaf(tag: str, text: str) -> str:
        return f"<{tag}>{escape(text)}" + (f"</{tag}>" if style.xml else "")

    operations = []
    for row, words in zip(statement.rows, texts, strict=True):
        operations += ["<STMTTRN>", *(leaf(*pair) for pair in _operation(row, words, style)), "</STMTTRN>"]
    account, last = statement.account, _day(statement.last, style)
    pairs = (
        ("CODE", "0"), ("SEVERITY", "INFO"), ("DTSERVER", last), ("LANGUAGE", "FRA"), ("TRNUID", "1"),
        ("CURDEF", "EUR"),
        ("BANKID", account.bank), ("BRANCHID", account.branch), ("ACCTID", account.number), ("ACCTTYPE", "CHECKING"),
        ("DTSTART", _day(statement.first, style)), ("DTEND", last),
        ("BALAMT", money(statement.closing, style.point)), ("DTASOF", last),
    )  # fmt: skip
    lines = _wrapped(operations, [leaf(*pair) for pair in pairs])
    header = _XML_HEADER if style.xml else _HEADER
    return ("\r\n".join((*header, *lines)) + "\r\n").encode("utf-8" if style.xml else "cp1252", "replace")
