"""What a file is when it is no statement: empty, web page, spreadsheet, image ... each with its remedy.

Only the first bytes are looked at (and, for a file of blanks, as far as blanks go): any size costs the same.
"""

import re

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.readers.text_encoding import decode

_HEAD = 4096
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "refused.spreadsheet"),  # Excel before 2007
    (b"\x89PNG", "refused.image"),
    (b"\xff\xd8\xff", "refused.image"),
    (b"GIF8", "refused.image"),
    (b"BM", "refused.image"),
    (b"II*\0", "refused.image"),
    (b"MM\0*", "refused.image"),
    (b"\x1f\x8b", "refused.compressed"),
    (b"7z\xbc\xaf", "refused.compressed"),
    (b"Rar!", "refused.compressed"),
)
_SPREADSHEETS = (b"xl/", b"[Content_Types].xml", b"application/vnd.oasis.opendocument.spreadsheet")
_PHOTOGRAPHS = (b"ftypheic", b"ftypmif1", b"ftypavif", b"WEBPVP")
_WEB_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
_QIF = re.compile(r"\s*!(?:type|account|option)\b", re.IGNORECASE)
_SWIFT = re.compile(r"\s*(?:\{1:|:20:|:940:)")
_CAMT = re.compile(r"iso:std:iso:20022|<BkToCstmr", re.IGNORECASE)


def why_no_statement(data: bytes) -> Sentence | None:
    """The sentence for a file that no reader could read, whatever its name; None when it may be a statement."""
    head = data[:_HEAD]
    if not head.strip() and not data.strip():
        return say("refused.empty")
    if not head.strip(b"\0"):
        return say("refused.zeros")
    if signed := _by_signature(head):
        return say(signed)
    decoded = decode(head)
    if decoded is None:
        return None if head.lstrip(b"\0").startswith((b"OFX", b"<")) else say("refused.binary")
    if not decoded.text.strip() and len(data) <= _HEAD:
        return say("refused.empty")  # a byte order mark and nothing else
    return _by_words(decoded.text)


def _by_signature(head: bytes) -> str:
    for signature, key in _SIGNATURES:
        if head.startswith(signature) and (key != "refused.image" or _is_binary(head)):
            return key
    if head.startswith(b"PK\x03\x04"):
        return "refused.spreadsheet" if any(mark in head for mark in _SPREADSHEETS) else "refused.compressed"
    return "refused.image" if any(mark in head[:32] for mark in _PHOTOGRAPHS) else ""


def _is_binary(head: bytes) -> bool:
    """Whether bytes stand in it that no text has: "BM" may also begin a label."""
    return b"\0" in head or any(byte < 9 for byte in head)


def _by_words(text: str) -> Sentence | None:
    if "<OFX" in text.upper() or "OFXHEADER" in text.upper():
        return None
    if _WEB_PAGE.search(text):
        return say("refused.web_page")
    for pattern, name in ((_QIF, "QIF"), (_SWIFT, "MT940"), (_CAMT, "CAMT")):
        if pattern.match(text) or (pattern is _CAMT and pattern.search(text)):
            return say("refused.other_format", format=name)
    return None
