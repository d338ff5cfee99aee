"""The reader of pasted text: a table selected on Ameli's or an insurer's site, copied, and pasted into a .txt.

Its lines go to the same room as a PDF's, under the same sums. A text in which no layout finds a line of a statement, or
only lines that look like one without any total, is some other text: it is not this reader's to refuse. Browsers copy
some tables one cell a line (`pasted_cells.py`).
"""

from collections.abc import Sequence
from dataclasses import replace

from watchdog_sante.model.row_places import PAGE
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.statements import BenefitRow, Rejection, Statement
from watchdog_sante.readers.forms import Form, printed_layouts
from watchdog_sante.readers.pasted_cells import joined
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine, lines_of_text
from watchdog_sante.readers.printed_statement import best_of, claiming, is_proven, understand_lines
from watchdog_sante.readers.printed_tries import Understood
from watchdog_sante.readers.text_encoding import decode

EXTENSIONS = (".txt",)
_LONGEST = 1_000_000  # characters: a year of statements has a tenth
_OF_PASTE = {"refused.printed_sum": "refused.pasted_sum"}
_NO_STATEMENT = ("refused.printed_no_total", "refused.printed_unknown")


def read(data: bytes, forms: Sequence[Form]) -> Statement | Rejection | None:
    """The statement; why it is not believed, with the difference and its place; None when it is some other text."""
    decoded = decode(data)
    if decoded is None or len(decoded.text) > _LONGEST:
        return None
    lines = lines_of_text(decoded.text)
    understood = _understood(lines, printed_layouts(forms)) if len(lines) < PAGE else None
    if understood is None:
        return None
    if understood.problem:
        return None if understood.problem.key in _NO_STATEMENT else Rejection(_of_paste(understood.problem))
    return understood.statement


def _of_paste(problem: Sentence) -> Sentence:
    """The reason in the words of a paste, which nobody downloads again."""
    return replace(problem, key=_OF_PASTE.get(problem.key, problem.key))


def _understood(lines: tuple[PrintedLine, ...], layouts: Sequence[PrintedLayout]) -> Understood | None:
    """The lines as they stand; where these prove nothing, or no act, with the cells of each row put together."""
    tried = [understand_lines(lines, layouts)]
    if not (tried[0] and is_proven(tried[0]) and _named_acts(tried[0])):
        tried += [understand_lines(joined(lines, one), [one]) for one in claiming(lines, layouts)]
    found = [one for one in tried if one is not None]
    return max(filter(is_proven, found), key=_named_acts, default=best_of(found))


def _named_acts(one: Understood) -> int:
    """How many of its lines say what was done; a bank's all say what was booked."""
    rows = one.statement.rows if one.statement else ()
    return sum(not isinstance(row, BenefitRow) or bool(row.act) for row in rows)
