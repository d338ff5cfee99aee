"""What a file is when it is no statement: empty, web page, image, archive ... each with its remedy.

Only the first bytes are looked at (and, for a file of blanks, as far as blanks go): any size costs the same.
"""

import re

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.readers.text_encoding import decode

_HEAD = 4096
_SIGNATURES = (
    (b"\x89PNG", "refused.image"),
    (b"\xff\xd8\xff", "refused.image"),
    (b"GIF8", "refused.image"),
    (b"BM", "refused.image"),
    (b"II*\0", "refused.image"),
    (b"MM\0*", "refused.image"),
    (b"\x1f\x8b", "refused.compressed"),
    (b"PK\x03\x04", "refused.compressed"),
    (b"7z\xbc\xaf", "refused.compressed"),
    (b"Rar!", "refused.compressed"),
)
_PHOTOGRAPHS = (b"ftypheic", b"ftypmif1", b"ftypavif", b"WEBPVP")
_WEB_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
_SWIFT = re.compile(r"^\s*(?:\{1:|:(?:20|25|28C?|60[FM]|61|62[FM]|64|86|940):)", re.MULTILINE)
_ISO20022 = re.compile(r"iso:std:iso:20022:tech:xsd:(?!camt\.05[234])", re.IGNORECASE)


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
    return "refused.image" if any(mark in head[:32] for mark in _PHOTOGRAPHS) else ""


def _is_binary(head: bytes) -> bool:
    """Whether bytes stand in it that no text has: "BM" may also begin a label."""
    return b"\0" in head or any(byte < 9 for byte in head)


def _by_words(text: str) -> Sentence | None:
    if "<OFX" in text.upper() or "OFXHEADER" in text.upper():
        return None
    if _WEB_PAGE.search(text):
        return say("refused.web_page")
    if _SWIFT.search(text):
        return say("refused.other_format", format="MT940")
    if _ISO20022.search(text):
        return say("refused.other_format", format="ISO 20022")
    return None
