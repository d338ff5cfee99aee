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
    from watchdog_sante.commands.service_alarm import Told, Where
    from watchdog_sante.phrasing import Phrasebook

StateOption = Annotated[Path | None, typer.Option("--state", metavar="DIR", help=word("help.service.state"))]


def _where(config: Path | None, state: Path | None) -> "Where":
    """What telling needs. Settings that cannot be read must not silence an alarm: they may be its cause."""
    from watchdog_sante import places
    from watchdog_sante.commands.service_alarm import Where
    from watchdog_sante.settings import Settings, SettingsError, load

    try:
        settings = load(config or places.settings_file(os.environ))
    except SettingsError:
        settings = Settings()
    channels = tuple(channel.name for channel in settings.channels if not channel.second)
    return Where(places.state_folder(os.environ, state), channels, book_for(settings))


def _say_told(told: "Told", book: "Phrasebook") -> None:
    """The journal gets the text whatever happens, at the priority of an error (`<3>`), and the desktop too."""
    from watchdog_sante.service_manager import show_on_desktop

    if told.already:
        typer.echo(book.text(say("service.told_already", text=told.text)))
        return
    prefix = "<3>" if "JOURNAL_STREAM" in os.environ else ""
    key = "service.told" if told.channels else "service.told_nobody"
    typer.echo(prefix + book.text(say(key, count=told.channels, text=told.text)), err=True)
    show_on_desktop(book.text(say("service.title")), told.text)


def alarm(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=word("help.service.unit"))],
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Tell that a unit failed."""
    from watchdog_sante.commands.service_alarm import alarm as tell

    where = _where(config, state)
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
    from watchdog_sante.commands.service_alarm import check as look

    where = _where(config, state)
    result = look(where, lambda: datetime.now(UTC), (lambda _: None) if now else time.sleep)
    for told in result.data.told:
        _say_told(told, where.words)
    if not result.data.faults and sys.stdout.isatty():
        typer.echo(where.words.text(say("service.alive")))
    raise typer.Exit(result.exit_code)


def register(service: typer.Typer) -> None:
    """Add the commands to the group `service`."""
    service.command(help=word("help.service.alarm"), epilog=word("help.service.alarm.example"))(alarm)
    service.command(help=word("help.service.check"), epilog=word("help.service.check.example"))(check)
