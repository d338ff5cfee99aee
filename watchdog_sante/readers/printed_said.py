"""What the headings of an insurer's printed statement said last: for whom, to whom, by whom, which payment.

A line says something of those below it until another line says otherwise.
"""

from dataclasses import dataclass
from typing import NamedTuple

from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.readers.printed_care import bare_name, clean, name_in_capitals, name_of, plain
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import Tokens

_NATURES = (PaidTo.CARE_PROVIDER, PaidTo.EMPLOYER, PaidTo.INSURED)


class Heard(NamedTuple):
    """Whether a line said anything, and how many parts of the statement begin with it."""

    said: bool
    parts: int


@dataclass(slots=True)
class Said:
    """Changed by each line that it hears."""

    layout: PrintedLayout
    family: frozenset[str]  # words of the names that the statement addresses
    beneficiary: str = ""
    provider: str = ""
    reference: str = ""
    paid_to: PaidTo = PaidTo.UNKNOWN
    of_payment: bool = False  # `paid_to` was said by a payment's own line, and holds for it alone

    def hear(self, tokens: Tokens, line: PrintedLine, *, of_payment: bool, name_alone: bool) -> Heard:
        """Take in a line: a payment's own (`of_payment`), or a heading; `name_alone` when a bare name may be one."""
        if of_payment and self.of_payment:
            self.paid_to, self.provider = PaidTo.UNKNOWN, ""
        name = self._name(tokens, line, name_alone)
        provider = self.provider_in(tokens, line)
        nature = self.nature_in(tokens.folded)
        numbered = self.layout.find("reference", tokens.folded) is not None
        parts = (name is not None) + (nature not in (None, self.paid_to))
        self.beneficiary = self.beneficiary if name is None else name
        self.provider = provider or self.provider
        if nature is not None:
            self._paid(nature)
        if numbered or of_payment:
            self.reference = self.reference_in(tokens, line)
        self.of_payment = nature is not None if of_payment else self.of_payment
        return Heard(name is not None or bool(provider) or nature is not None or numbered, parts)

    def _name(self, tokens: Tokens, line: PrintedLine, alone: bool) -> str | None:
        if found := self.layout.find("beneficiary", tokens.folded):
            return name_of(line.text[found.start("beneficiary") : found.end("beneficiary")])
        return (bare_name(line.text) or name_in_capitals(line.text, self.family) or None) if alone else None

    def _paid(self, nature: PaidTo) -> None:
        if nature is not PaidTo.CARE_PROVIDER:
            self.provider = ""
        self.paid_to, self.of_payment = nature, False

    def nature_in(self, folded: str) -> PaidTo | None:
        """To whom this text says that a payment went."""
        for nature in _NATURES:
            if self.layout.find(nature.value, folded):
                return nature
        return None

    def nature_in_cell(self, text: str) -> PaidTo | None:
        """To whom a cell of the column of payees says that its line went, in a word (`Assuré`) or in a sentence."""
        cell = plain(text).strip()
        return (self.nature_in(cell) or self.nature_in(f"paye a {cell}")) if cell else None

    def provider_in(self, tokens: Tokens, line: PrintedLine) -> str:
        """The professional that the line names as paid."""
        found = self.layout.find("provider", tokens.folded)
        return name_of(line.text[found.start("provider") : found.end("provider")]) if found else ""

    def reference_in(self, tokens: Tokens, line: PrintedLine) -> str:
        """The payment's number in this line."""
        found = self.layout.find("reference", tokens.folded)
        return clean(line.text[found.start("reference") : found.end("reference")]) if found else ""
