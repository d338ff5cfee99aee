"""The words of a diagnosis: one promise, tried, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from watchdog_sante.model.sentences import Sentence


class Verdict(StrEnum):
    """What a trial showed."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_TRIED = "not_tried"  # it could not be tried here; `told` says why


@dataclass(frozen=True, slots=True)
class Check:
    """One promise: `name` for scripts (`watcher.internet`), the verdict, and the sentence that says it."""

    name: str
    verdict: Verdict
    told: Sentence
