"""How words of a file are compared: case, accents, kinds of space and of apostrophe do not matter.

Only this room decides when two header names are one. What is kept of a file is its own spelling.
"""

import re
import unicodedata
from functools import cache, lru_cache

_NO_WORD = re.compile(r"[^0-9a-z]+")


def _plain(text: str) -> str:
    """Lower case without accents; `Nº` and `N°`, `’` and `'` are one."""
    text = text.replace("º", "°").replace("’", "'").casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def fold_name(text: str) -> str:
    """A header's name as words: `Date d'opération ` and `DATE D’OPERATION` are `date d operation`."""
    return _NO_WORD.sub(" ", _plain(text)).strip()


@lru_cache(maxsize=64)  # the same line is asked for several things in a row
def fold_line(line: str) -> str:
    """A whole line for the patterns of a profile: plain letters, single spaces, no quotation marks."""
    return " ".join(_plain(line.replace('"', "")).split())


def same_length(text: str) -> str:
    """Plain lower case in which every character keeps its place: what is found in it can be cut out of the original."""
    return "".join(map(_plain_character, text))


@cache
def _plain_character(character: str) -> str:
    plain = _plain(character)
    return plain if len(plain) == 1 else (plain[:1] or " ") if character.isalpha() else " "
