"""The words of a diagnosis: one promise, tried, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from watchdog_sante.model.sentences import Sentence, Value, say


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


def holds(name: str, key: str, **values: Value) -> Check:
    """The promise `name` holds; `key` and `values` say it."""
    return Check(name, Verdict.HOLDS, say(key, **values))


def fails(name: str, told: Sentence) -> Check:
    """The promise `name` does not hold, with the remedy."""
    return Check(name, Verdict.FAILS, told)


def not_tried(name: str, key: str, **values: Value) -> Check:
    """The promise `name` could not be tried, and why."""
    return Check(name, Verdict.NOT_TRIED, say(key, **values))


def check(name: str, well: bool, key: str, **values: Value) -> Check:
    """`key.holds` when all is well, else `key.fails`."""
    return holds(name, f"{key}.holds", **values) if well else fails(name, say(f"{key}.fails", **values))
