"""What a page is made of, before it is drawn: values only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Title:
    """The document's own title, once."""

    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading; it stands in the bookmarks and never alone at a page's foot. `level` 0 or 1."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; it may hold blanks. An item of a list begins with "- "."""

    text: str
    soft: bool = False
    strong: bool = False  # a line that never stands alone at a page's foot
    right: bool = False  # begins where a letter's right half does


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose header comes back on every page. `widths` are millimetres; `right` are columns of amounts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """White space, in millimetres."""

    height: float


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a letter: kept together, so that a signature never stands alone on a page."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Placed:
    """Lines at a fixed place of the first page: from the left and the top edge, millimetres."""

    left: float
    top: float
    width: float
    lines: tuple[str, ...]


Block: TypeAlias = Title | Section | Words | Grid | Gap | Closing


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document before it is drawn. With `placed` parts its text starts at `top` on the first page."""

    title: str
    language: str  # BCP 47: fr-FR
    day: date
    blocks: tuple[Block, ...]
    foot: Callable[[int, int], str]  # page and number of pages, to the words at the foot
    size: float = 9.5  # points
    top: float = 20  # millimetres
    placed: tuple[Placed, ...] = ()
    folds: bool = False  # marks where the sheet is folded in three for a window envelope
