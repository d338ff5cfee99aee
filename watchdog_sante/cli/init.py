"""`init` on the command line: asks, shows, writes."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchdog_sante.cli.options import ASKED, LANGUAGE, USAGE, ConfigOption, LangOption, complain, word
from watchdog_sante.model.sentences import Value, say

if TYPE_CHECKING:
    from watchdog_sante.commands.init import Answers, Draft
    from watchdog_sante.notify.secret import Secret
    from watchdog_sante.unit_files import Scope

SystemOption = Annotated[bool, typer.Option("--system/--user", help=word("help.init.system"), show_default=False)]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=word("help.dry_run"))]


def _tell(key: str, **values: Value) -> None:
    typer.echo(word(key, **values), err=True)


def _ask(key: str, default: str = "") -> str:
    answer: str = typer.prompt(word(key), default=default, show_default=bool(default), err=True)
    return answer.strip()


def _ask_list(key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    answer = _ask(key, ", ".join(default))
    return tuple(part.strip() for part in answer.split(",") if part.strip())


def _ask_address(channel: str) -> "Secret | None":
    """An address that Apprise understands, or none; it is not shown while it is typed."""
    from watchdog_sante.commands.init import NTFY, ntfy_address
    from watchdog_sante.notify.addresses import ChannelFault
    from watchdog_sante.notify.channels import open_channel
    from watchdog_sante.notify.secret import Secret

    while True:
        answer = typer.prompt(
            word("init.ask.address"), default="", show_default=False, hide_input=True, err=True
        ).strip()
        if not answer:
            return None
        if answer.lower() == NTFY:
            address, topic = ntfy_address()
            _tell("init.ntfy", topic=topic)
            return address
        try:
            open_channel(channel, Secret(answer))
        except ChannelFault as fault:
            complain(fault.sentence)
        else:
            return Secret(answer)


def _answers(known: "Answers | None", scope: "Scope") -> "Answers":
    from watchdog_sante.commands.init import Answers

    before = known or Answers(LANGUAGE)
    _tell("init.ask.start")
    usual = ("/srv/releves",) if scope == "system" else ("~/Releves",)
    inbox = _ask_list("init.ask.inbox", before.inbox or usual)
    members = _ask_list("init.ask.members", before.members)
    basic = _ask_list("init.ask.basic_insurers", before.basic_insurers or ("CPAM",))
    top_up = _ask_list("init.ask.top_up_insurers", before.top_up_insurers)
    channel = _ask("init.ask.channel", before.channel or word("init.channel_name"))
    address = _ask_address(channel) if channel else None
    return Answers(ASKED or before.language, inbox, members, basic, top_up, channel, address)


def _show(draft: "Draft") -> None:
    """The settings as they would be; the address is named by its file alone."""
    typer.echo(f"# {draft.path}\n{draft.text}", nl=False)
    if draft.address_path:
        _tell("init.address_goes_to", path=str(draft.address_path))


def _write(draft: "Draft", inbox: tuple[str, ...]) -> None:
    from watchdog_sante.commands.init import write

    try:
        copy = write(draft).data
        for folder in inbox:
            Path(folder).expanduser().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        complain(say("init.not_written", path=str(error.filename or draft.path), problem=error.strerror or ""))
        raise typer.Exit(USAGE) from error
    _tell("init.written", path=str(draft.path))
    if copy:
        _tell("init.copy_kept", path=str(copy))


def _try_channel(channel: str, address: "Secret") -> int:
    from watchdog_sante.commands.init import send_test
    from watchdog_sante.package_data import phrasebook

    if not typer.confirm(word("init.ask.test"), default=True, err=True):
        return 0
    result = send_test(channel, address, phrasebook(LANGUAGE))
    key = "init.test_failed" if result.exit_code else "init.test_sent"
    _tell(key, channel=channel, code=result.data.code)
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
    from watchdog_sante.settings import SettingsError
    from watchdog_sante.unit_files import Scope

    scope = Scope.SYSTEM if system else Scope.USER
    path = (config or (places.SYSTEM_SETTINGS if system else places.settings_file(os.environ))).absolute()
    try:
        answers = _answers(current(path), scope)
        wanted = draft(path, answers, scope)
    except SettingsError as error:
        for problem in error.problems:
            complain(problem)
        raise typer.Exit(USAGE) from error
    if dry_run:
        _show(wanted)
        raise typer.Exit(0)
    if not wanted.changed:
        _tell("init.unchanged", path=str(path))
        raise typer.Exit(0)
    if path.is_file():
        _show(wanted)
        if not typer.confirm(word("init.ask.replace"), default=False, err=True):
            _tell("init.unchanged", path=str(path))
            raise typer.Exit(0)
    _write(wanted, answers.inbox)
    code = _try_channel(answers.channel, answers.address) if answers.address else 0
    _tell("init.next", command="watchdog-sante service install" + (" --system" if system else ""))
    raise typer.Exit(code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.init"), epilog=word("help.init.example"))(init)
