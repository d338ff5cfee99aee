"""The lines of `check` and `doctor`: what was tried, and whether it holds."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.screen import screen
from watchdog_sante.model.doctor import Check, Verdict
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

_STYLES = {Verdict.HOLDS: "green", Verdict.FAILS: "bold red", Verdict.NOT_TRIED: "dim"}


def show_checks(checks: Iterable[Check], book: Phrasebook) -> None:
    """One row a check, its verdict first; what is said of it in a column of its own."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in checks:
        label = book.text(say(f"doctor.verdict.{one.verdict}"))
        table.add_row(Text(label, _STYLES[one.verdict]), book.text(one.told))
    screen().print(table)
