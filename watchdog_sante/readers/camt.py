"""The reader of CAMT.053 (ISO 20022 bank statement in XML, every version from 001.02 on): one entry an operation.

What the file says in fields of its own (whom, why, creditor id, mandate) becomes a label as French banks write it, so
that one grammar reads all statements. An entry booked as one sum is one operation, however many payments it details.
"""

import re
from collections.abc import Iterator
from datetime import date

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import BankRow, RejectedRow, Rejection, StatedBalance, StatedPeriod, Statement
from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.readers.camt_labels import label_of
from watchdog_sante.readers.csv_cells import account_of, shown
from watchdog_sante.readers.text_encoding import decode
from watchdog_sante.readers.xml_nodes import Node, XmlProblem, nodes

PROFILE = "camt.053"
_STATEMENT = "BkToCstmrStmt"
_OTHERS = ("BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn")  # camt.052: the day so far; camt.054: single payments
_CLAIM = re.compile(r"<(?:[\w.-]+:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)\b|iso:20022:tech:xsd:camt\.05[234]")
_DECLARATION = re.compile(r"\s*<\?xml([^>]*)\?>")
_DECLARED = re.compile(r"""encoding\s*=\s*["']([\w.-]+)""")
_CHUNK = 1 << 20
_HOME_CURRENCY = "EUR"
_PENDING = ("PDNG", "FUTR")
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


def claims(head: bytes, name: str) -> bool:
    """Whether the first bytes are XML that names a bank's message of this family."""
    decoded = decode(head)
    return decoded is not None and decoded.text.lstrip().startswith("<") and _CLAIM.search(decoded.text) is not None


def read(data: bytes) -> Statement | Rejection:
    """The statement, each entry read or rejected with its reason; or why the file is refused whole."""
    declared = _DECLARED.search(data[:200].decode("ascii", "replace"))
    decoded = decode(data, declared[1] if declared else "")
    if decoded is None:
        return Rejection(say("refused.binary"))
    if _STATEMENT not in decoded.text and any(name in decoded.text for name in _OTHERS):
        return Rejection(say("camt.no_statement"))
    text = _DECLARATION.sub("", decoded.text, count=1).encode("utf-8", "replace")
    reading = _Reading()
    try:
        for node in nodes(_chunks(text), _Reading.WANTED, opened=frozenset({"Stmt"})):
            reading.take(node)
    except XmlProblem:
        return Rejection(say("camt.damaged"))
    return reading.statement()


def _chunks(text: bytes) -> Iterator[bytes]:
    return (text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))


class _Reading:
    """The parts of the document as they come: account, period, balances, entries of one statement after the other."""

    WANTED = frozenset({"Ntry", "Acct", "Bal", "FrToDt", "TxsSummry"})

    def __init__(self) -> None:
        self._account = ""
        self._entries = 0
        self._announced = 0
        self._statements = 0
        self._rows: list[BankRow] = []
        self._rejected: list[RejectedRow] = []
        self._periods: list[StatedPeriod] = []
        self._balances: list[StatedBalance] = []

    def take(self, node: Node) -> None:
        """One part."""
        match node.name:
            case "Stmt":
                self._statements += 1
                self._account = ""
            case "Acct":
                self._account = account_of(node.text("Id", "IBAN") or node.text("Id", "Othr", "Id"))
            case "FrToDt":
                self._period(node)
            case "Bal":
                self._balance(node)
            case "TxsSummry":
                count = node.text("TtlNtries", "NbOfNtries")
                self._announced += int(count) if count.isdecimal() else 0
            case "Ntry":
                self._entries += 1
                told = _row(node, self._entries, self._account)
                if isinstance(told, Sentence):
                    self._rejected.append(RejectedRow(self._entries, told))
                else:
                    self._rows.append(told)

    def statement(self) -> Statement | Rejection:
        """All that was taken."""
        if not self._statements:
            return Rejection(say("camt.no_statement"))
        if self._announced > self._entries:
            return Rejection(say("ofx.rows_do_not_add_up", count=self._announced, found=self._entries))
        return Statement(
            SourceKind.BANK,
            PROFILE,
            tuple(self._rows),
            tuple(self._rejected),
            tuple(self._periods),
            tuple(self._balances),
        )

    def _period(self, node: Node) -> None:
        start = _day(node.text("FrDtTm") or node.text("FrDt"))
        end = _day(node.text("ToDtTm") or node.text("ToDt"))
        if start and end and start <= end:
            self._periods.append(StatedPeriod(self._account, start, end))

    def _balance(self, node: Node) -> None:
        """An opening balance stands on its day before that day's operations, which whoever checks it allows for."""
        kind = node.text("Tp", "CdOrPrtry", "Cd")
        amount = node.first("Amt")
        day = _day_in(node, "Dt")
        cents = _cents(node)
        if kind not in (*_OPENING, *_CLOSING) or amount is None or day is None or isinstance(cents, Sentence):
            return
        if amount.attributes.get("Ccy", _HOME_CURRENCY) == _HOME_CURRENCY:
            self._balances.append(StatedBalance(self._account, day, cents))


def _row(entry: Node, number: int, account: str) -> BankRow | Sentence:
    state = entry.text("Sts", "Cd") or entry.text("Sts") or "BOOK"
    if state != "BOOK":
        return say("camt.pending" if state in _PENDING else "camt.not_booked", state=shown(state))
    day = _day_in(entry, "BookgDt")
    if day is None:
        return say("csv.no_day")
    cents = _cents(entry)
    if isinstance(cents, Sentence):
        return cents
    amount = entry.first("Amt")
    currency = amount.attributes.get("Ccy", "") if amount else ""
    return BankRow(
        row=number,
        account=account,
        booked=day,
        cents=cents,
        label=label_of(entry, cents),
        value_day=_day_in(entry, "ValDt"),
        type_hint=entry.text("BkTxCd", "Domn", "Fmly", "Cd") or entry.text("BkTxCd", "Prtry", "Cd"),
        currency=currency or _HOME_CURRENCY,
    )


def _cents(node: Node) -> int | Sentence:
    """Signed cents: the amount has no sign of its own, whether it came or went stands beside it."""
    written, direction = node.text("Amt"), node.text("CdtDbtInd")
    cents = parse_cents(written, ".")
    if cents is None:
        return say("csv.amount", text=shown(written)) if written else say("csv.no_amount")
    if direction not in ("CRDT", "DBIT"):
        return say("camt.direction")
    return -cents if direction == "DBIT" else cents


def _day_in(node: Node, name: str) -> date | None:
    return _day(node.text(name, "Dt") or node.text(name, "DtTm"))


def _day(text: str) -> date | None:
    """The bank's own calendar day: a time and its zone never move it."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
