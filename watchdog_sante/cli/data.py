"""`backup`, `restore`, `export` and `purge` on the command line: the person's data, in their hands."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from watchdog_sante.cli.asking import ask_yes
from watchdog_sante.cli.options import ConfigOption, LangOption, book_at, complain, word
from watchdog_sante.cli.store_options import StateOption, YesOption, in_words, open_desk, state_of
from watchdog_sante.model.sentences import say

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help=word("help.backup.file"))]
CopyArgument = Annotated[Path | None, typer.Argument(metavar="[FILE]", help=word("help.restore.file"))]
EverythingOption = Annotated[bool, typer.Option("--everything", help=word("help.purge.everything"))]
UnmaskedOption = Annotated[bool, typer.Option("--unmasked", help=word("help.export.unmasked"))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=word("help.dry_run"))]
MonthsOption = Annotated[int, typer.Option("--months", metavar="N", min=1, max=1200, help=word("help.purge.months"))]


def backup(file: FileArgument, config: ConfigOption = None, state: StateOption = None, lang: LangOption = None) -> None:
    """Write a checked copy of the store."""
    from watchdog_sante.commands.backup import run

    with open_desk(config, state) as desk:
        path = run(desk.watcher, file.absolute()).data
        typer.echo(desk.words.text(say("backup.done", path=str(path))))


def restore(
    file: CopyArgument = None, config: ConfigOption = None, state: StateOption = None, lang: LangOption = None
) -> None:
    """Put a copy in the store's place."""
    from watchdog_sante.commands.restore import run

    book = book_at(config)
    with in_words(book):
        found = run(state_of(state), file.absolute() if file else None, datetime.now(UTC)).data
    typer.echo(book.text(say("restore.done", copy=str(found.copy))))
    if found.aside:
        typer.echo(book.text(say("restore.aside", path=str(found.aside))))


def export(
    config: ConfigOption = None, state: StateOption = None, unmasked: UnmaskedOption = False, lang: LangOption = None
) -> None:
    """Print everything the store holds as JSON."""
    from watchdog_sante.commands.export import run

    with open_desk(config, state) as desk:
        typer.echo(run(desk.watcher, desk.messenger, desk.words, masked=not unmasked).data)


def purge(
    everything: EverythingOption = False,
    months: MonthsOption = 36,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Forget what is old, or everything."""
    from watchdog_sante.commands.purge import look, run, run_everything

    book = book_at(config)
    if dry_run:
        with in_words(book):
            would = look(state_of(state), date.today(), None if everything else months).data
        key = "purge.would_everything" if everything else "purge.would"
        typer.echo(book.text(say(key, count=would.rows)))
        if would.copies and not everything:
            typer.echo(book.text(say("purge.would_copies", count=len(would.copies))))
        return
    question = say("purge.sure_everything") if everything else say("purge.sure", count=months)
    if not yes and not ask_yes(book.text(question), False):
        complain(say("purge.nothing"), book)
        raise typer.Exit(2)
    with in_words(book):
        if not everything:
            gone = run(state_of(state), date.today(), months).data
            typer.echo(book.text(say("purge.done", count=gone.rows)))
            if gone.copies:
                typer.echo(book.text(say("purge.copies", count=len(gone.copies))))
            return
        left = run_everything(state_of(state)).data
    typer.echo(book.text(say("purge.everything_done")))
    for path in left:
        typer.echo(f"  {path}")
    typer.echo(book.text(say("purge.out_of_reach")))


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(help=word("help.backup"), epilog=word("help.backup.example"))(backup)
    app.command(help=word("help.restore"), epilog=word("help.restore.example"))(restore)
    app.command(help=word("help.export"), epilog=word("help.export.example"))(export)
    app.command(help=word("help.purge"), epilog=word("help.purge.example"))(purge)
