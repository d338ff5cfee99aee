"""Folding of label text: upper case, no accents, single spaces, and what tells a reference from a word."""

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "’": "'", "‘": "'", "`": "'"})
_DAY = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])[/.\-](?:0?[1-9]|1[0-2])(?:[/.\-](?:20)?[0-9]{2})?")
_MONTHS = "JANVIER FEVRIER MARS AVRIL MAI JUIN JUILLET AOUT SEPTEMBRE OCTOBRE NOVEMBRE DECEMBRE"


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Upper case without accents, ligatures opened, every run of white space one blank."""
    if text.isascii() and "`" not in text:
        return " ".join(text.upper().split())
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).upper().split())


def is_day(token: str) -> bool:
    """A day written with separators: 12/03, 12.03.24, 12/03/2024, or cut after its first slash: 12/."""
    return _DAY.fullmatch(token) is not None or re.fullmatch(r"[0-3][0-9]/[0-9]?", token) is not None


def is_month(token: str) -> bool:
    """A French month in full letters, folded."""
    return token in _MONTHS.split()


@lru_cache(maxsize=20_000)
def is_reference(token: str) -> bool:
    """A number or a code that names a payment, not a payee: 6 digits or more, or 8 characters with 4 digits or more."""
    core = re.sub(r"[^A-Z0-9]", "", token)
    digits = sum(letter.isdigit() for letter in core)
    return (core.isdigit() and digits >= 6) or (len(core) >= 8 and digits >= 4) or bool(_INVOICE.fullmatch(token))


_INVOICE = re.compile(r"[A-Z]{1,4}-[0-9]{3,8}|[A-Z]{1,4}-?(?:19|20)[0-9]{2}-[0-9]{1,6}|(?:19|20)[0-9]{2}-[0-9]{2,6}")


def without_echo(text: str) -> str:
    """Drop a short label that the long one repeats (`PRLV SEPA PRLV SEPA EDF`, cut at 18 or not)."""
    begins = f" {text[:3]}"  # what stands where an echo of three letters or more could begin
    blank = text.find(begins, 3)
    while blank >= 0:
        head, rest = text[:blank], text[blank + 1 :]
        if len(rest) > len(head) and rest.startswith(head):
            return rest
        blank = text.find(begins, blank + 1)
    return text
