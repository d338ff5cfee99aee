"""From the bytes of a download to text: which encoding was really used, whatever the file says about itself.

Only this room knows about byte order marks and code pages. Order of trust: a byte order mark, the pattern of UTF-16,
UTF-8 that validates, the page the file declares, Windows-1252. Nothing here raises and everything is linear.
"""

import codecs
import re
from dataclasses import dataclass

_SAMPLE = 4096  # bytes that decide whether a text without a mark is UTF-16
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,29}")
_PAGES = re.compile(r"cp\d{3,4}|iso8859-\d{1,2}|mac-roman|koi8-r|big5|gbk|gb2312|shift_jis|euc_jp|euc_kr")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(128))
_WINDOWS = "cp1252"
_REPAIR = "watchdog-sante.cp1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its byte order mark, and the name of the encoding it was written in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """The text of `data`; `declared` is the page the file names (`1252`, `ISO-8859-15`, `UTF8`, `NONE` ...) or "".

    None means that it is no text: NUL bytes that are not those of UTF-16 or UTF-32 (an image, a disk's empty blocks).
    A byte that no page explains becomes U+FFFD: one strange byte never costs the file.
    """
    wide = _wide_encoding(data)
    if wide:
        return Decoded(_without_mark(data.decode(wide, errors="replace")), wide)
    if b"\0" in data:
        return None
    if _speaks_utf8(data):
        return Decoded(_without_mark(data.decode("utf-8", errors=_REPAIR)), "utf-8")
    page = _declared_page(declared)
    return Decoded(_without_mark(data.decode(page, errors="replace")), page)


def _without_mark(text: str) -> str:
    return text.lstrip("\ufeff")


def _wide_encoding(data: bytes) -> str:
    """UTF-32 or UTF-16 by its mark, or UTF-16 by its zeros: mostly Latin letters, so one byte of each pair is zero."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32-le" if data.startswith(codecs.BOM_UTF32_LE) else "utf-32-be"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    zeros_even, zeros_odd = even.count(0), odd.count(0)
    if zeros_even == 0 and zeros_odd * 2 > len(odd):
        return "utf-16-le"
    if zeros_odd == 0 and zeros_even * 2 > len(even):
        return "utf-16-be"
    return ""


def _speaks_utf8(data: bytes) -> bool:
    """Whether the accents are UTF-8: all of them, or most (a bank that cuts labels by bytes cuts a letter in two)."""
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        accents = len(data.translate(None, _ASCII))
        explained = sum(len(letter) for letter in _MULTIBYTE.findall(data))
        return explained * 2 > accents
    return True


def _declared_page(declared: str) -> str:
    """The codec of a declared 8-bit page; Windows-1252 when it is missing, unknown, or one that cp1252 extends."""
    label = declared.strip()
    if not _LABEL.fullmatch(label):
        return _WINDOWS
    for name in (label, f"cp{label}", f"iso-{label}"):
        try:
            page = codecs.lookup(name).name
        except LookupError:
            continue
        # Latin-1 has control characters where Windows-1252 has € and ’: no bank means those controls.
        if _PAGES.fullmatch(page) and page != "iso8859-1":
            return page
    return _WINDOWS


def _by_windows_page(error: UnicodeError) -> tuple[str, int]:
    """Read as Windows-1252 the bytes that are no UTF-8."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(_WINDOWS, errors="replace"), error.end


codecs.register_error(_REPAIR, _by_windows_page)
