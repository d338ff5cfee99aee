"""`service` on the command line: install, show, uninstall; `service_calls.py` adds what systemd itself calls."""

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchdog_sante.cli import service_calls
from watchdog_sante.cli.framework import Program
from watchdog_sante.cli.options import USAGE, ConfigOption, LangOption, book_for, complain, word
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.system_reasons import reason_of

if TYPE_CHECKING:
    from watchdog_sante.commands.service import Plan
    from watchdog_sante.phrasing import Phrasebook
    from watchdog_sante.service.manager import Done
    from watchdog_sante.service.unit_files import Scope

_SCOPE_HELP = f"--user: {word('help.service.user')} --system: {word('help.service.system')}"
SystemOption = Annotated[bool, typer.Option("--system/--user", help=_SCOPE_HELP, show_default=False)]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=word("help.dry_run"))]
StateOption = Annotated[Path | None, typer.Option("--state", metavar="DIR", help=word("help.service.state"))]

service = Program(help=word("help.service"))


def _places(scope: "Scope", config: Path | None, state: Path | None) -> tuple[Path, Path]:
    """Settings file and state folder of a service; the system's are fixed by its units."""
    from watchdog_sante import places

    if scope == "system":
        return places.SYSTEM_SETTINGS, places.SYSTEM_STATE
    settings = config or places.settings_file(os.environ)
    return settings.absolute(), places.state_folder(os.environ, state).absolute()


def _refuse(sentence: Sentence, book: "Phrasebook") -> typer.Exit:
    complain(sentence, book)
    return typer.Exit(USAGE)


def _not_written(error: OSError, book: "Phrasebook") -> typer.Exit:
    return _refuse(say("service.not_written", path=str(error.filename or ""), problem=reason_of(error)), book)


def _preview(plan: "Plan", book: "Phrasebook") -> None:
    for folder, mode in plan.folders:
        typer.echo(book.text(say("service.would_make", path=str(folder), mode=f"{mode:04o}")))
    for path, _ in plan.files:
        typer.echo(book.text(say("service.would_write", path=str(path))))
    for command in plan.commands:
        typer.echo(book.text(say("service.would_run", command=shlex.join(command))))


def _report(failed: tuple["Done", ...], book: "Phrasebook") -> None:
    for done in failed:
        if done.command[0] == "loginctl":
            complain(say("service.linger_failed", user=os.environ.get("USER", "$USER")), book)
        else:
            command = shlex.join(done.command)
            complain(say("service.command_failed", command=command, problem=done.complaint), book)
    if failed:
        complain(say("service.incomplete"), book)
    else:
        typer.echo(book.text(say("service.installed")))


@service.command(help=word("help.service.install"), epilog=word("help.service.install.example"))
def install(
    system: SystemOption = False,
    dry_run: DryRunOption = False,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Write the units, enable and start them."""
    from watchdog_sante.commands import service as command
    from watchdog_sante.service import unit_files

    book = book_for()
    scope = unit_files.Scope.SYSTEM if system else unit_files.Scope.USER
    settings, folder = _places(scope, config, state)
    try:
        plan = command.plan(scope, unit_files.this_program(), settings, folder)
        if dry_run:
            _preview(plan, book)
            raise typer.Exit(0)
        command.refuse_other_user(scope)
        if not settings.is_file():
            raise _refuse(say("service.refused.no_settings", path=str(settings)), book)
        result = command.install(plan)
    except unit_files.ServiceRefused as refused:
        raise _refuse(refused.sentence, book) from refused
    except OSError as error:
        raise _not_written(error, book) from error
    _report(result.data, book)
    raise typer.Exit(result.exit_code)


@service.command(help=word("help.service.show"), epilog=word("help.service.show.example"))
def show(
    system: SystemOption = False,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Print the units as they would be written here."""
    from watchdog_sante.service import unit_files

    book = book_for()
    scope = unit_files.Scope.SYSTEM if system else unit_files.Scope.USER
    try:
        units = unit_files.rendered(scope, unit_files.this_program(), *_places(scope, config, state))
    except unit_files.ServiceRefused as refused:
        raise _refuse(refused.sentence, book) from refused
    folder = unit_files.units_folder(scope)
    typer.echo("\n".join(f"# {folder / name}\n{text}" for name, text in units), nl=False)


@service.command(help=word("help.service.uninstall"), epilog=word("help.service.uninstall.example"))
def uninstall(system: SystemOption = False, dry_run: DryRunOption = False, lang: LangOption = None) -> None:
    """Stop the services and remove their units; settings and state stay."""
    from watchdog_sante.commands import service as command
    from watchdog_sante.service import unit_files

    book = book_for()
    scope = unit_files.Scope.SYSTEM if system else unit_files.Scope.USER
    try:
        if not dry_run:
            command.refuse_other_user(scope)
        removed = command.uninstall(scope, dry_run=dry_run).data
    except unit_files.ServiceRefused as refused:
        raise _refuse(refused.sentence, book) from refused
    except OSError as error:
        raise _not_written(error, book) from error
    for path in removed:
        typer.echo(book.text(say("service.would_remove" if dry_run else "service.removed", path=str(path))))
    if not removed:
        typer.echo(book.text(say("service.nothing_installed", path=str(unit_files.units_folder(scope)))))
    settings, state = _places(scope, None, None)
    typer.echo(book.text(say("service.left", settings=str(settings), state=str(state))))


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    service_calls.register(service)
    app.add_typer(service, name="service")
