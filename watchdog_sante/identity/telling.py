"""Counting what several files tell of the same rows: at the most as often as the one that tells it most often.

Files of one kind overlap, repeat each other and are split; none is complete. Each file tells a multiset; the union
keeps, for each thing told, the largest number any file has, so that twins in one file stay two and a second download
adds nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

Row = TypeVar("Row")


class Told(NamedTuple, Generic[Row]):
    """A row as one file tells it. `source` is the file's place among all files, in the order of their names."""

    source: int
    row: Row


@dataclass(frozen=True, slots=True)
class Slot(Generic[Row]):
    """One thing, the n-th of its name (`rank` from 1), with every row that tells of it."""

    name: Hashable
    rank: int
    told: tuple[Told[Row], ...]


def slots(
    told: Iterable[Told[Row]], name: Callable[[Row], Hashable], order: Callable[[Row], Any]
) -> tuple[Slot[Row], ...]:
    """The multiset union: rows of the same `name` and the same rank within their file share a slot.

    `order` sorts a file's own twins by what they say, so that their order in the file does not matter.
    """
    by_file: defaultdict[tuple[Hashable, int], list[Told[Row]]] = defaultdict(list)
    for one in told:
        by_file[name(one.row), one.source].append(one)
    found: defaultdict[tuple[Hashable, int], list[Told[Row]]] = defaultdict(list)
    for (what, _), rows in by_file.items():
        for rank, one in enumerate(sorted(rows, key=lambda one: order(one.row)), start=1):
            found[what, rank].append(one)
    return tuple(Slot(what, rank, tuple(sorted(rows, key=_source))) for (what, rank), rows in found.items())


def _source(told: Told[Row]) -> int:
    return told.source
