"""The ways in which a layout may understand lines of print, each with its proof: what it found, whether it adds up.

It chooses none: `printed_statement.py` does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers.printed_account import BankPages
from watchdog_sante.readers.printed_balances import prove_account, states_balances
from watchdog_sante.readers.printed_bank import bank_pages
from watchdog_sante.readers.printed_care import WAYS
from watchdog_sante.readers.printed_entries import Act, Entries, Sum, Unclaimed
from watchdog_sante.readers.printed_health import entries_of
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_rows import bank_statement, health_statement, place
from watchdog_sante.readers.printed_running import without_running_lines
from watchdog_sante.readers.printed_sums import Proof, prove, states_sums
from watchdog_sante.readers.printed_tokens import tokens_of

_SHOWN = 40  # characters of a line that a reason repeats


@dataclass(frozen=True, slots=True)
class Understood:
    """One way in which a layout understands the text. `problem` is why it is not believed; `sums` that some are stated;
    `rows` how many lines it understood; `found` what each of them is; `off` by how many cents the sums miss."""

    layout: PrintedLayout
    lines: tuple[PrintedLine, ...]
    statement: Statement | None
    problem: Sentence | None
    sums: bool
    rows: int
    found: Entries | BankPages
    off: int = 0


def tries(lines: Sequence[PrintedLine], layouts: Sequence[PrintedLayout]) -> Iterator[Understood]:
    """Each layout of these, in each way that a line can be understood."""
    for layout in layouts:
        read = without_running_lines(lines, layout)
        yield from _bank_tries(read, layout) if layout.speaker is SourceKind.BANK else _health_tries(read, layout)


def _health_tries(lines: tuple[PrintedLine, ...], layout: PrintedLayout) -> Iterator[Understood]:
    for way in WAYS:
        found = entries_of(lines, layout, way)
        acts = sum(isinstance(entry, Act) for entry in found.entries)
        if not acts and not found.deferred:
            continue
        proof, sums = prove(found.entries), states_sums(found.entries)
        problem = _why_not(proof, layout, sums, found.unclaimed) or _why_cut(lines, layout, found)
        statement = health_statement(found, layout, proof)
        if isinstance(statement, Rejection):
            yield Understood(layout, lines, None, problem or statement.reason, sums, acts, found, proof.off)
        else:
            yield Understood(layout, lines, _marked(statement, sums), problem, sums, acts, found, proof.off)


def _why_cut(lines: Sequence[PrintedLine], layout: PrintedLayout, found: Entries) -> Sentence | None:
    """Why the last page is not the last of all: the sum below its lines is carried to another one."""
    last = found.entries[-1]
    if not isinstance(last, Sum):
        return None
    text = next(line.text for line in lines if line.row == last.row)
    carried = layout.find("carried", tokens_of(text).folded)
    return say("refused.printed_carried", place=place(last.row)) if carried else None


def _bank_tries(lines: tuple[PrintedLine, ...], layout: PrintedLayout) -> Iterator[Understood]:
    for edges, repeated in ((False, False), (True, False), (False, True)):
        pages = bank_pages(lines, layout, edges, repeated)
        rows = sum(len(one.entries) for one in pages.accounts)
        if not pages.accounts:
            continue
        sums = states_balances(pages.accounts)
        if repeated and not sums:
            continue  # only what adds up proves that a row without a day is one
        proofs = [prove_account(one) for one in pages.accounts]
        proof = Proof(
            tuple(wrong for one in proofs for wrong in one.mismatches),
            tuple(row for one in proofs for row in one.uncovered) if sums else (),
        )
        problem = _why_not(proof, layout, sums, pages.unclaimed)
        statement = bank_statement(pages, layout)
        if isinstance(statement, Rejection):
            yield Understood(layout, lines, None, problem or statement.reason, sums, rows, pages, proof.off)
        else:
            yield Understood(layout, lines, _marked(statement, sums), problem, sums, rows, pages, proof.off)


def _marked(statement: Statement, sums: bool) -> Statement:
    return statement if sums else replace(statement, unverified=say("coverage.no_total"))


def _why_not(proof: Proof, layout: PrintedLayout, sums: bool, unclaimed: Sequence[Unclaimed]) -> Sentence | None:
    """Why this is not believed, None when it is."""
    if not sums:
        if layout.fallback:
            return say("refused.printed_no_total")
        first = next(iter(unclaimed), None)
        return (
            say("refused.printed_unclaimed", place=place(first.row), text=first.text.strip()[:_SHOWN])
            if first
            else None
        )
    if proof.mismatches:
        wrong = proof.mismatches[0]
        stated, read = Money(wrong.stated), Money(wrong.read)
        difference = Money(wrong.stated - wrong.read)
        return say("refused.printed_sum", place=place(wrong.row), stated=stated, read=read, difference=difference)
    if proof.uncovered:
        return say("refused.printed_uncovered", place=place(proof.uncovered[0]), count=len(proof.uncovered))
    return None
