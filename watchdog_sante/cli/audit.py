"""`audit` on the command line."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import Progress

from watchdog_sante.cli.options import (
    USAGE,
    ConfigOption,
    FailOption,
    FormatOption,
    LangOption,
    PathsArgument,
    QuietOption,
    ReportOption,
    all_profiles,
    await_paste,
    book_for,
    check_choice,
    complain,
    load_settings,
    word,
)
from watchdog_sante.cli.screen import screen
from watchdog_sante.model.audit import Audit
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.sentences import say
from watchdog_sante.model.system_reasons import reason_of
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.commands.audit import Audited


def audit(
    paths: PathsArgument,
    config: ConfigOption = None,
    format: FormatOption = "table",
    report: ReportOption = None,
    fail_on: FailOption = Severity.WARNING,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read the statements named, find, print."""
    from watchdog_sante.commands.audit import run
    from watchdog_sante.inbox import Listing

    check_choice(format, "--format", ("table", "json"))
    settings = load_settings(config)
    book = book_for(settings)
    forms = all_profiles(config, book)
    listing = Listing(tuple(paths))
    await_paste(paths, book)
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=quiet or not screen.is_terminal) as progress:
        task = progress.add_task(book.text(say("audit.reading")), total=len(listing))
        result = run(listing, settings, forms, fail_on=fail_on, on_file=lambda _: progress.advance(task))
    if report:
        _write_report(result.data, report, book)
    _print(result.data.audit, format, book, quiet)
    raise typer.Exit(result.exit_code)


def _write_report(found: "Audited", path: Path, book: Phrasebook) -> None:
    from watchdog_sante.commands.audit import write_report

    try:
        write_report(found, path, book.language, date.today())
    except OSError as error:
        complain(say("audit.report_not_written", file=str(path), problem=reason_of(error)), book)
        raise typer.Exit(USAGE) from error


def _print(found: Audit, format: str, book: Phrasebook, quiet: bool) -> None:
    from watchdog_sante.report.document import to_json
    from watchdog_sante.report.terminal import view

    if format == "json":
        typer.echo(to_json(found, book))
    elif not quiet:
        screen().print(view(found, book, date.today()))


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.audit"), epilog=word("help.audit.example"))(audit)
