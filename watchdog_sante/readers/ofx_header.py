"""What can be told of an OFX file before its rows are read: whose it is, its declared page, whether it is whole.

Only this room knows the two headers of OFX (`OFXHEADER:100` and `<?OFX ...?>`) and their many broken forms: on one
line, inside a comment, without a blank line, absent. The header is never trusted, only listened to: a hint.
"""

import re

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.readers.text_encoding import decode

EXTENSIONS = (".ofx", ".qfx", ".qbo")
_HEADER = 4096  # bytes: no header is longer
_OPENS_OFX = re.compile(r"\s*(?:<\?xml[^<>]*>\s*|<!--\s*)*(?:OFXHEADER|<\?OFX|<OFX[\s>])", re.IGNORECASE)
_MARK = re.compile(r"OFXHEADER|<OFX(?:\s[^<>]*)?>", re.IGNORECASE)
_START = re.compile(r"<OFX(?:\s[^<>]*)?>", re.IGNORECASE)
_END = re.compile(r"</OFX\s*>", re.IGNORECASE)
_FIRST_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_WEB_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|script)[\s>]", re.IGNORECASE)
_PAGE = rb"((?:ISO-?|WINDOWS-|CP)?[0-9][0-9-]*|UTF-?8|UNICODE)"
_DECLARED = (
    re.compile(rb"""<\?xml[^<>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)""", re.IGNORECASE),
    re.compile(rb"ENCODING\s*:\s*" + _PAGE, re.IGNORECASE),
    re.compile(rb"CHARSET\s*:\s*" + _PAGE, re.IGNORECASE),
)


def claims(head: bytes, name: str) -> bool:
    """Whether this is OFX by its first bytes, or means to be by its name: then a refusal is ours to say."""
    if name.lower().endswith(EXTENSIONS):
        return True
    decoded = decode(head[:_HEADER])
    return decoded is not None and _OPENS_OFX.match(decoded.text) is not None


def declared_page(data: bytes) -> str:
    """The 8-bit page that either header names (`1252`, `ISO-8859-15` ...), or ""."""
    head = data[:_HEADER]
    for pattern in _DECLARED:
        if found := pattern.search(head):
            return found.group(1).decode("ascii")
    return ""


def why_unreadable(text: str) -> Sentence | None:
    """Why this text is no whole OFX document, with the remedy; None when it is one."""
    if not text.strip():
        return say("ofx.empty")
    if not _MARK.search(text):
        return say("ofx.web_page" if _WEB_PAGE.search(text[:_HEADER]) else "ofx.not_ofx")
    return None if _is_whole(text) else say("ofx.incomplete")


def _is_whole(text: str) -> bool:
    """Every document opened is closed, and the last tag closes one: a download that was cut ends anywhere else.

    Two forms of banks' own are whole too: no `<OFX>` after the header, but its end is there; and one lone `<OFX>` as
    the last word of the file instead of around the document.
    """
    starts, ends = len(_START.findall(text)), len(_END.findall(text))
    last = text[text.rfind("<") :]
    if _END.match(last):
        return starts == ends or (starts, ends) == (0, 1)
    first = _FIRST_TAG.search(text)
    return (starts, ends) == (1, 0) and bool(_START.match(last)) and first is not None and not _START.match(first[0])
