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
from watchdog_sante.pasting import block, line
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing, mask_nir, visible

if TYPE_CHECKING:
    from watchdog_sante.backtest import Backtest, Change, Proposal

MonthsOption = Annotated[int, typer.Option("--months", metavar="N", min=1, max=240, help=word("help.backtest.months"))]
UnmaskedOption = Annotated[bool, typer.Option("--unmasked", help=word("help.backtest.unmasked"))]


def _written(change: "Change") -> str:
    return mask_for_showing(line(change))


def _silencer(change: "Change | None", book: Phrasebook) -> Text:
    """The change seen to keep an alert silent."""
    if change is None:
        return Text(book.text(say("backtest.no_silencer")))
    return Text(book.text(say("backtest.silencer", change=_written(change))))


def _proposal(one: "Proposal", found: "Backtest", book: Phrasebook) -> Text:
    """What would remain with these changes, and each critical alert that would be lost."""
    rate = book.number(one.left / len(found.months))
    written = _written(one.changes[0]) if len(one.changes) == 1 else book.text(say("backtest.together"))
    lines = [book.text(say("backtest.would_leave", change=written, count=one.left, before=found.alerts, rate=rate))]
    lines += [
        book.text(say("backtest.would_lose", title=mask_for_showing(book.text(alert.title)), day=alert.day))
        for alert in one.lost
    ]
    return Text("\n").join(Text(line, "bold red" if number else "") for number, line in enumerate(lines))


def _view(found: "Backtest", book: Phrasebook) -> RenderableType:
    from watchdog_sante.report.screen_parts import heading, indented, listed

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
            below = [Text(mask_for_showing(silent), "dim"), _silencer(found.silencers.get(alert.id), book)]
            parts.append(indented(listed([title]), indented(*below, by=2), by=2))
    if found.proposals:
        parts += [Text(""), heading(book.text(say("backtest.proposals")))]
        parts.append(indented(listed(_proposal(one, found, book) for one in found.proposals), by=2))
    return Group(*parts)


def _show_lines(found: "Backtest", book: Phrasebook, unmasked: bool) -> None:
    """What the proposals come to, as lines of the settings file: nothing that would lose an urgent alert is in it."""
    from watchdog_sante.backtest import advised

    if not found.proposals:
        return
    best = advised(found)
    told = "backtest.nothing_to_paste" if best is None else "backtest.paste"
    screen().print(Text(f"\n{book.text(say(told))}"))
    if best is not None:
        whole = mask_nir(visible(block(best.changes)))
        shown = whole if unmasked else mask_for_showing(whole)
        masked = "" if shown == whole else f"\n{book.text(say('backtest.masked'))}"
        typer.echo(f"\n{shown}{masked}")


def backtest(
    paths: OptionalPathsArgument = None,
    config: ConfigOption = None,
    months: MonthsOption = 12,
    unmasked: UnmaskedOption = False,
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
    _show_lines(result.data, book, unmasked)
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.backtest"), epilog=word("help.backtest.example"))(backtest)
