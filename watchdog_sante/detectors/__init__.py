"""Detectors: one file each, in the order page, CARD, EXAMPLES, Params, detect. They do not know each other."""

from importlib import import_module
from typing import Any, Protocol

from pydantic import BaseModel

from watchdog_sante.evidence import Evidence
from watchdog_sante.examples import Example
from watchdog_sante.model.findings import Card, Finding


class Detector(Protocol):
    """What every detector's file offers."""

    CARD: Card
    EXAMPLES: tuple[Example, ...]
    Params: type[BaseModel]

    def detect(self, evidence: Evidence, params: Any) -> list[Finding]:
        """Findings over the whole history: same evidence, same findings; the order of rows changes nothing."""
        ...


# Kept by hand, in the order of their ids; a test compares it with the folder.
NAMES: tuple[str, ...] = (
)

DETECTORS: tuple[Detector, ...] = tuple(import_module(f"{__name__}.{name}") for name in NAMES)
