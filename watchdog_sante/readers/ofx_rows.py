"""The inside of one OFX row (`STMTTRN`), as the bank wrote it: raw texts by their meaning.

Only this room knows which tags a row may hold. Nearly every row is flat and made of known tags: one regular expression
takes it apart. The others go the careful way: nested aggregates, empty closed tags, text that looks like a tag
(`<NAME>REMB <CPAM> 75` is a label, not a tag `CPAM`), a value given twice.
"""

import re
from typing import NamedTuple

_FLAT = re.compile(r"<([A-Z0-9]+)>([^<]*)(</\1>)?")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9_.]*)\s*(/?)>")
_TEXTS = frozenset({"NAME", "MEMO", "EXTDNAME"})
_VALUES = _TEXTS | frozenset(
    "TRNTYPE DTPOSTED DTUSER DTAVAIL DTTRAN DTEXPIRE TRNAMT FITID CORRECTFITID CORRECTACTION SRVRTID SRVRTID2 CHECKNUM"
    " REFNUM SIC PAYEEID PAYEEID2 INV401KSOURCE MEMO2 CATEGORY".split()
)
_INSIDE = {
    "PAYEE": frozenset("NAME ADDR1 ADDR2 ADDR3 CITY STATE POSTALCODE COUNTRY PHONE".split()),
    "BANKACCTTO": frozenset("BANKID BRANCHID ACCTID ACCTTYPE ACCTKEY".split()),
    "CCACCTTO": frozenset("ACCTID ACCTKEY".split()),
    "CURRENCY": frozenset("CURRATE CURSYM".split()),
    "ORIGCURRENCY": frozenset("CURRATE CURSYM".split()),
    "IMAGEDATA": frozenset("IMAGETYPE IMAGEREF IMAGEREFTYPE IMAGEDELAY DTIMAGEAVAIL IMAGETTL CHECKSUP".split()),
}


class RawRow(NamedTuple):
    """A row's texts, "" for each that is absent."""

    posted: str  # DTPOSTED
    available: str  # DTAVAIL: the value date
    amount: str
    kind: str  # TRNTYPE
    fitid: str
    check_number: str
    name: str
    payee: str  # NAME of the PAYEE aggregate
    extended_name: str
    memo: str
    currency: str  # of this row, when it is not the statement's


def read_row(inside: str) -> RawRow:
    """Take the inside of a row apart."""
    values = _flat(inside)
    if values is None:
        values = _careful(inside)
    get = values.get
    return RawRow(
        get("DTPOSTED", "").strip(),
        get("DTAVAIL", "").strip(),
        get("TRNAMT", "").strip(),
        get("TRNTYPE", "").strip(),
        get("FITID", "").strip(),
        get("CHECKNUM", "").strip(),
        get("NAME", ""),
        get("PAYEE.NAME", ""),
        get("EXTDNAME", ""),
        get("MEMO", ""),
        get("CURRENCY.CURSYM", "").strip(),
    )


def _flat(inside: str) -> dict[str, str] | None:
    """The values of a row of known tags, each there once and none nested; None when it is any other row."""
    found = _FLAT.findall(inside)
    values = {tag: text for tag, text, _ in found}
    marks = len(found) + sum(1 for _, _, closing in found if closing)
    if len(values) != len(found) or inside.count("<") != marks or not values.keys() <= _VALUES:
        return None
    return values


def _careful(inside: str) -> dict[str, str]:
    row = _CarefulRow()
    pieces = _TAG.split(inside)
    for at in range(1, len(pieces), 4):
        closing, name, empty, text = pieces[at : at + 4]
        row.tag(bool(closing), name, bool(empty), text)
    return {tag: " ".join("".join(parts) for parts in texts) for tag, texts in row.values.items()}


class _CarefulRow:
    """One row's values so far: per tag its texts, each a list of pieces."""

    def __init__(self) -> None:
        self.values: dict[str, list[list[str]]] = {}
        self._aggregate = ""
        self._label: list[str] | None = None  # the pieces of the NAME or MEMO that is open and still on its line

    def tag(self, closing: bool, name: str, empty: bool, text: str) -> None:
        """Take in one tag and the text that follows it."""
        tag = name.upper()
        if self._is_structure(tag):
            self._label = None
            if tag in _INSIDE:
                self._aggregate = "" if closing else tag
            elif not closing:
                self._value(tag, "" if empty else text)
        elif self._label is not None:
            written = f"<{'/' * closing}{name}{'/' * empty}>"
            self._label.append(written + text)
            if _has_line_end(text):
                self._label = None

    def _is_structure(self, tag: str) -> bool:
        """A tag of OFX here; an unknown one is a vendor's, unless it stands within the line of an open label."""
        if tag in _VALUES or tag in _INSIDE or tag in _INSIDE.get(self._aggregate, ()):
            return True
        return self._label is None or "." in tag

    def _value(self, tag: str, text: str) -> None:
        inside = self._aggregate
        if inside and tag not in _INSIDE[inside]:
            if tag in _VALUES:
                self._aggregate = inside = ""  # it was never closed
            else:
                return
        key = f"{inside}.{tag}" if inside else tag
        pieces = [text]
        if key in _TEXTS:
            self.values.setdefault(key, []).append(pieces)  # several tags, one text
        else:
            self.values.setdefault(key, [pieces])
        if tag in _TEXTS and not _has_line_end(text.lstrip()):
            self._label = pieces


def _has_line_end(text: str) -> bool:
    return "\n" in text or "\r" in text
