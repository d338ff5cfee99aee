"""The data that comes with the package (profiles, knowledge, wording, templates), read once and handed down as values.

Only this room knows where that data lies. A person's own profiles, in `profiles.d/`, are read by the same door.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.phrasing import Phrasebook, Wording
from watchdog_sante.readers.profile import Profile

LANGUAGES = ("fr", "en")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ROOT = files("watchdog_sante")


def _load(text: str) -> Any:
    return yaml.load(text, Loader=_LOADER)  # a safe loader: plain data only


def _yaml_files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _yaml_files(entry)
        elif entry.name.endswith(".yaml"):
            found.append(entry)
    return found


@cache
def profiles() -> tuple[Profile, ...]:
    """The built-in profiles, by file name."""
    return tuple(Profile.model_validate(_load(file.read_text("utf-8"))) for file in _yaml_files(_ROOT / "profiles"))


def own_profiles(folder: Path) -> tuple[Profile, ...]:
    """Profiles the person wrote, in `folder`; none when it does not exist. Raises `pydantic.ValidationError`."""
    if not folder.is_dir():
        return ()
    return tuple(Profile.model_validate(_load(file.read_text("utf-8"))) for file in sorted(folder.glob("*.yaml")))


@cache
def knowledge() -> Knowledge:
    """All facts of `knowledge/`: one file a field, checked against the shapes of `model/knowledge.py`."""
    folder = _ROOT / "knowledge"
    facts = {field.name: _load((folder / f"{field.name}.yaml").read_text("utf-8")) for field in fields(Knowledge)}
    return TypeAdapter(Knowledge).validate_python(facts)


@cache
def phrasebook(language: str) -> Phrasebook:
    """Every sentence in one language. Raises `ValueError` when two files of the wording hold the same key."""
    wording: dict[str, Wording] = {}
    for file in _yaml_files(_ROOT / "wording" / language):
        entries: Mapping[str, Wording] = _load(file.read_text("utf-8")) or {}
        if twice := wording.keys() & entries.keys():
            raise ValueError(f"wording {language}/{file.name}: {', '.join(sorted(twice))} stands in another file too")
        wording.update(entries)
    return Phrasebook(language, wording)


def template(name: str) -> str:
    """The text of a template of `templates/`."""
    return (_ROOT / "templates" / name).read_text("utf-8")
