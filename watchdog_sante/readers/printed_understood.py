"""How each line of a printed statement was understood, to be shown to the person: its place, its meaning, its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers.forms import Form, printed_layouts
from watchdog_sante.readers.pdf_text import text_lines
from watchdog_sante.readers.printed_account import BankPages, PrintedBalance, PrintedOperation
from watchdog_sante.readers.printed_entries import Act, Entries, Part, Sum
from watchdog_sante.readers.printed_headings import headings_at
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_statement import answer_of, understand_lines
from watchdog_sante.readers.printed_tries import Understood
from watchdog_sante.redaction import mask_nir


class Meaning(StrEnum):
    """What a line is."""

    HEADINGS = "headings"
    ACT = "act"
    DEDUCTION = "deduction"
    DEFERRED = "deferred"
    PAYMENT = "payment"
    SUM = "sum"
    OPERATION = "operation"
    BALANCE = "balance"
    UNCLAIMED = "unclaimed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class UnderstoodLine:
    """A line with its meaning. NIR in the text are masked."""

    row: int
    meaning: Meaning
    text: str


@dataclass(frozen=True, slots=True)
class PrintedUnderstanding:
    """`layout` is the name of the layout that fits best, "" for none; `answer` what the file is read as."""

    layout: str
    lines: tuple[UnderstoodLine, ...]
    answer: Statement | Rejection


def understand_pdf(data: bytes, forms: Sequence[Form]) -> PrintedUnderstanding | Rejection:
    """How a PDF is read line by line, or why it has no lines to read."""
    lines = text_lines(data)
    if isinstance(lines, Rejection):
        return lines
    best = understand_lines(lines, printed_layouts(forms))
    meanings = _meanings(best) if best else {}
    told = (UnderstoodLine(one.row, meanings.get(one.row, Meaning.NOTHING), mask_nir(one.text)) for one in lines)
    return PrintedUnderstanding(best.layout.name if best else "", tuple(told), answer_of(best))


def _meanings(best: Understood) -> dict[int, Meaning]:
    headings = _headings(best)
    found = best.found
    rows = _of_insurer(found) if isinstance(found, Entries) else _of_bank(found)
    unclaimed = {one.row: Meaning.UNCLAIMED for one in found.unclaimed}
    return {**headings, **unclaimed, **rows}


def _headings(best: Understood) -> dict[int, Meaning]:
    rows: dict[int, Meaning] = {}
    for at in range(len(best.lines)):
        if found := headings_at(best.lines, at, best.layout):
            block: Sequence[PrintedLine] = best.lines[at : at + found.height]
            rows |= {line.row: Meaning.HEADINGS for line in block}
    return rows


def _of_insurer(found: Entries) -> dict[int, Meaning]:
    rows = {act.row: Meaning.DEFERRED for act in found.deferred}
    for entry in found.entries:
        match entry:
            case Act():
                rows[entry.row] = Meaning.DEDUCTION if entry.deduction else Meaning.ACT
            case Sum():
                rows[entry.row] = Meaning.SUM
            case Part(payment=True):
                rows[entry.row] = Meaning.PAYMENT
            case _:
                pass
    return rows


def _of_bank(found: BankPages) -> dict[int, Meaning]:
    rows: dict[int, Meaning] = {}
    for account in found.accounts:
        for entry in account.entries:
            match entry:
                case PrintedOperation():
                    rows[entry.row] = Meaning.OPERATION
                case PrintedBalance():
                    rows[entry.row] = Meaning.BALANCE
                case _:
                    rows[entry.row] = Meaning.SUM
    return rows
