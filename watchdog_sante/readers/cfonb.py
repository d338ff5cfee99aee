"""The reader of CFONB 120 (French banks' own statement): lines of 120 characters, 01 and 07 balances, 04 operations.

A reader of our own: python-cfonb (last release 2021) raises for the whole file at one wrong line, checks no balance and
takes a file without its end for a whole one. The sign of an amount is in its last character (`{`, A to I: credit;
`}`, J to R: debit). Each account begins with its old balance and ends with its new one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import BankRow, RejectedRow, Rejection, StatedBalance, Statement
from watchdog_sante.readers.csv_cells import shown, text_of
from watchdog_sante.readers.csv_lines import lines_of
from watchdog_sante.readers.ofx_labels import joined
from watchdog_sante.readers.text_encoding import decode

PROFILE = "cfonb-120"
EXTENSIONS = (".cfonb",)
_WIDTH = 120
_AMOUNT = re.compile(r"[0-9]{13}[0-9A-R{}]")
_FIRST = re.compile(r"\s*01[0-9]{5}.{4}[0-9]{5}[A-Z ]{3}[0-9 ].[0-9A-Z]{11}.{2}[0-9]{6}.{50}[0-9]{13}[A-R{}]")
_CREDITOR_ID = re.compile(r"FR[0-9]{2}[A-Z0-9]{9}|[A-Z]{2}[0-9]{2}ZZZ[A-Z0-9]{1,28}")  # right check digits or wrong
_CREDIT, _DEBIT = "{ABCDEFGHI", "}JKLMNOPQR"
_EUROS = ("", "EUR")
_MOST_WORDS = 20  # lines of complement to one operation


def claims(head: bytes, name: str) -> bool:
    """Whether the first line is an old balance of CFONB."""
    decoded = decode(head)
    return decoded is not None and _FIRST.match(decoded.text) is not None


@dataclass(slots=True)
class _Operation:
    row: int
    line: str
    words: list[tuple[str, str]] = field(default_factory=list)  # qualifier (LIB, NPY ...), text


def read(data: bytes) -> Statement | Rejection:
    """The statement, each operation read or rejected with its reason."""
    decoded = decode(data)
    if decoded is None:
        return Rejection(say("refused.binary"))
    texts = lines_of(decoded.text).texts
    if len(texts) == 1 and len(texts[0]) > _WIDTH:  # one record after the other, without an end of line
        texts = [texts[0][at : at + _WIDTH] for at in range(0, len(texts[0]), _WIDTH)]
    reading = _Reading(texts)
    reading.run()
    told = list(reading.told)
    return Statement(
        SourceKind.BANK,
        PROFILE,
        tuple(one for one in told if isinstance(one, BankRow)),
        tuple(one for one in told if isinstance(one, RejectedRow)),
        balances=tuple(one for one in told if isinstance(one, StatedBalance)),
    )


class _Reading:
    """Takes the lines in turn; what comes of them is in `told`."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._operation: _Operation | None = None
        self._open = False  # an account whose new balance has not come yet
        self.told: list[BankRow | RejectedRow | StatedBalance] = []

    def run(self) -> None:
        """All lines."""
        for number, line in enumerate(self._lines, start=1):
            if line.strip():
                self._take(number, line)
        self._close(cut=self._open)  # complements that are lost would make another label
        if self._open:
            self._reject(len(self._lines) + 1, say("cfonb.no_closing"))

    def _take(self, number: int, line: str) -> None:
        match line[:2]:
            case "01" | "07":
                self._close()
                if line[:2] == "01" and self._open:
                    self._reject(number, say("cfonb.no_closing"))
                self._open = line[:2] == "01" or not self._balance(number, line)
                if line[:2] == "01":
                    self._balance(number, line)
            case "04":
                self._close()
                self._operation = _Operation(number, line)
            case "05" if self._operation:
                if len(self._operation.words) < _MOST_WORDS:
                    self._operation.words.append((line[45:48].strip(), line[48:118].strip()))
            case _:  # the operation goes on: complements may follow, or it is cut here
                self._reject(number, say("cfonb.line"))

    def _reject(self, number: int, reason: Sentence) -> None:
        self.told.append(RejectedRow(number, reason))

    def _balance(self, number: int, line: str) -> bool:
        """Keep the balance that the line states; whether it could be read."""
        day, cents = _day(line[34:40]), _cents(line)
        if day is None or cents is None:
            self._reject(number, say("cfonb.balance"))
            return False
        if line[16:19].strip() in _EUROS:
            self.told.append(StatedBalance(line[21:32].strip(), day, cents))
        return True

    def _close(self, cut: bool = False) -> None:
        operation, self._operation = self._operation, None
        if operation:
            told = say("cfonb.cut") if cut else _row(operation)
            self.told.append(RejectedRow(operation.row, told) if isinstance(told, Sentence) else told)


def _row(operation: _Operation) -> BankRow | Sentence:
    line = operation.line
    day, cents = _day(line[34:40]), _cents(line)
    if day is None:
        return say("csv.day", text=shown(line[34:40]))
    if cents is None:
        return say("csv.amount", text=shown(line[90:104]))
    return BankRow(
        row=operation.row,
        account=line[21:32].strip(),
        booked=day,
        cents=cents,
        label=text_of(_label(line[48:79], operation.words, cents)),
        value_day=_day(line[42:48]),
        type_hint=line[32:34].strip(),
        currency=line[16:19].strip() or "EUR",
    )


def _label(text: str, words: Sequence[tuple[str, str]], cents: int) -> str:
    """The bank's label with its complements, marked as labels mark them: whom, why, creditor id and mandate."""
    told = " ".join(text.split())
    for qualifier, word in words:
        for part in _marked(qualifier, " ".join(word.split()), cents):
            told = joined(told, part)
    return told


def _marked(qualifier: str, word: str, cents: int) -> Iterator[str]:
    match qualifier:
        case "LIB" | "LCC" | "LC2" | "LCS" | "LEM" | "":
            yield word
        case "NPY" | "NPO" if cents > 0:
            yield word
        case "NBE" | "NBU" if cents < 0:
            yield word
        case "IBE" | "ICS" if _CREDITOR_ID.fullmatch(word.partition(" ")[0]):
            yield f"ID EMETTEUR/{word.partition(' ')[0]}"
        case "RUM":
            yield f"MDT/{word.partition(' ')[0]}"
        case "RCN" | "REF" if word:
            yield f"REF/{word}"


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d%m%y").date()
    except ValueError:
        return None


def _cents(line: str) -> int | None:
    """Integer cents of the line's amount, by its own number of decimals; None when it is none."""
    amount, decimals = line[90:104], line[19:20].strip() or "2"
    if not _AMOUNT.fullmatch(amount) or not decimals.isdecimal():
        return None
    last = amount[-1]
    digit = _CREDIT.find(last) if last in _CREDIT else _DEBIT.find(last)
    whole = int(amount[:-1] + (last if last.isdecimal() else str(digit)))
    scale: int = 10 ** abs(int(decimals) - 2)
    if int(decimals) > 2 and whole % scale:
        return None
    cents = whole // scale if int(decimals) > 2 else whole * scale
    return -cents if last in _DEBIT else cents
