"""The reader of OFX statements (.ofx, .qfx, .qbo; OFX 1 in SGML and OFX 2 in XML), and the only door to ofxparse.

ofxparse reads accounts and rows; all that it was seen to get wrong is prepared before: encoding, header, completeness,
dates, amounts, labels, rows without FITID, its time on long files. It is fed from our own linear scanner.
Every row of the file is in the statement or among its rejected rows, or the whole file is refused with a sentence.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import cast

from ofxparse.ofxparse import AccountType, OfxParser, OfxParserException

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import BankRow, RejectedRow, Rejection, StatedBalance, StatedPeriod, Statement
from watchdog_sante.readers import ofx_header
from watchdog_sante.readers.ofx_adapter import account_node, row_node
from watchdog_sante.readers.ofx_checks import CheckedRow, StatementChecks
from watchdog_sante.readers.ofx_labels import clean
from watchdog_sante.readers.ofx_rows import read_row
from watchdog_sante.readers.ofx_scanner import AccountKind, RowSpan, Scan, ScannedStatement, count_rows, plain, scan
from watchdog_sante.readers.text_encoding import decode
from watchdog_sante.redaction import mask_nir

PROFILE = "ofx"
_MOST_STATEMENTS = 1000  # accounts and months in one file: a household's file holds a handful
_CURRENCY = re.compile(r"[A-Z]{3}")
_HOME_CURRENCY = "EUR"
_KINDS = {AccountKind.BANK: AccountType.Bank, AccountKind.CARD: AccountType.CreditCard}

claims = ofx_header.claims


class _Parser(OfxParser):  # type: ignore[misc]  # ofxparse has no types
    """ofxparse with its state set here and nowhere else, and with each of a statement's few days read once.

    ofxparse keeps `fail_fast` and `custom_date_format` on its class, where another caller could change them.
    """

    fail_fast = False
    custom_date_format = None

    @staticmethod
    @lru_cache(maxsize=1024)
    def parseOfxDateTime(text: str) -> datetime:
        return cast(datetime, OfxParser.parseOfxDateTime(text))


def read(data: bytes) -> Statement | Rejection:
    """The statement that the bytes of an OFX file hold, or why it is refused whole."""
    if not data.strip():
        return Rejection(say("ofx.empty"))
    page = ofx_header.declared_page(data)
    decoded = decode(data, page) or decode(data.rstrip(b"\0"), page)  # some exporters end the file with a NUL
    if decoded is None:
        return Rejection(say("ofx.not_text"))
    text = plain(decoded.text)
    problem = ofx_header.why_unreadable(text)
    if problem:
        return Rejection(problem)
    found = scan(text)
    problem = _why_no_statement(found, count_rows(decoded.text))
    if problem:
        return Rejection(problem)
    accounts = [_Account(scanned, text) for scanned in found.statements]
    rows = [row for account in accounts for row in account.rows()]
    return Statement(
        SourceKind.BANK,
        PROFILE,
        tuple(row for row in rows if isinstance(row, BankRow)),
        tuple(row for row in rows if isinstance(row, RejectedRow)),
        tuple(period for account in accounts for period in account.periods()),
        tuple(balance for account in accounts for balance in account.balances()),
    )


def _why_no_statement(found: Scan, rows_in_text: int) -> Sentence | None:
    """Why a whole document cannot be audited, with the remedy; None when it holds a bank account's statement."""
    if found.row_count != rows_in_text:
        return say("ofx.rows_do_not_add_up", count=rows_in_text, found=found.row_count)
    errors = [status for status in found.statuses if status.code.strip("0")]
    if errors and not found.row_count:
        code, message = clean(errors[-1].code)[:20], mask_nir(clean(errors[-1].message))[:200]
        return say("ofx.bank_said", code=code, message=message) if message else say("ofx.bank_error", code=code)
    if len(found.statements) > _MOST_STATEMENTS:
        return say("ofx.too_many_statements", count=len(found.statements))
    kinds = {statement.kind for statement in found.statements}
    if kinds <= {AccountKind.INVESTMENT}:
        return say("ofx.investment" if kinds else "ofx.no_statement")
    return None


class _Account:
    """One account's statement, its header read by ofxparse."""

    def __init__(self, scanned: ScannedStatement, text: str) -> None:
        self._scanned = scanned
        self._text = text
        self._checks = StatementChecks(scanned, text)
        kind = _KINDS.get(scanned.kind, AccountType.Investment)
        self._parsed = _Parser.parseStmtrs([account_node(self._checks)], kind)[0]
        self._is_bank = scanned.kind is not AccountKind.INVESTMENT
        self._number = "".join(filter(str.isalnum, clean(self._parsed.account_id)))
        self._currency = _currency(self._parsed.curdef or "", _HOME_CURRENCY)

    def rows(self) -> Iterator[BankRow | RejectedRow]:
        """Every row of this account, read or rejected, in the order of the file."""
        for span in self._scanned.rows:
            if span.pending:
                yield RejectedRow(span.number, say("ofx.row_pending"))
            elif not self._is_bank:
                yield RejectedRow(span.number, say("ofx.row_of_investment"))
            else:
                yield self._row(span)

    def _row(self, span: RowSpan) -> BankRow | RejectedRow:
        checked = self._checks.row(read_row(self._text[span.start : span.end]))
        if not isinstance(checked, CheckedRow):
            return RejectedRow(span.number, checked)
        try:
            operation = _Parser.parseTransaction(row_node(checked))
        except OfxParserException:
            return RejectedRow(span.number, say("ofx.row_unreadable"))
        return BankRow(
            row=span.number,
            account=self._number,
            booked=operation.date.date(),
            cents=int(operation.amount.scaleb(2)),
            label=operation.memo,
            value_day=checked.value_day,
            bank_reference=operation.id,
            type_hint=operation.type.upper(),
            currency=_currency(checked.currency, self._currency),
        )

    def periods(self) -> Iterator[StatedPeriod]:
        """The days that this statement says it covers, when it says so."""
        start, end = self._parsed.statement.start_date, self._parsed.statement.end_date
        if start and end and start <= end and self._is_bank:
            yield StatedPeriod(self._number, start.date(), end.date())

    def balances(self) -> Iterator[StatedBalance]:
        """The account's balance (LEDGERBAL) on its day, when both are stated."""
        statement = self._parsed.statement
        if self._checks.balance_day and self._checks.balance_cents is not None and self._is_bank:
            yield StatedBalance(self._number, statement.balance_date.date(), int(statement.balance.scaleb(2)))


def _currency(text: str, otherwise: str) -> str:
    code = text.strip().upper()
    return code if _CURRENCY.fullmatch(code) else otherwise
