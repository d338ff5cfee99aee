"""`profiles` on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.framework import Program
from watchdog_sante.cli.options import (
    ConfigOption,
    LangOption,
    all_profiles,
    book_for,
    complain,
    word,
)
from watchdog_sante.cli.screen import screen
from watchdog_sante.labels import mask_label
from watchdog_sante.model.row_places import place_of
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import RefusedFile, number_in
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing

if TYPE_CHECKING:
    from watchdog_sante.commands.profiles import Tried
    from watchdog_sante.model.statements import Statement
    from watchdog_sante.readers.csv_understood import Understanding
    from watchdog_sante.readers.printed_understood import PrintedUnderstanding

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help=word("help.profiles.file"))]

profiles = Program(help=word("help.profiles"))


@profiles.command("list", help=word("help.profiles.list"), epilog=word("help.profiles.list.example"))
def show(config: ConfigOption = None, lang: LangOption = None) -> None:
    """List the profiles: the built-in ones and the person's own."""
    from watchdog_sante.readers import FORMATS

    book = book_for()
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, what in FORMATS:
        table.add_row(name, what)
    for profile in sorted(all_profiles(config, book), key=lambda profile: profile.name):
        table.add_row(profile.name, ", ".join(profile.banks) or book.text(say(f"profiles.kind.{profile.kind}")))
    screen().print(table)


def _role(role: str, book: Phrasebook) -> str:
    """What a column is for, with the name that a profile gives it."""
    said = book.text(say(f"profiles.role.{role}"))
    return said if said == role else f"{said} ({role})"


def _columns(found: "Understanding", book: Phrasebook) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for name in ("column", "role", "cells"):
        table.add_column(book.text(say(f"profiles.{name}")), overflow="fold")
    for column in found.columns:
        cells = " │ ".join(map(mask_label, column.cells))
        table.add_row(Text(mask_for_showing(column.name)), _role(column.role, book), Text(cells))
    return table


def _lines(found: "PrintedUnderstanding", book: Phrasebook) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for name in ("place", "meaning", "line"):
        table.add_column(book.text(say(f"profiles.{name}")), overflow="fold")
    for line in found.lines:
        place = "{}.{}".format(*place_of(line.row))
        table.add_row(place, book.text(say(f"profiles.meaning.{line.meaning}")), Text(mask_label(line.text)))
    return table


def _show_printed(found: "PrintedUnderstanding", file: str, console: Console, book: Phrasebook) -> None:
    from watchdog_sante.model.statements import Rejection

    console.print(_lines(found, book))
    if isinstance(found.answer, Rejection):
        complain(found.answer.reason, book)
    else:
        console.print(_summary(found.answer, file, book), markup=False)


def _summary(read: "Statement", file: str, book: Phrasebook) -> str:
    words = [book.text(say("profiles.read", count=len(read.rows), profile=read.profile))]
    words += [f"{book.text(number_in(file, row.row))} : {book.text(row.reason)}" for row in read.rejected]
    words += [book.text(say("profiles.unverified"))] if read.unverified else []
    return mask_for_showing("\n".join(words))


@profiles.command("test", help=word("help.profiles.test"), epilog=word("help.profiles.test.example"))
def try_file(file: FileArgument, config: ConfigOption = None, lang: LangOption = None) -> None:
    """Show which profile reads a file and how each column was understood."""
    from watchdog_sante.commands.profiles import run_test

    book = book_for()
    result = run_test(file, all_profiles(config, book))
    console = screen()
    for tried in result.data:
        if len(result.data) > 1:
            console.print(mask_for_showing(tried.name), style="bold", markup=False)
        _show(tried, console, book)
    raise typer.Exit(result.exit_code)


def _show(tried: "Tried", console: Console, book: Phrasebook) -> None:
    from watchdog_sante.model.statements import Statement
    from watchdog_sante.readers.printed_understood import PrintedUnderstanding

    found = tried.found
    if isinstance(found, RefusedFile):
        complain(say("profiles.refused", file=found.file, reason=found.reason), book)
    elif isinstance(found, PrintedUnderstanding):
        _show_printed(found, tried.name, console, book)
    elif isinstance(found, Statement):
        console.print(_summary(found, tried.name, book), markup=False)
    else:
        console.print(_columns(found, book))
        console.print(_summary(found.statement, tried.name, book), markup=False)


@profiles.command(help=word("help.profiles.draft"), epilog=word("help.profiles.draft.example"))
def draft(file: FileArgument, config: ConfigOption = None, lang: LangOption = None) -> None:
    """Propose a profile for a CSV that none reads; the text goes to stdout, what is left to do to stderr."""
    from watchdog_sante.commands.profiles import run_draft

    book = book_for()
    result = run_draft(file, all_profiles(config, book))
    if isinstance(result.data, RefusedFile):
        complain(say("profiles.refused", file=result.data.file, reason=result.data.reason), book)
    else:
        for row, text in result.data.seen:
            typer.echo("{}.{}  {}".format(*place_of(row), mask_label(text)), err=True)
        typer.echo(result.data.text, nl=False)
        for note in result.data.notes:
            complain(note, book)
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(profiles, name="profiles")
