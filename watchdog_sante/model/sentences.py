"""A sentence to be said to a person, before it has a language.

Thinking rooms never write French or English: they name a sentence by its key in `wording/` and hand over the values
it needs, typed, so that `phrasing.py` alone decides how money, a day or a plural is written in each language.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of euros, in integer cents (negative = money going out)."""

    cents: int


Value: TypeAlias = "str | int | date | Money | Sentence"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`key` into `wording/<language>/*.yaml` and the values the wording names between braces."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


def say(key: str, /, **values: Value) -> Sentence:
    """Build a sentence; values are sorted by name, so that two equal sentences are equal values."""
    return Sentence(key, tuple(sorted(values.items())))
