"""`backtest` on the command line."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.progress import Progress
from rich.text import Text

from watchdog_sante.cli.options import (
    ConfigOption,
    LangOption,
    OptionalPathsArgument,
    all_profiles,
    book_for,
    load_settings,
    statements,
    word,
)
from watchdog_sante.cli.screen import screen
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing

if TYPE_CHECKING:
    from watchdog_sante.backtest import Backtest

MonthsOption = Annotated[int, typer.Option("--months", min=1, max=240, help=word("help.backtest.months"))]


def _view(found: "Backtest", book: Phrasebook) -> RenderableType:
    from watchdog_sante.report.terminal import heading, indented, listed

    parts: list[RenderableType] = [
        Text(book.text(say("backtest.answer", count=found.alerts, months=len(found.months))), "bold")
    ]
    for month in found.months:
        counts = book.text(say("backtest.alerts", count=len(month.alerts))) if month.alerts else ""
        notes = book.text(say("backtest.notes", count=len(month.notes))) if month.notes else ""
        told = ", ".join(filter(None, (counts, notes))) or "—"
        parts.append(Text.assemble((f"{book.month(month.last):<16}", "bold"), (told, "" if month.alerts else "dim")))
        for alert in month.alerts:
            title = Text(mask_for_showing(f"{book.text(alert.title)} · {alert.detector}"))
            silent = book.text(say("report.silent_if", condition=alert.would_be_silent_if))
            parts.append(indented(listed([title]), indented(Text(mask_for_showing(silent), "dim"), by=2), by=2))
    if found.proposals:
        parts += [Text(""), heading(book.text(say("backtest.proposals")))]
        parts.append(indented(listed(Text(book.text(proposal.text)) for proposal in found.proposals), by=2))
    return Group(*parts)


def backtest(
    paths: OptionalPathsArgument = None,
    config: ConfigOption = None,
    months: MonthsOption = 12,
    lang: LangOption = None,
) -> None:
    """Replay the history month by month."""
    from watchdog_sante.commands.backtest import run

    settings = load_settings(config)
    book = book_for(settings)
    forms = all_profiles(config, book)
    listing = statements(paths, settings, book)
    errors = Console(stderr=True)
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        task = progress.add_task(book.text(say("backtest.replaying")), total=months + 1)
        result = run(listing, settings, forms, months, lambda: progress.advance(task))
    screen().print(_view(result.data, book))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.backtest"), epilog=word("help.backtest.example"))(backtest)
