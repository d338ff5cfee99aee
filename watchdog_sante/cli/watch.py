"""`import`, `once`, `run` and `notify test` on the command line."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from watchdog_sante.cli.framework import Program
from watchdog_sante.cli.options import (
    ASKED,
    ConfigOption,
    LangOption,
    PathsArgument,
    QuietOption,
    VerboseOption,
    await_paste,
    book_for,
    check_choice,
    complain,
    word,
)
from watchdog_sante.cli.screen import screen
from watchdog_sante.cli.store_options import StateOption, in_words, open_desk, private_settings, state_of
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.commands.import_statements import Imported
    from watchdog_sante.daemon.child import Orders

DryRunOption = Annotated[bool, typer.Option("--dry-run", help=word("help.dry_run"))]
RoleOption = Annotated[str | None, typer.Option("--role", metavar="watcher|messenger", help=word("help.run.role"))]
LookOption = Annotated[float, typer.Option("--look", hidden=True, min=0.1)]

notify = Program(help=word("help.notify"))


def _show(found: "Imported", dry_run: bool, book: Phrasebook) -> None:
    from watchdog_sante.report.terminal import finding_view

    console = screen()
    for source in found.sources:
        words = say("import.file", file=source.file, count=source.new, known=source.known)
        console.print(book.text(words), markup=False, soft_wrap=True)
    for one in found.refused:
        complain(say("profiles.refused", file=one.file, reason=one.reason), book)
    key = "import.would" if dry_run else "import.found"
    console.print(book.text(say(key, count=len(found.findings))), style="bold")
    for finding in found.findings:
        console.print(finding_view(finding, book, date.today()))


def import_statements(
    paths: PathsArgument,
    dry_run: DryRunOption = False,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read the statements named into the store."""
    from watchdog_sante.commands.import_statements import run
    from watchdog_sante.inbox import Listing
    from watchdog_sante.locks import Lock, work_lock

    listing = Listing(tuple(paths))
    await_paste(paths, book_for())
    errors = Console(stderr=True)
    with (
        open_desk(config, state) as desk,
        Lock(work_lock(state_of(state)), 60.0),
        Progress(console=errors, transient=True, disable=quiet or not errors.is_terminal) as progress,
    ):
        task = progress.add_task(desk.words.text(say("audit.reading")), total=len(listing))
        now = datetime.now(UTC)
        result = run(desk, listing, now, dry_run=dry_run, on_file=lambda _: progress.advance(task))
        book = desk.words
    if not quiet:
        _show(result.data, dry_run, book)
    raise typer.Exit(result.exit_code)


def _orders(role: str | None, config: Path | None, state: Path | None) -> "Orders":
    from watchdog_sante.daemon.child import Orders, Role

    place = config.absolute() if config else None
    return Orders(Role(role or Role.WATCHER), state_of(state), place, ASKED or "")


def once(
    config: ConfigOption = None, state: StateOption = None, lang: LangOption = None, quiet: QuietOption = False
) -> None:
    """One cycle, one round of messages."""
    from watchdog_sante.commands.once import run

    settings = private_settings(config)
    book = book_for(settings)
    with in_words(book):
        result = run(_orders(None, config, state))
    cycle, messages = result.data.cycle, result.data.messages
    if cycle is None or result.data.code:
        complain(say("once.failed", code=str(result.data.code)), book)
    elif not quiet:
        refused = say("once.refused", count=cycle.refused)
        typer.echo(book.text(say("once.read", count=cycle.read, refused=refused)))
        if messages:
            typer.echo(book.text(say("once.messages", count=cycle.queued, waiting=str(messages.undelivered))))
        typer.echo(cycle.status)
    raise typer.Exit(result.exit_code)


def run(
    role: RoleOption = None,
    config: ConfigOption = None,
    state: StateOption = None,
    look: LookOption = 30.0,
    verbose: VerboseOption = False,
    lang: LangOption = None,
) -> None:
    """Become the daemon: a fresh, small process in the place of this one."""
    if role is not None:
        check_choice(role, "--role", ("watcher", "messenger"))
    if role != "messenger":  # it does not read them
        private_settings(config)
    orders = _orders(role, config, state)
    words = orders.arguments(started=False)[0 if role else 1 :]
    package = str(Path(__file__).resolve().parents[2])
    os.environ["PYTHONPATH"] = package
    program = [sys.executable, "-P", "-m", "watchdog_sante.daemon.serving", *words, "--look", str(look)]
    program += ["--verbose"] if verbose else []
    sys.stdout.flush()
    os.execv(sys.executable, program)


@notify.command("test", help=word("help.notify.test"), epilog=word("help.notify.test.example"))
def try_channels(config: ConfigOption = None, lang: LangOption = None) -> None:
    """Send a test message on each channel."""
    from watchdog_sante.commands.notify import run as send

    settings = private_settings(config)
    book = book_for(settings)
    if not settings.channels:
        complain(say("notify.no_channel"), book)
        raise typer.Exit(2)
    result = send(settings, book)
    for sentence in result.data:
        typer.echo(book.text(sentence))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("import", help=word("help.import"), epilog=word("help.import.example"))(import_statements)
    app.command(help=word("help.once"), epilog=word("help.once.example"))(once)
    app.command(help=word("help.run"), epilog=word("help.run.example"))(run)
    app.add_typer(notify, name="notify")
