"""One label from the texts that OFX spreads over NAME, PAYEE, EXTDNAME, MEMO and CHECKNUM.

Only this room knows how banks share a label between those fields. NAME holds at most 32 characters; French banks go on
in MEMO, at a space or within a word, and the file does not say which. Both are joined by one space, always: the label
is part of an operation's identity, so it may depend on nothing but its own row.
"""

import re
from html import unescape
from html.entities import html5

from watchdog_sante.readers.ofx_rows import RawRow
from watchdog_sante.redaction import mask_nir

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}[0-9]?);")
_CUT = 20  # characters of a NAME from which a MEMO that begins alike is its longer self, even within a word
_PHRASE = 8  # characters of a MEMO from which its words within NAME are a repetition, not the same number twice
_CHEQUE = re.compile(r"\s*(?:CHEQUE|CHQ|CHÈQUE)\b", re.IGNORECASE)


def label_of(row: RawRow) -> str:
    """The row's whole label, white space folded, entities read, NIR masked; "" when the bank gave none."""
    label = ""
    for text in (row.name, row.extended_name, row.payee, row.memo):
        if text:
            label = joined(label, clean(text))
    return mask_nir(_with_cheque(label, row))


def clean(text: str) -> str:
    """Text for people: entities read (some banks escape twice), control characters gone, white space folded."""
    if "&" in text:
        text = _ENTITY.sub(_meant, _ENTITY.sub(_meant, text))
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _meant(entity: re.Match[str]) -> str:
    text = entity[0]
    return unescape(text) if text.startswith("&#") else html5.get(text[1:], text)


def joined(first: str, second: str) -> str:
    """Two texts as one, without saying twice what one of them repeats of the other; `.` says nothing."""
    if not _says_something(second):
        return first if _says_something(first) else ""
    if not _says_something(first):
        return second
    one, other = first.casefold(), second.casefold()
    if _holds(other, one) or (len(one) >= _CUT and other.startswith(one)):
        return second
    repeats = _holds(one, other) and (len(other) >= _PHRASE or one.endswith(other))
    return first if repeats else f"{first} {second}"


def _says_something(text: str) -> bool:
    return text[:1].isalnum() or any(letter.isalnum() for letter in text)


def _holds(text: str, words: str) -> bool:
    """Whether the words stand in the text, not within longer words."""
    at = text.find(words)
    if at < 0:
        return False
    end = at + len(words)
    return not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()


def _with_cheque(label: str, row: RawRow) -> str:
    """A cheque's number belongs to its label; other rows carry any reference there, and it is left out."""
    number = row.check_number
    is_cheque = row.kind.upper() == "CHECK" or _CHEQUE.match(label)
    if not is_cheque or not number.isalnum() or not number.strip("0") or number.lstrip("0") in label:
        return label
    return joined(label or "CHEQUE", number)
