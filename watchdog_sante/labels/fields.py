"""Labelled parts of a label: `/DE X /MOTIF Y`, `DE: X MOTIF: Y`, `ECH/010124 ID EMETTEUR/FR.. MDT/..`, `REF MANDAT Z`.

A label is read into its head (what stands before the first mark) and its fields, in order, each under its meaning.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a labelled part says."""

    PAYEE = "payee"
    CREDITOR = "creditor"
    MANDATE = "mandate"
    MOTIVE = "motive"
    REFERENCE = "reference"
    DAY = "day"
    OTHER = "other"


_MEANING = {
    **dict.fromkeys(("DE", "FRM", "BEN", "POUR", "FAVEUR", "NBE"), Part.PAYEE),
    **dict.fromkeys(("ID EMETTEUR", "EMETTEUR", "ID CREANCIER", "ID", "ICS", "IDENT"), Part.CREDITOR),
    **dict.fromkeys(("MDT", "MANDAT", "RUM", "REF MANDAT", "REFERENCE MANDAT"), Part.MANDATE),
    **dict.fromkeys(("MOTIF", "LIB", "LIBELLE"), Part.MOTIVE),
    **dict.fromkeys(("REF", "REFDO", "REFBEN", "RNF", "REFERENCE", "EREF", "EID", "NPR"), Part.REFERENCE),
    **dict.fromkeys(("ECH", "DATE"), Part.DAY),
    **dict.fromkeys(("CHEZ", "BIC", "IBAN", "COMPTE", "POUR CPTE DE", "POUR LE COMPTE DE"), Part.OTHER),
}
_NAMES = "|".join(sorted(_MEANING, key=lambda name: (-len(name), name)))
_AFTER_SLASH = "|".join(name for name in _MEANING if " " not in name and name not in ("POUR", "FAVEUR", "ID"))
_MARK = re.compile(
    rf"(?:(?<![A-Z0-9/])(?:(?P<closed>ID EMETTEUR|EMETTEUR|ECH|MDT|REF|LIB) ?/"
    rf"|(?P<colon>{_NAMES}) ?:"
    rf"|(?P<bare>(?:REF(?:ERENCE)? )?MANDAT|RUM|ICS|ID EMETTEUR|COMPTE|REF)(?= [A-Z0-9+\-]*[0-9]))"
    rf"|/(?P<slash>{_AFTER_SLASH})(?![A-Z0-9/])|(?<= )/(?P<unknown>[A-Z]{{2,6}})(?= [A-Z0-9]))"
)
_MARKS_CUT = ("ID EMETTEUR/", "ECH/", "MDT/", "REF/", "LIB/", "/MOTIF", "/REFDO", "/FRM", "/BEN", "MOTIF:", "MANDAT")
CUT_LENGTHS = frozenset((17, 18, 31, 32, 49, 50))  # exports that cut at 18, 32 and 50, a blank may have gone with it


@dataclass(frozen=True, slots=True)
class Parts:
    """A label taken apart. `cut_mark`: the label ended inside a mark, which was dropped (`... ID E`)."""

    head: str
    fields: tuple[tuple[Part, str], ...]
    cut_mark: str = ""

    def first(self, part: Part) -> str:
        """The first value that is not empty under this meaning, "" when there is none."""
        return next((value for name, value in self.fields if name is part and value), "")

    def ends_with(self, part: Part) -> bool:
        """Whether the last field has this meaning: only that one can have been cut."""
        return bool(self.fields) and self.fields[-1][0] is part


def _without_cut_mark(text: str, cut: bool) -> tuple[str, str]:
    if not cut and "ECH/" not in text:
        return text, ""
    for size in range(2, 12):
        tail = text[-size:]
        if text[-size - 1 : -size] == " " and any(mark != tail and mark.startswith(tail) for mark in _MARKS_CUT):
            return text[: -size - 1].rstrip(), tail
    return text, ""


def parts(text: str, cut: bool) -> Parts:
    """Head and fields of a folded label without its opening; `cut` says that the export may have cut it."""
    text, lost = _without_cut_mark(text, cut)
    marks = list(_MARK.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    fields = tuple((_meaning(mark), text[mark.end() : end].strip(" :")) for mark, end in zip(marks, ends, strict=True))
    return Parts(text[: marks[0].start()].strip() if marks else text, fields, lost)


def _meaning(mark: re.Match[str]) -> Part:
    return _MEANING.get(mark[mark.lastgroup or 0], Part.OTHER)
