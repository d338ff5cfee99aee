"""What every screen of 80 columns is put together from: headings, indented lines, lists, the colours of severity."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from watchdog_sante.model.findings import Severity

STYLE = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def indented(*lines: RenderableType, by: int = 3, after: int = 0) -> RenderableType:
    """Lines moved to the right, without spaces at their ends."""
    return Padding(Group(*lines), (0, 0, after, by), expand=False)


def listed(lines: Iterable[Text], mark: str = "→") -> RenderableType:
    """Lines that begin with a mark and go on below their own beginning."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    for line in lines:
        table.add_row(mark, line)
    return table


def heading(text: str) -> Text:
    """What a part of the screen is about."""
    return Text(text, "bold")
