"""What the messenger knows of the settings: language, channels, hours. Never a member, an insurer or an inbox.

The messenger has the network, so it does not read the settings file: the watcher puts the part that concerns it in the
messenger's folder, private and whole, whenever it changes. Settings that somebody is half way through editing leave the
last good part in place, so that an alarm about them still leaves.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from pydantic import SecretStr, ValidationError

from watchdog_sante.files import write_whole
from watchdog_sante.places import messenger_settings_file
from watchdog_sante.watch_settings import WatchSettings


class MessengerSettings(WatchSettings):
    """All that the messenger knows."""

    language: Literal["fr", "en"] | None = None


def put(state: Path, settings: MessengerSettings) -> bool:
    """Write the messenger's part of `settings` (any settings that hold it); True when it changed. Raises `OSError`."""
    known = {name: getattr(settings, name) for name in MessengerSettings.model_fields}
    text = json.dumps(_plain(MessengerSettings.model_validate(known).model_dump()), ensure_ascii=False, indent=1)
    place = messenger_settings_file(state)
    with suppress(OSError):
        if place.read_text("utf-8") == text:
            return False
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(place, text)
    return True


def load(state: Path) -> MessengerSettings | None:
    """What was put; None before the watcher's first cycle, or when the file cannot be understood."""
    try:
        return MessengerSettings.model_validate_json(messenger_settings_file(state).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def _plain(value: Any) -> Any:
    """Values as JSON has them. A secret is written: this file is where the messenger gets it from."""
    match value:
        case SecretStr():
            return value.get_secret_value()
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case str() | int() | bool() | None:
            return value
        case _:
            return str(value)
