"""The reader of QIF (Quicken interchange, also called « Money »): one record an operation, ended by `^`.

A reader of our own: quiffen 4.0 reads the French `-12,50` as -1250, takes a record that a broken download cut for a
whole one, and qifparse has had no release since 2013. A file says neither its form of days nor its decimal mark: both
are decided once, from all its records. Categories and splits are the person's own book-keeping and are no label.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import BankRow, RejectedRow, Rejection, StatedBalance, Statement
from watchdog_sante.readers.amounts import decimal_mark_of, is_ambiguous, parse_cents
from watchdog_sante.readers.csv_cells import account_of, shown
from watchdog_sante.readers.csv_lines import lines_of
from watchdog_sante.readers.ofx_labels import label_of
from watchdog_sante.readers.ofx_rows import RawRow
from watchdog_sante.readers.qif_days import QifDays
from watchdog_sante.readers.text_encoding import decode

PROFILE = "qif"
EXTENSIONS = (".qif",)
_FIRST = re.compile(r"\s*!(?:type|account|option|clear)\b", re.IGNORECASE)
_OPERATIONS = frozenset(("BANK", "CCARD", "CASH", "OTH A", "OTH L"))
_INVESTMENTS = frozenset(("INVST", "INVOICE"))
_OPENING = frozenset(("opening balance", "solde initial", "solde d'ouverture"))
_LONGEST = 4_000  # characters of a line
_NUMBER = re.compile(r"(?:[0-9][ -]?){5}")


def claims(head: bytes, name: str) -> bool:
    """Whether the first line is one that only QIF begins with."""
    decoded = decode(head)
    return decoded is not None and _FIRST.match(decoded.text) is not None


@dataclass(slots=True)
class _Record:
    """An operation as written: the line on which it begins, the account named above it, its fields."""

    row: int
    account: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    ended: bool = False

    def first(self, *letters: str) -> str:
        """The first field with one of these letters."""
        return next((self.fields[letter][0].strip() for letter in letters if letter in self.fields), "")


def read(data: bytes) -> Statement | Rejection:
    """The statement, each record read or rejected with its reason; or why the file is refused whole."""
    decoded = decode(data)
    if decoded is None:
        return Rejection(say("refused.binary"))
    scanned = _scan(lines_of(decoded.text).texts)
    if not scanned.records:
        return Rejection(say("qif.investment" if scanned.investments else "qif.no_operation"))
    return _Reading(scanned).statement()


@dataclass(slots=True)
class _Scan:
    records: list[_Record] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    investments: bool = False


def _scan(lines: Sequence[str]) -> _Scan:
    """The records of operations, in order; lists of accounts, categories and securities are passed over."""
    scan = _Scan()
    kind, account = "BANK", ""
    record: _Record | None = None
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text.startswith("!"):
            kind = _kind(text)
            scan.investments |= kind in _INVESTMENTS
            record = None
        elif text.startswith("^"):
            if record:
                record.ended = True
                account = record.first("N") if kind == "ACCOUNT" else account
            record = None
        elif text:
            if record is None:
                record = _Record(number, account)
                if kind in _OPERATIONS:
                    scan.records.append(record)
                    scan.accounts += [] if account in scan.accounts else [account]
            record.fields.setdefault(text[0], []).append(text[1:_LONGEST])
    return scan


def _kind(line: str) -> str:
    word = line[1:].strip().upper()
    if word.startswith("TYPE:"):
        return " ".join(word.removeprefix("TYPE:").split())
    return "ACCOUNT" if word.startswith("ACCOUNT") else "OPTION"


class _Reading:
    """The records of one file, and what they show together: form of days, decimal mark, accounts."""

    def __init__(self, scan: _Scan) -> None:
        self._records = scan.records
        self._days = QifDays(record.first("D") for record in scan.records)
        texts = [text for record in scan.records for letter in "TU$" for text in record.fields.get(letter, ())]
        self._mark = decimal_mark_of(text.strip() for text in texts)
        self._several = len(scan.accounts) > 1

    def statement(self) -> Statement:
        """All records."""
        told = list(self._told())
        return Statement(
            SourceKind.BANK,
            PROFILE,
            tuple(one for one in told if isinstance(one, BankRow)),
            tuple(one for one in told if isinstance(one, RejectedRow)),
            balances=tuple(one for one in told if isinstance(one, StatedBalance)),
        )

    def _told(self) -> Iterator[BankRow | RejectedRow | StatedBalance]:
        for record in self._records:
            told = self._one(record)
            yield RejectedRow(record.row, told) if isinstance(told, Sentence) else told

    def _one(self, record: _Record) -> BankRow | StatedBalance | Sentence:
        if not record.ended:
            return say("qif.cut")
        written = record.first("D")
        day = self._days.read(written)
        if day is None:
            return say("csv.day", text=shown(written)) if written else say("csv.no_day")
        cents = self._cents(record.first("T", "U"))
        if isinstance(cents, Sentence):
            return cents
        if wrong := self._splits(record, cents):
            return wrong
        return self._row(record, day, cents)

    def _row(self, record: _Record, day: date, cents: int) -> BankRow | StatedBalance:
        account = self._account(record.account)
        payee = record.first("P")
        if payee.casefold() in _OPENING and record is self._first_of(record.account):
            return StatedBalance(account, day - timedelta(days=1), cents)
        memo = " ".join(record.fields.get("M", ()))
        raw = RawRow("", "", "", "", "", record.first("N"), payee, "", "", memo, "")
        label = label_of(raw) or label_of(raw._replace(name=record.first("L")))
        return BankRow(row=record.row, account=account, booked=day, cents=cents, label=label)

    def _first_of(self, account: str) -> _Record:
        return next(record for record in self._records if record.account == account)

    def _account(self, name: str) -> str:
        """The number that a name holds; a name alone only keeps several accounts of one file apart."""
        return account_of(name) if self._several or _NUMBER.search(name) else ""

    def _cents(self, text: str) -> int | Sentence:
        cents = parse_cents(text, self._mark if is_ambiguous(text) else "")
        if cents is None and self._mark:
            cents = parse_cents(text, self._mark)
        if cents is not None:
            return cents
        return say("csv.amount", text=shown(text)) if text else say("csv.no_amount")

    def _splits(self, record: _Record, cents: int) -> Sentence | None:
        """Why an amount and the parts it is split into contradict each other."""
        parts = [self._cents(text.strip()) for text in record.fields.get("$", ())]
        known = [part for part in parts if isinstance(part, int)]
        if not parts or (len(known) == len(parts) and sum(known) == cents):
            return None
        return say("qif.splits")
