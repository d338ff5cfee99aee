"""YAML as plain data: the one way in which this program reads it."""

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_data(text: str) -> Any:
    """What a YAML text holds, plain data only. Raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=_LOADER)
