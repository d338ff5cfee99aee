"""Blanks of a letter: what the person fills in, by hand on paper or at the keyboard, since no setting says it.

A blank travels inside a text between two characters that no statement's text can bring (see `discretion.plain`).
"""

import re
from collections.abc import Callable

_OPEN, _CLOSE = "\ue000", "\ue001"
_BLANK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def blank(caption: str) -> str:
    """A place to fill in; `caption` says with what."""
    return f"{_OPEN}{caption}{_CLOSE}"


def fill(text: str, write: Callable[[str], str], around: Callable[[str], str] = str) -> str:
    """The text with each blank's caption passed through `write`, and all that stands around through `around`."""
    parts = _BLANK.split(text)
    return "".join(write(part) if number % 2 else around(part) for number, part in enumerate(parts))


def typed(text: str) -> str:
    """For the keyboard: `[à compléter : date]`."""
    return fill(text, lambda caption: f"[à\u00a0compléter\u00a0: {caption}]")
