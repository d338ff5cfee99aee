"""`backtest` on the command line."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
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
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.backtest import Backtest

MonthsOption = Annotated[int, typer.Option("--months", min=1, max=240, help=word("help.backtest.months"))]


def _view(found: "Backtest", book: Phrasebook) -> RenderableType:
    parts: list[RenderableType] = [
        Text(book.text(say("backtest.answer", count=found.alerts, months=len(found.months))), "bold")
    ]
    for month in found.months:
        counts = book.text(say("backtest.month", count=len(month.alerts), notes=len(month.notes)))
        parts.append(Text.assemble((f"{month.last:%Y-%m}  ", "bold"), counts))
        for alert in month.alerts:
            title = Text(f"{book.text(alert.title)} · {alert.detector}")
            silent = Text(book.text(say("report.silent_if", condition=alert.would_be_silent_if)), "dim")
            parts.append(Padding(Group(title, silent), (0, 0, 0, 2)))
    if found.proposals:
        parts += [Text(book.text(say("backtest.proposals")), "bold")]
        parts += [Padding(Text(f"→ {book.text(proposal.text)}"), (0, 0, 0, 2)) for proposal in found.proposals]
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
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task(book.text(say("backtest.replaying")), total=months + 1)
        result = run(listing, settings, forms, months, lambda: progress.advance(task))
    Console(highlight=False).print(_view(result.data, book))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.backtest"), epilog=word("help.backtest.example"))(backtest)
