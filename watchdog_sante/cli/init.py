"""`init` on the command line: asks, shows, writes."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchdog_sante.cli.asking import ask_yes, tell
from watchdog_sante.cli.init_questions import answers as questions
from watchdog_sante.cli.options import (
    LANGUAGE,
    USAGE,
    ConfigOption,
    LangOption,
    complain,
    complain_of_settings,
    word,
)
from watchdog_sante.model.sentences import say
from watchdog_sante.model.system_reasons import reason_of

if TYPE_CHECKING:
    from watchdog_sante.commands.init import Draft
    from watchdog_sante.notify.secret import Secret

SystemOption = Annotated[bool, typer.Option("--system/--user", help=word("help.init.system"), show_default=False)]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=word("help.dry_run"))]


def _show(draft: "Draft") -> None:
    """The settings as they would be; the address is named by its file alone."""
    typer.echo(f"# {draft.path}\n{draft.text}", nl=False)
    if draft.address_path:
        tell("init.address_goes_to", path=str(draft.address_path))


def _write(draft: "Draft", inbox: tuple[str, ...]) -> None:
    from watchdog_sante.commands.init import write

    try:
        copy = write(draft).data
        for folder in inbox:
            Path(folder).expanduser().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        complain(say("init.not_written", path=str(error.filename or draft.path), problem=reason_of(error)))
        raise typer.Exit(USAGE) from error
    tell("init.written", path=str(draft.path))
    if copy:
        tell("init.copy_kept", path=str(copy))


def _try_channel(channel: str, address: "Secret") -> int:
    from watchdog_sante.commands.init import send_test
    from watchdog_sante.package_data import phrasebook

    if not ask_yes(word("init.ask.test"), True):
        return 0
    result = send_test(channel, address, phrasebook(LANGUAGE))
    key = "init.test_failed" if result.exit_code else "init.test_sent"
    tell(key, channel=channel, code=result.data.code)
    return int(result.exit_code)


def init(
    system: SystemOption = False,
    dry_run: DryRunOption = False,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Ask a few questions and write the settings."""
    from watchdog_sante import places
    from watchdog_sante.commands.init import current, draft
    from watchdog_sante.service.unit_files import Scope
    from watchdog_sante.settings import SettingsError

    scope = Scope.SYSTEM if system else Scope.USER
    path = (config or (places.SYSTEM_SETTINGS if system else places.settings_file(os.environ))).absolute()
    try:
        answers = questions(current(path), scope, config)
        wanted = draft(path, answers, scope)
    except SettingsError as error:
        complain_of_settings(error)
        raise typer.Exit(USAGE) from error
    if dry_run:
        _show(wanted)
        raise typer.Exit(0)
    if not wanted.changed:
        tell("init.unchanged", path=str(path))
        raise typer.Exit(0)
    if path.is_file():
        _show(wanted)
        if not ask_yes(word("init.ask.replace"), False):
            tell("init.unchanged", path=str(path))
            raise typer.Exit(0)
    _write(wanted, answers.inbox)
    code = _try_channel(answers.channel, answers.address) if answers.address else 0
    if not wanted.told_by:
        tell("init.no_channel")
    tell("init.next", command="watchdog-sante service install" + (" --system" if system else ""))
    raise typer.Exit(code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.init"), epilog=word("help.init.example"))(init)
