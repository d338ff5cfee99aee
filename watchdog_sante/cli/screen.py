"""The terminal that commands print on: no guessed highlights, no spaces left at the ends of lines, nothing obeyed.

Rich pads every line of a table to the table's width; a person who copies such text, or pipes it into a file, gets them.
Labels and file names come from strangers: rich's markup and emoji codes in them are plain text, and characters that a
terminal obeys (escape sequences, changes of direction, titles of windows) are left out. They have no width, so columns
stay where they are.
Rich also breaks lines at no-break spaces, which French sets inside « » and before : ; ! ? and €: here it does not.
"""

import re
import sys
from collections.abc import Iterable

import rich._wrap
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from watchdog_sante.plain_text import harmless

# Rich offers no setting for what parts two words; a test of the terminal sees whether this still holds.
rich._wrap.re_word = re.compile(r"[^\S\u00a0\u202f]*[\S\u00a0\u202f]+[^\S\u00a0\u202f]*")

# Spaces before the end of a line, which the codes that switch a colour off may follow.
_LINE_END = re.compile(r" +((?:\x1b\[[0-9;]*m)*)(?=\r?\n)")


class _Trimmed:
    """The standard output of the moment, as rich writes on it."""

    def write(self, text: str) -> int:
        sys.stdout.write(_LINE_END.sub(r"\1", text))
        return len(text)

    def flush(self) -> None:
        sys.stdout.flush()

    def isatty(self) -> bool:
        return sys.stdout.isatty()

    def fileno(self) -> int:
        return sys.stdout.fileno()

    @property
    def encoding(self) -> str:
        return sys.stdout.encoding


class Screen(Console):
    """A console that takes texts as they are. Styles are set by our own code only."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """As rich does, each piece of text made harmless; what moves the cursor is a piece of rich's own."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(harmless(segment.text), segment.style)


def screen() -> Screen:
    """A console on standard output."""
    file = _Trimmed()
    return Screen(file=file, markup=False, emoji=False, highlight=False)  # type: ignore[arg-type]  # all rich asks of it
