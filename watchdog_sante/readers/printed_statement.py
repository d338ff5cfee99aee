"""Lines of print to a statement, only if it adds up. It knows no PDF: a page's text layer and a pasted text both come
here (`printed_lines.lines_of_text` makes lines of a paste), and both are read under the same sums.

Every layout that claims the text is tried, in each way that a line can be understood. The first one whose sums all fit
is the statement. When sums are stated and none fits, the whole is refused with the difference of the way that comes
nearest, and its place. Without any sum a known layout is read and marked unverified; a layout by content alone is then
not believed. Pages that say that one of them is missing are refused whatever their sums say.
"""

from collections.abc import Sequence
from dataclasses import replace

from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers.folding import fold_line
from watchdog_sante.readers.printed_headings import headings_at
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_page_numbers import why_not_whole
from watchdog_sante.readers.printed_tries import Understood, tries


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
    found = _first_or_nearest(lines, layouts)
    problem = why_not_whole(lines) if found and not found.problem else None
    return replace(found, problem=problem) if found and problem else found


def _first_or_nearest(lines: Sequence[PrintedLine], layouts: Sequence[PrintedLayout]) -> Understood | None:
    tried: list[Understood] = []
    for understood in tries(lines, claiming(lines, layouts)):
        if is_proven(understood):
            return understood
        tried.append(understood)
    return best_of(tried)


def is_proven(one: Understood) -> bool:
    """Whether its sums say that it is right."""
    return one.statement is not None and one.problem is None and one.sums


def best_of(tried: Sequence[Understood]) -> Understood | None:
    """Of ways that are not proven, the one to believe without a sum; else the one that comes nearest to its sums."""
    accepted = [one for one in tried if one.statement and not one.problem]
    stating = [one for one in tried if one.sums]
    if accepted and not any(not one.layout.fallback for one in stating):
        return accepted[0]
    return max(stating or tried, key=lambda one: (-one.off, one.rows, not one.layout.fallback), default=None)


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
