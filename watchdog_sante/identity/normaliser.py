"""The frozen normaliser behind an operation's identity. It never changes with the grammar of labels.

A change here changes every key that was ever stored: it would be a new version, with a migration that keeps both keys.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

NORMALISER_VERSION = 1
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^A-Z0-9]")


@lru_cache(maxsize=20_000)  # one label is looked at many times on end
def normalised(text: str) -> str:
    """Letters and digits only, upper case, without accents: blanks, dots and a cut in two places do not count."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return _NEITHER_LETTER_NOR_DIGIT.sub("", plain.upper())


def person(text: str) -> str:
    """A person's name whichever way round it is told: `LORIOT Arsène` and `Arsène LORIOT` are one."""
    return " ".join(sorted(filter(None, map(normalised, text.split()))))


def key_of(*parts: object) -> str:
    """Stable name of a row from what identifies it: 20 hexadecimal digits."""
    text = "\n".join(map(str, (NORMALISER_VERSION, *parts)))
    return hashlib.sha256(text.encode()).hexdigest()[:20]
