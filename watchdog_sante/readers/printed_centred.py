"""Cells of an insurer's table over several lines, centred beside their row, whose first line stands above it."""

from watchdog_sante.readers.folding import same_length
from watchdog_sante.readers.printed_care import CareLines
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import Tokens, tokens_of
from watchdog_sante.readers.profile import Role

_BELOW = 1.0  # white, in heights of a line, above a row that still belongs to the words before
_HEADINGS = ("skip", "beneficiary", "payment", "total", "reference", "care_provider", "employer", "insured", "deferred")


def begins_above(line: PrintedLine, after: PrintedLine, care: CareLines) -> bool:
    """Whether a line is the first of a cell that is centred beside its row, whose day and amounts come after it."""
    row = tokens_of(after.text)
    close = line.page == after.page and after.gap < min(line.gap, _BELOW)
    if not (line.spans and close and row.amounts and leads_with_day(row)) or _says_figures(tokens_of(line.text)):
        return False
    own = care.words(after, row).texts.get(Role.ACT)
    return not own and not any(care.layout.find(kind, same_length(line.text)) for kind in _HEADINGS)


def _says_figures(tokens: Tokens) -> bool:
    return bool(tokens.amounts or tokens.days or tokens.rates)


def leads_with_day(tokens: Tokens) -> bool:
    """Whether the line begins with a day, as the lines of a table do."""
    return bool(tokens.days) and not tokens.folded[: tokens.days[0].start].strip(" |*-•")
