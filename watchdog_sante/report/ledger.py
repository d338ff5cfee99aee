"""The ledger of what was verified on a terminal of 80 columns: what, which days, in which state, and why not."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import RenderableType
from rich.text import Text

from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing
from watchdog_sante.report.screen_parts import indented


def _aligned(texts: Sequence[str], most: int) -> list[str]:
    """Texts of one column, filled up with spaces to the longest of them; one longer than `most` stays as it is."""
    width = min(max(map(cell_len, texts), default=0), most)
    return [set_cell_size(text, width) if cell_len(text) <= width else text for text in texts]


def _period(line: CoverageLine, book: Phrasebook) -> str:
    days = [book.short_day(day) if day else "…" for day in (line.start, line.end)]
    return " → ".join(days) if line.start or line.end else ""


def ledger_view(lines: Sequence[CoverageLine], book: Phrasebook) -> RenderableType:
    """The ledger: what, which days, in which state; a reason stands below its line."""
    subjects = _aligned([mask_for_showing(book.text(line.subject)) for line in lines], 30)
    periods = _aligned([_period(line, book) for line in lines], 36)
    shown: list[RenderableType] = []
    for line, subject, period in zip(lines, subjects, periods, strict=True):
        style = "" if line.state is CoverageState.VERIFIED else "yellow"
        state = book.text(say(f"report.state_{line.state.value}"))
        days = f"  {period}  " if period.strip() else "  "  # without days, the state needs the room
        shown.append(Text.assemble((subject, "bold"), days, (state, style)))
        if line.reason:
            shown.append(indented(Text(mask_for_showing(book.text(line.reason)))))
    return indented(*shown, by=2)
