"""An OFX row from raw texts to exact values, or the sentence that says what is wrong with it.

Only this room decides which row is readable: a day and an amount that have one reading, and a label that ends.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.readers.amounts import decimal_mark_of, is_ambiguous, parse_cents
from watchdog_sante.readers.ofx_days import plain_day, read_day
from watchdog_sante.readers.ofx_labels import clean, label_of
from watchdog_sante.readers.ofx_rows import RawRow
from watchdog_sante.readers.ofx_scanner import ScannedStatement, amounts_in
from watchdog_sante.redaction import mask_nir

_LONGEST_LABEL = 4000  # characters; a label that never ends is a damaged row
_SHOWN = 30  # characters of a wrong value that are repeated to the person
_REFERENCE = 16  # hexadecimal digits of a hashed FITID


class CheckedRow(NamedTuple):
    """A readable row: days, integer cents, whole label."""

    booked: date
    value_day: date | None
    cents: int
    label: str
    kind: str
    currency: str  # "" = the statement's
    reference: str  # hashed FITID, "" without one


@dataclass(frozen=True)
class StatementChecks:
    """What a statement says about itself, and its rows checked with it. `text` is the whole document."""

    scanned: ScannedStatement
    text: str

    @cached_property
    def start(self) -> date | None:
        """The first day that the statement covers."""
        return plain_day(self.scanned.value("DTSTART"))

    @cached_property
    def end(self) -> date | None:
        """The last day that the statement covers."""
        return plain_day(self.scanned.value("DTEND"))

    @cached_property
    def balance_day(self) -> date | None:
        """The day after whose operations the stated balance holds."""
        return plain_day(self.scanned.value("LEDGERBAL.DTASOF"))

    @cached_property
    def balance_cents(self) -> int | None:
        """The stated balance in integer cents."""
        amount = self._cents(self.scanned.value("LEDGERBAL.BALAMT"))
        return amount if isinstance(amount, int) else None

    def row(self, raw: RawRow) -> CheckedRow | Sentence:
        """The row's values, or what is wrong with them."""
        day = read_day(raw.posted, self.start, self.end)
        if not isinstance(day, date):
            return day
        cents = self._cents(raw.amount)
        if not isinstance(cents, int):
            return cents
        label = label_of(raw)
        if len(label) > _LONGEST_LABEL:
            return say("ofx.row_label_endless")
        reference = sha256(raw.fitid.encode()).hexdigest()[:_REFERENCE] if raw.fitid else ""
        value_day = plain_day(raw.available)
        return CheckedRow(day, value_day, cents, label, clean(raw.kind).upper()[:_SHOWN], raw.currency, reference)

    @cached_property
    def _decimal_mark(self) -> str:
        """What decides `-1,234`: the mark that the document's other amounts use for their cents."""
        return decimal_mark_of(amounts_in(self.text))

    def _cents(self, text: str) -> int | Sentence:
        cents = parse_cents(text)
        if cents is None and is_ambiguous(text) and self._decimal_mark:
            cents = parse_cents(text, self._decimal_mark)
        if cents is not None:
            return cents
        if not text:
            return say("ofx.row_amount_missing")
        key = "ofx.row_amount_ambiguous" if is_ambiguous(text) else "ofx.row_amount_unreadable"
        return say(key, amount=mask_nir(clean(text))[:_SHOWN])
