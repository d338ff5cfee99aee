"""Where things live: the settings file, the watcher's state and, in a folder of its own, the messenger's database.

The two databases do not share a folder, because a sandbox can only show or hide a folder whole: SQLite keeps its
journal beside the file. Only this room knows the folders' names; it opens nothing.
"""

from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_config_path, user_state_path

NAME = "watchdog-sante"
SETTINGS = "watchdog.yaml"
SYSTEM_SETTINGS = Path("/etc") / NAME / SETTINGS
SYSTEM_STATE = Path("/var/lib") / NAME


def settings_file(environment: Mapping[str, str]) -> Path:
    """The default settings file, there or not: `$CONFIGURATION_DIRECTORY`, then the user's configuration folder."""
    folder = environment.get("CONFIGURATION_DIRECTORY", "").partition(":")[0]
    return (Path(folder) if folder else user_config_path(NAME)) / SETTINGS


def state_folder(environment: Mapping[str, str], named: Path | None = None) -> Path:
    """The folder named (`--state`), else the first of `$STATE_DIRECTORY`, else the user's state folder.

    The supplied units name it: `StateDirectory=` of a user unit means ~/.config before systemd 254.
    """
    if named:
        return named
    folder = environment.get("STATE_DIRECTORY", "").partition(":")[0]
    return Path(folder) if folder else user_state_path(NAME)


def watcher_folder(state: Path) -> Path:
    """Where `watcher.db` lies."""
    return state


def details_folder(state: Path) -> Path:
    """Where `details record` keeps its snapshots: the watcher reads it as it reads the inbox."""
    return watcher_folder(state) / "details"


def messenger_folder(state: Path) -> Path:
    """Where `messenger.db` lies: all of the state that the messenger can see."""
    return state / "messenger"


def messenger_settings_file(state: Path) -> Path:
    """The part of the settings that the messenger reads, written by the watcher."""
    return messenger_folder(state) / "settings.json"
