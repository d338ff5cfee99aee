"""The lines of `check` and `doctor`: what was tried, and whether it holds."""

from collections.abc import Iterable

from rich.text import Text

from watchdog_sante.cli.options import word
from watchdog_sante.cli.screen import screen
from watchdog_sante.model.doctor import Check, Verdict
from watchdog_sante.phrasing import Phrasebook

_STYLES = {Verdict.HOLDS: "green", Verdict.FAILS: "bold red", Verdict.NOT_TRIED: "dim"}


def show_checks(checks: Iterable[Check], book: Phrasebook) -> None:
    """One line a check, its verdict first."""
    console = screen()
    for one in checks:
        label = word(f"doctor.verdict.{one.verdict}")
        console.print(Text.assemble((label, _STYLES[one.verdict]), "  ", book.text(one.told)), soft_wrap=True)
