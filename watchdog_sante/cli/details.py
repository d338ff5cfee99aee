"""`details record` on the command line."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from watchdog_sante.cli.asking import ask_text
from watchdog_sante.cli.framework import Program
from watchdog_sante.cli.options import USAGE, ConfigOption, LangOption, book_for, complain, load_settings, word
from watchdog_sante.cli.store_options import StateOption, state_of
from watchdog_sante.model.sentences import say
from watchdog_sante.model.system_reasons import reason_of

FolderOption = Annotated[Path | None, typer.Option("--folder", metavar="DIR", help=word("help.details.folder"))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=word("help.dry_run"))]

details = Program(help=word("help.details"))


@details.command(help=word("help.details.record"), epilog=word("help.details.record.example"))
def record(
    folder: FolderOption = None,
    dry_run: DryRunOption = False,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Ask for each field, the last answer as default, and store the snapshot of today."""
    from watchdog_sante.commands.details import last_answers
    from watchdog_sante.commands.details import record as store
    from watchdog_sante.places import details_folder

    book = book_for(load_settings(config))
    place = folder or details_folder(state_of(state))
    typer.echo(book.text(say("details.ask")), err=True)
    answers = tuple((field, ask_text(field, last)) for field, last in last_answers(place))
    try:
        path, text = store(place, date.today(), answers, dry_run=dry_run).data
    except OSError as error:
        complain(say("details.not_written", folder=str(place), problem=reason_of(error)), book)
        raise typer.Exit(USAGE) from error
    written = say("details.written" if folder else "details.watched", path=str(path))
    typer.echo(text if dry_run else book.text(written), nl=not dry_run)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(details, name="details")
