"""Changes of settings as lines to paste into the settings file.

What stands under a key is added to what the file already has there: a list goes on, an option takes the new value.
"""

from collections.abc import Iterable
from functools import reduce
from typing import Any

import yaml

from watchdog_sante.backtest import Change

_ONE_LINE = 10**6  # YAML folds nothing: a folded value could not be pasted


def _entry(change: Change) -> dict[str, Any]:
    """What the change adds to the file, as plain data."""
    match change.place.split("."):
        case ["insurers"]:
            return {"insurers": [{"name": change.value, "bank_labels": [change.value]}]}
        case ["accounts"]:
            return {"accounts": [{"name": change.value}]}
        case ["household", "members"]:
            return {"household": {"members": [{"name": change.value}]}}
        case ["detectors", slug, option]:
            return {"detectors": {slug: {option: yaml.safe_load(change.value)}}}
    return {change.place: [change.value]}


def _joined(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: _joined(one[key], value) if key in one else value for key, value in other.items()}
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *other]
    return other


def _written(data: dict[str, Any], *, flow: bool) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=_ONE_LINE).strip()


def block(changes: Iterable[Change]) -> str:
    """The lines for all of these changes together."""
    return _written(reduce(_joined, map(_entry, changes), {}), flow=False)


def line(change: Change) -> str:
    """The line for one change; pasted at the margin, it is read as the block would be."""
    return _written(_entry(change), flow=True).removeprefix("{").removesuffix("}")
