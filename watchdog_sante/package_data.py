"""The data that comes with the package (profiles, knowledge, wording, templates), read once and handed down as values.

Only this room knows where that data lies. A person's own profiles, in `profiles.d/`, are read by the same door.
Every command asks for wording, few for profiles or knowledge: what these need is imported when they are asked for.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.plain_data import plain_data
from watchdog_sante.wording_files import WordingFiles

if TYPE_CHECKING:
    from watchdog_sante.model.dossier import Fonts
    from watchdog_sante.model.knowledge import Knowledge
    from watchdog_sante.readers.forms import Form
    from watchdog_sante.readers.profile import Profile

LANGUAGES = ("fr", "en")
_ROOT = files("watchdog_sante")


def _yaml_files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _yaml_files(entry)
        elif entry.name.endswith(".yaml"):
            found.append(entry)
    return found


@cache
def forms() -> "tuple[Form, ...]":
    """The built-in profiles, by file name: forms of CSV and layouts of print."""
    return tuple(_form(plain_data(file.read_text("utf-8"))) for file in _yaml_files(_ROOT / "profiles"))


def profiles() -> "tuple[Profile, ...]":
    """The forms of CSV among them."""
    from watchdog_sante.readers.forms import csv_profiles

    return csv_profiles(forms())


def _form(values: Any) -> "Form":
    """`kind: pdf` is a layout of print; any other kind says who speaks in a CSV."""
    from watchdog_sante.readers.printed_layout import PrintedLayout
    from watchdog_sante.readers.profile import Profile

    printed = isinstance(values, dict) and values.get("kind") == "pdf"
    return PrintedLayout.model_validate(values) if printed else Profile.model_validate(values)


class OwnProfileError(Exception):
    """A profile the person wrote cannot be used: `problem` names file, place and remedy."""

    def __init__(self, problem: Sentence) -> None:
        super().__init__(problem)
        self.problem = problem


def own_profiles(folder: Path) -> "tuple[Form, ...]":
    """Profiles the person wrote, in `folder`; none when it does not exist. Raises `OwnProfileError`."""
    return tuple(map(_own_profile, sorted(folder.glob("*.yaml"))))


def _own_profile(file: Path) -> "Form":
    from pydantic import ValidationError

    try:
        return _form(plain_data(file.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        problem = say("profiles.invalid", file=file.name, place=place, problem=first["msg"])
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        problem = say("profiles.unreadable", file=file.name)
    raise OwnProfileError(problem)


@cache
def knowledge() -> "Knowledge":
    """All facts of `knowledge/`, a file or folder a field, checked against the shapes of `model/knowledge.py`."""
    from pydantic import TypeAdapter

    from watchdog_sante.model.knowledge import Knowledge

    facts = {field.name: _facts(field.name) for field in fields(Knowledge)}
    return TypeAdapter(Knowledge).validate_python(facts)


def _facts(name: str) -> Any:
    """What the file of this name holds, or the lists of all files in the folder of this name, as one."""
    folder = _ROOT / "knowledge"
    if not (folder / name).is_dir():
        return plain_data((folder / f"{name}.yaml").read_text("utf-8"))
    return [fact for file in _yaml_files(folder / name) for fact in plain_data(file.read_text("utf-8"))]


@cache
def phrasebook(language: str) -> Phrasebook:
    """Every sentence in one language."""
    folder = _ROOT / "wording" / language
    return Phrasebook(language, WordingFiles({file.name: file.read_text("utf-8") for file in _yaml_files(folder)}))


@cache
def templates(folder: str) -> Mapping[str, str]:
    """The texts of a folder of `templates/`, by file name."""
    return {file.name: file.read_text("utf-8") for file in (_ROOT / "templates" / folder).iterdir() if file.is_file()}


@cache
def fonts() -> "Fonts":
    """The fonts that PDF pages are set in; they ship with the package, since few systems have the same."""
    from watchdog_sante.model.dossier import Fonts

    folder = _ROOT / "fonts"
    files = [(folder / f"DejaVuSansCondensed{weight}.ttf").read_bytes() for weight in ("", "-Bold")]
    return Fonts(*files)


def units(scope: str) -> tuple[tuple[str, str], ...]:
    """The units of systemd (file name, text) for `system` or `user`, as they come with the package."""
    folder = _ROOT / "systemd" / "user" if scope == "user" else _ROOT / "systemd"
    found = sorted((entry for entry in folder.iterdir() if entry.is_file()), key=lambda entry: entry.name)
    return tuple((entry.name, entry.read_text("utf-8")) for entry in found if entry.name.startswith("watchdog-sante"))
