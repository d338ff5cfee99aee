"""One label from the texts that OFX spreads over NAME, PAYEE, EXTDNAME, MEMO and CHECKNUM.

Only this room knows how banks share a label between those fields. NAME holds at most 32 characters; French banks go on
in MEMO, and the file does not say whether they broke the label at a space or within a word. The label is part of an
operation's identity, so it may depend on nothing but its own row: no look at the neighbours' widths.

A NAME of any other length ended at a space: one space joins the two. A NAME of exactly 32 characters comes from a bank
that cuts at the width, where nearly every long label has that length and three of four are cut within a word, or by
chance from one that breaks at spaces, where one long label in five has it. Without knowing the bank, "within a word" is
right more often, so the two are glued; unless a blank stands at the cut, or the row's own words tell that it is a
word's end (`_ends_a_word`). What is wrongly glued keeps its identity, which counts letters and digits only.
"""

import re
from html import unescape
from html.entities import html5

from watchdog_sante.labels.lexicon import LEGAL_FORMS, TRADES
from watchdog_sante.readers.ofx_rows import RawRow
from watchdog_sante.redaction import mask_nir

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}[0-9]?);")
_WIDTH = 32  # characters of NAME: a text of that length may have been cut within a word
_BEGINS = re.compile(
    r"(?:CARTE|SEPA|EMETTEUR|MANDAT|MOTIF|NUMERO|PRELEVEMENT|VIREMENT|FACTURE|REFERENCE)(?![A-Z0-9])"
    r"|(?:ID|ID EMETTEUR|ECH|MDT|REF|LIB|RUM|ICS|DE|MANDAT|MOTIF) ?[/:]|/[A-Z]|[X*]{4}|CB ?[*]"
)  # words and marks of the banks that stand at a word's beginning
# Words that end NAME whole more often than as a piece of a longer one, and marks, which a blank always follows.
_ENDS = frozenset(("DES", "LIVRET", "COMPTE", "/BEN", "/DE", "/FRM", "/MOTIF"))
_ONE_WORD = re.compile(r"/(?:BEN|DE|FRM) [^ /]{3,}$")
_CUT = 20  # characters of a NAME from which a MEMO that begins alike is its longer self, even within a word
_PHRASE = 8  # characters of a MEMO from which its words within NAME are a repetition, not the same number twice
_CHEQUE = re.compile(r"\s*(?:CHEQUE|CHQ|CHÈQUE)\b", re.IGNORECASE)


def label_of(row: RawRow) -> str:
    """The row's whole label, white space folded, entities read, NIR masked; "" when the bank gave none."""
    label = ""
    for text in (row.name, row.extended_name, row.payee):
        if text:
            label = joined(label, clean(text))
    if row.memo:
        only_name = label == clean(row.name)
        label = joined(label, clean(row.memo), "" if only_name and _goes_on(row.name, row.memo) else " ")
    return mask_nir(_with_cheque(label, row))


def _goes_on(name: str, memo: str) -> bool:
    """Whether MEMO goes on within the word that NAME's last column cut (see the module's own words)."""
    lines = [line for line in _read(name).splitlines() if line.strip()]
    rest = _read(memo).lstrip("\r\n").upper()
    if len(lines) != 1 or len(lines[0]) != _WIDTH or not (lines[0][-1] + rest[:1]).replace("/", "0").isalnum():
        return False
    return not _ends_a_word(lines[0].upper(), rest)


def _ends_a_word(name: str, rest: str) -> bool:
    """Whether NAME's last word is whole: a number beside a word, a trade at the end, a legal form or an operation word
    at the beginning of MEMO, or a payee who would have only one word, where people have two (`/BEN EMMA`, `LORIOT`).
    """
    last, (first, *more) = name.split()[-1], rest.split()
    if (last.isdigit() and first.isalpha()) or (last.isalpha() and first.isdigit()):
        return True
    if last in _ENDS or (len(last) > 3 and last in TRADES) or (len(first) > 2 and first in LEGAL_FORMS):
        return True
    one_word = _ONE_WORD.search(name) is not None and (not more or more[0].startswith("/"))
    return one_word or _BEGINS.match(rest) is not None


def clean(text: str) -> str:
    """Text for people: entities read (some banks escape twice), control characters gone, white space folded."""
    text = " ".join(_read(text).split())
    if text.isprintable():
        return text
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _read(text: str) -> str:
    return _ENTITY.sub(_meant, _ENTITY.sub(_meant, text)) if "&" in text else text


def _meant(entity: re.Match[str]) -> str:
    text = entity[0]
    return unescape(text) if text.startswith("&#") else html5.get(text[1:], text)


def joined(first: str, second: str, between: str = " ") -> str:
    """Two texts as one, without saying twice what one of them repeats of the other; `.` says nothing."""
    if not _says_something(second):
        return first if _says_something(first) else ""
    if not _says_something(first):
        return second
    one, other = first.casefold(), second.casefold()
    if _holds(other, one) or (len(one) >= _CUT and other.startswith(one)):
        return second
    repeats = _holds(one, other) and (len(other) >= _PHRASE or one.endswith(other))
    return first if repeats else f"{first}{between}{second}"


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
