"""Where a channel's address is read: a systemd credential, a file that only its owner reads, or the environment."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.notify.secret import Secret


class Keeper(StrEnum):
    """Who keeps the address."""

    CREDENTIAL = "credential"  # a file of $CREDENTIALS_DIRECTORY
    FILE = "file"
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class AddressFrom:
    """Where to read: a credential's name, a file's path or a variable's name. None of them is secret."""

    keeper: Keeper
    name: str


class ChannelFault(Exception):
    """A channel that cannot be used; `sentence` names it by the person's own name for it, never by its address."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence


def read_address(channel: str, source: AddressFrom, environment: Mapping[str, str]) -> Secret:
    """The address without surrounding white space. Raises `ChannelFault`: absent, empty, or open to others."""
    match source.keeper:
        case Keeper.VARIABLE:
            text = environment.get(source.name, "")
        case Keeper.CREDENTIAL:
            text = _credential(channel, source.name, environment)
        case Keeper.FILE:
            text = _private_file(channel, Path(source.name).expanduser())
    if not text.strip():
        raise ChannelFault(say("notify.fault.absent", channel=channel, place=source.name))
    return Secret(text.strip())


def _credential(channel: str, name: str, environment: Mapping[str, str]) -> str:
    folder = environment.get("CREDENTIALS_DIRECTORY", "")
    if not folder or Path(name).name != name:
        raise ChannelFault(say("notify.fault.absent", channel=channel, place=name))
    return _text(channel, Path(folder) / name)


def _private_file(channel: str, path: Path) -> str:
    try:
        status = path.stat()
    except OSError as error:
        raise ChannelFault(say("notify.fault.absent", channel=channel, place=str(path))) from error
    if not stat.S_ISREG(status.st_mode) or status.st_uid not in (0, os.geteuid()) or status.st_mode & 0o077:
        raise ChannelFault(say("notify.fault.open_to_others", channel=channel, place=str(path)))
    return _text(channel, path)


def _text(channel: str, path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        # `from None`: the text of a decoding error holds the bytes it stumbled on.
        raise ChannelFault(say("notify.fault.absent", channel=channel, place=path.name)) from (
            error if isinstance(error, OSError) else None
        )
