"""What the commands on the store share: where it is, opening it, and its troubles as sentences with an exit code."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchdog_sante.cli.options import (
    USAGE,
    all_profiles,
    book_for,
    complain,
    complain_of_settings,
    default_config,
    load_settings,
    word,
)
from watchdog_sante.model.sentences import say
from watchdog_sante.model.system_reasons import reason_of

if TYPE_CHECKING:
    from watchdog_sante.phrasing import Phrasebook
    from watchdog_sante.rounds.lived_cycle import Desk
    from watchdog_sante.settings import Settings
    from watchdog_sante.store import Database

StateOption = Annotated[Path | None, typer.Option("--state", metavar="DIR", help=word("help.state"))]
YesOption = Annotated[bool, typer.Option("--yes", help=word("help.yes"))]
LOCKED = 5


def state_of(state: Path | None) -> Path:
    """The state folder: the one named, else the default one."""
    from watchdog_sante.places import state_folder

    return state_folder(os.environ, state).absolute()


def private_settings(config: Path | None) -> "Settings":
    """The settings; a file that holds a channel's address and that others can read ends the command with code 2."""
    from watchdog_sante.settings import SettingsError, refuse_exposed

    settings = load_settings(config)
    place = config or default_config()
    try:
        if place:
            refuse_exposed(place, settings)
    except SettingsError as error:
        complain_of_settings(error)
        raise typer.Exit(USAGE) from error
    return settings


@contextmanager
def in_words(book: "Phrasebook") -> Iterator[None]:
    """The store's troubles and a person's slips as one sentence on stderr and an exit code."""
    from watchdog_sante.alerts import Refused
    from watchdog_sante.locks import Held
    from watchdog_sante.store.errors import StoreError

    try:
        yield
    except (StoreError, Refused) as error:
        complain(error.sentence, book)
        raise typer.Exit(USAGE) from error
    except Held as error:
        complain(say("daemon.held"), book)
        raise typer.Exit(LOCKED) from error
    except OSError as error:
        complain(say("store.file_trouble", file=str(error.filename or ""), problem=reason_of(error)), book)
        raise typer.Exit(USAGE) from error


@dataclass(frozen=True, slots=True)
class Records:
    """Both databases, the settings and the words: all that a command needs which shows what was already thought."""

    watcher: "Database"
    messenger: "Database"
    settings: "Settings"
    words: "Phrasebook"


@contextmanager
def open_records(config: Path | None, state: Path | None, settings: "Settings | None" = None) -> Iterator[Records]:
    """Both databases for the time of a command; no reader, detector or profile is loaded for it."""
    from watchdog_sante.places import messenger_folder, watcher_folder
    from watchdog_sante.store import open_messenger, open_watcher

    known = settings or load_settings(config)
    book = book_for(known)
    folder = state_of(state)
    with (
        in_words(book),
        open_watcher(watcher_folder(folder)) as watcher,
        open_messenger(messenger_folder(folder)) as messenger,
    ):
        yield Records(watcher, messenger, known, book)


def desk_of(records: Records, config: Path | None) -> "Desk":
    """The same with all that thinking needs: profiles and knowledge."""
    from watchdog_sante.package_data import knowledge
    from watchdog_sante.rounds.lived_cycle import Desk

    forms = all_profiles(config, records.words)
    return Desk(records.watcher, records.messenger, records.settings, forms, knowledge(), records.words)


@contextmanager
def open_desk(config: Path | None, state: Path | None, settings: "Settings | None" = None) -> "Iterator[Desk]":
    """Both databases, the settings and the package's data, for the time of a command."""
    with open_records(config, state, settings) as records:
        yield desk_of(records, config)
