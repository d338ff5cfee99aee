"""`service alarm` and `service check`: what systemd itself calls."""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchdog_sante.cli.options import ConfigOption, LangOption, book_for, word
from watchdog_sante.model.sentences import say

if TYPE_CHECKING:
    from watchdog_sante.phrasing import Phrasebook
    from watchdog_sante.rounds.alarms import Told, Where
    from watchdog_sante.settings import Settings

StateOption = Annotated[Path | None, typer.Option("--state", metavar="DIR", help=word("help.service.state"))]


def _settings(config: Path | None, folder: Path) -> "Settings":
    """Settings that cannot be read must not silence an alarm, they may be its cause: the messenger's part will do."""
    from watchdog_sante import messenger_settings, places
    from watchdog_sante.settings import Settings, SettingsError, load

    try:
        return load(config or places.settings_file(os.environ))
    except SettingsError:
        known = messenger_settings.load(folder)
        return Settings.model_validate(known.model_dump() if known else {})


def _where(settings: "Settings", folder: Path) -> "Where":
    from watchdog_sante.rounds.alarms import Where

    channels = tuple(channel.name for channel in settings.channels if not channel.second)
    return Where(folder, channels, book_for(settings))


def _folder(state: Path | None) -> Path:
    from watchdog_sante import places

    return places.state_folder(os.environ, state)


def _to_journal(text: str) -> None:
    """At the priority of an error (`<3>`)."""
    typer.echo(("<3>" if "JOURNAL_STREAM" in os.environ else "") + text, err=True)


def _say_told(told: "Told", book: "Phrasebook") -> None:
    """The journal gets the text whatever happens, at the priority of an error (`<3>`), and the desktop too."""
    from watchdog_sante.service.manager import show_on_desktop

    if told.already:
        typer.echo(book.text(say("service.told_already", text=told.text)))
        return
    key = "service.told" if told.channels else "service.told_nobody"
    _to_journal(book.text(say(key, count=told.channels, text=told.text)))
    show_on_desktop(book.text(say("service.title")), told.text)


def alarm(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=word("help.service.unit"))],
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Tell that a unit failed."""
    from watchdog_sante.commands.service_alarm import alarm as tell

    folder = _folder(state)
    where = _where(_settings(config, folder), folder)
    result = tell(unit, where, datetime.now(UTC))
    _say_told(result.data, where.words)
    raise typer.Exit(result.exit_code)


def check(
    now: Annotated[bool, typer.Option("--now", help=word("help.service.now"))] = False,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Look whether the watch is alive, and tell when it is not."""
    from watchdog_sante.commands import service_alarm as command
    from watchdog_sante.rounds.last_resort import Around

    folder = _folder(state)
    settings = _settings(config, folder)
    where = _where(settings, folder)
    result = command.check(where, lambda: datetime.now(UTC), (lambda _: None) if now else time.sleep)
    for told in result.data.told:
        _say_told(told, where.words)
    around = Around(folder, tuple(one.expanduser() for one in settings.inbox), where.words)
    if text := command.mind_last_resort(settings.as_policy(), around, datetime.now(UTC)):
        _to_journal(text)
    if result.data.calls_for_a_start and not command.ask_for_a_start(os.environ):
        typer.echo(where.words.text(say("service.start_again")))
    if not result.data.faults and sys.stdout.isatty():
        typer.echo(where.words.text(say("service.alive")))
    raise typer.Exit(result.exit_code)


def register(service: typer.Typer) -> None:
    """Add the commands to the group `service`."""
    service.command(help=word("help.service.alarm"), epilog=word("help.service.alarm.example"))(alarm)
    service.command(help=word("help.service.check"), epilog=word("help.service.check.example"))(check)
