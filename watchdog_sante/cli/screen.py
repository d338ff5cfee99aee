"""The terminal that commands print on: no guessed highlights, no spaces left at the ends of lines, French kept whole.

Rich pads every line of a table to the table's width; a person who copies such text, or pipes it into a file, gets them.
It also breaks lines at no-break spaces, which French sets inside « » and before : ; ! ? and €.
"""

import re
import sys

import rich._wrap
from rich.console import Console

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


def screen() -> Console:
    """A console on standard output."""
    return Console(file=_Trimmed(), highlight=False)  # type: ignore[arg-type]  # all that rich asks of a file
