"""Lines of print to a statement, only if it adds up. It knows no PDF: a page's text layer and a pasted text both come
here (`printed_lines.lines_of_text` makes lines of a paste), and both are read under the same sums.

Every layout that claims the text is tried, in each way that a line can be understood. The first one whose sums all fit
is the statement. When sums are stated and none fits, the whole is refused with the difference and its place. Without
any sum a known layout is read and marked unverified; a layout by content alone is then not believed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watchdog_sante.model.row_places import place_of
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.model.statements import Rejection, SourceKind, Statement
from watchdog_sante.readers.folding import fold_line
from watchdog_sante.readers.printed_account import BankPages
from watchdog_sante.readers.printed_balances import prove_account, states_balances
from watchdog_sante.readers.printed_bank import bank_pages
from watchdog_sante.readers.printed_care import WAYS
from watchdog_sante.readers.printed_columns import headings_at
from watchdog_sante.readers.printed_entries import Act, Entries, Unclaimed
from watchdog_sante.readers.printed_health import entries_of
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_rows import bank_statement, health_statement
from watchdog_sante.readers.printed_running import without_running_lines
from watchdog_sante.readers.printed_sums import Proof, prove, states_sums

_SHOWN = 40  # characters of a line that a reason repeats


@dataclass(frozen=True, slots=True)
class Understood:
    """One way in which a layout understands the text. `problem` is why it is not believed; `sums` that some are stated;
    `rows` how many lines it understood; `found` what each of them is."""

    layout: PrintedLayout
    lines: tuple[PrintedLine, ...]
    statement: Statement | None
    problem: Sentence | None
    sums: bool
    rows: int
    found: Entries | BankPages


def read_lines(lines: Sequence[PrintedLine], layouts: Sequence[PrintedLayout]) -> Statement | Rejection:
    """The statement that the lines are, or why they are refused."""
    return answer_of(understand_lines(lines, layouts))


def answer_of(best: Understood | None) -> Statement | Rejection:
    """The statement, or why it is not believed."""
    if best is None:
        return Rejection(say("refused.printed_unknown"))
    if best.statement is None or best.problem:
        return Rejection(best.problem or say("refused.printed_unknown"))
    return best.statement


def understand_lines(lines: Sequence[PrintedLine], layouts: Sequence[PrintedLayout]) -> Understood | None:
    """The first way that is proven; else the best of the others; None when no layout finds a single row."""
    tried: list[Understood] = []
    for understood in _tries(lines, layouts):
        if understood.statement and not understood.problem and understood.sums:
            return understood
        tried.append(understood)
    if not tried:
        return None
    accepted = [one for one in tried if one.statement and not one.problem]
    stating = [one for one in tried if one.sums]
    if accepted and not any(not one.layout.fallback for one in stating):
        return accepted[0]
    return max(stating or tried, key=lambda one: (one.rows, not one.layout.fallback))


def claiming(lines: Sequence[PrintedLine], layouts: Sequence[PrintedLayout]) -> tuple[PrintedLayout, ...]:
    """The layouts that may be this text's, the ones with the most marks first, those by content last."""
    text = "\n".join(fold_line(line.text) for line in lines)
    claimed = [layout for layout in layouts if layout.claims(text) and _has_needed(lines, layout)]
    return tuple(sorted(claimed, key=lambda layout: (layout.fallback, -len(layout.marks), layout.name)))


def _has_needed(lines: Sequence[PrintedLine], layout: PrintedLayout) -> bool:
    if not layout.needs:
        return True
    found = (headings_at(lines, at, layout) for at in range(len(lines)))
    return any(columns is not None and layout.needs <= set(columns.roles) for columns in found)


def _tries(lines: Sequence[PrintedLine], layouts: Sequence[PrintedLayout]) -> Iterator[Understood]:
    for layout in claiming(lines, layouts):
        read = without_running_lines(lines, layout)
        tries = _bank_tries(read, layout) if layout.speaker is SourceKind.BANK else _health_tries(read, layout)
        yield from tries


def _health_tries(lines: tuple[PrintedLine, ...], layout: PrintedLayout) -> Iterator[Understood]:
    for way in WAYS:
        found = entries_of(lines, layout, way)
        acts = sum(isinstance(entry, Act) for entry in found.entries)
        if not acts and not found.deferred:
            continue
        proof, sums = prove(found.entries), states_sums(found.entries)
        problem = _why_not(proof, layout, sums, found.unclaimed)
        statement = health_statement(found, layout, proof)
        if isinstance(statement, Rejection):
            yield Understood(layout, lines, None, problem or statement.reason, sums, acts, found)
        else:
            yield Understood(layout, lines, _marked(statement, sums), problem, sums, acts, found)


def _bank_tries(lines: tuple[PrintedLine, ...], layout: PrintedLayout) -> Iterator[Understood]:
    for edges in (False, True):
        pages = bank_pages(lines, layout, edges)
        rows = sum(len(one.entries) for one in pages.accounts)
        if not pages.accounts:
            continue
        sums = states_balances(pages.accounts)
        proofs = [prove_account(one) for one in pages.accounts]
        proof = Proof(
            tuple(wrong for one in proofs for wrong in one.mismatches),
            tuple(row for one in proofs for row in one.uncovered) if sums else (),
        )
        problem = _why_not(proof, layout, sums, pages.unclaimed)
        statement = bank_statement(pages, layout)
        if isinstance(statement, Rejection):
            yield Understood(layout, lines, None, problem or statement.reason, sums, rows, pages)
        else:
            yield Understood(layout, lines, _marked(statement, sums), problem, sums, rows, pages)


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


def place(row: int) -> Sentence:
    """Where a row stands, for people: page and line, or the line alone."""
    page, line = place_of(row)
    return say("place.page_line", page=page, line=line) if page else say("place.line", line=line)
