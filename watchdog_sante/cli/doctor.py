"""`doctor` on the command line."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from watchdog_sante.cli.options import ConfigOption, FormatOption, LangOption, book_of, check_choice, word
from watchdog_sante.cli.verdicts import show_checks
from watchdog_sante.model.doctor import Check
from watchdog_sante.phrasing import Phrasebook

SystemOption = Annotated[bool, typer.Option("--system/--user", help=word("help.doctor.system"), show_default=False)]
_ROLES = ("watcher", "messenger")


def _document(checks: tuple[Check, ...], book: Phrasebook) -> str:
    rows = [{"check": one.name, "state": one.verdict.value, "text": book.text(one.told)} for one in checks]
    return json.dumps({"schema": "watchdog-sante/doctor/1", "checks": rows}, ensure_ascii=False, indent=1)


def doctor(
    system: SystemOption = False,
    config: ConfigOption = None,
    state: Annotated[Path | None, typer.Option("--state", metavar="DIR", help=word("help.service.state"))] = None,
    format: FormatOption = "table",
    inside: Annotated[str, typer.Option("--inside", hidden=True)] = "",
    inbox: Annotated[list[Path], typer.Option("--inbox", hidden=True)] = [],  # noqa: B006 typer wants a plain list
    lang: LangOption = None,
) -> None:
    """Try what is promised, and print what holds."""
    from watchdog_sante import places
    from watchdog_sante.commands import doctor as command
    from watchdog_sante.service.sandbox_trial import Ground, Role
    from watchdog_sante.service.unit_files import Scope

    check_choice(format, "--format", ("table", "json"))
    settings = config or (places.SYSTEM_SETTINGS if system else places.settings_file(os.environ))
    folder = state or (places.SYSTEM_STATE if system else places.state_folder(os.environ))
    if inside:
        check_choice(inside, "--inside", _ROLES)
        typer.echo(command.inside(Role(inside), Ground(settings, folder, tuple(inbox))))
        raise typer.Exit(0)
    scope = Scope.SYSTEM if system else Scope.USER
    patient = command.Patient(settings.absolute(), folder.absolute(), scope, os.environ, datetime.now(UTC))
    result = command.examine(patient)
    book = book_of(settings)
    if format == "json":
        typer.echo(_document(result.data, book))
    else:
        show_checks(result.data, book)
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.doctor"), epilog=word("help.doctor.example"))(doctor)
