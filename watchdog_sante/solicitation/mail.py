"""A mail as it was saved (RFC 5322 and MIME, `.eml`): sender, subject, words, links, attachments, authentication."""

import email.errors
import email.header
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from watchdog_sante.model.solicitation import Authentication, Link
from watchdog_sante.solicitation.addresses import domain_of
from watchdog_sante.solicitation.pasted import mailbox
from watchdog_sante.solicitation.web_text import LONGEST, read_web

_HEADER = re.compile(
    rb"^(?:From|Received|Return-Path|MIME-Version|Subject|Date|Message-ID|Delivered-To|To|Reply-To"
    rb"|Content-Type|Authentication-Results|X-[A-Za-z\-]+|DKIM-Signature|ARC-[A-Za-z\-]+) ?:",
    re.I | re.M,
)
_PARTS = 200
_PASSED = re.compile(r"\b(?:dmarc|dkim)\s*=\s*pass\b", re.IGNORECASE)
_FAILED = re.compile(r"\bdmarc\s*=\s*(?:fail|permerror)\b", re.IGNORECASE)
_SPF_FAILED = re.compile(r"\bspf\s*=\s*(?:fail|softfail|permerror)\b", re.IGNORECASE)
_SIGNED_FOR = re.compile(r"\bdkim\s*=\s*pass\b[^;]*?header\.(?:d|i)\s*=\s*@?([\w.\-]+)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Content:
    """What the parts of a mail hold, gathered part by part."""

    plain: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)  # the words of HTML parts
    links: list[Link] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    pictures: int = 0
    asks_in_form: bool = False
    cut: bool = False

    @property
    def text(self) -> str:
        """What the person reads: the HTML when there is some, as mail programs show it, then the plain text."""
        return "\n".join([*self.shown, *self.plain])


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail taken apart."""

    subject: str
    sender_name: str
    sender_address: str
    reply_to: str
    return_path: str
    authentication: Authentication
    content: Content


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin as a saved mail does: at least two header lines before the first empty line."""
    head = data[:20_000].replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf \n").partition(b"\n\n")[0]
    return len(_HEADER.findall(head)) >= 2 and bool(_HEADER.match(head) or head.startswith(b"From "))


def read_mail(data: bytes) -> Mail:
    """Take a mail apart, however broken. Raises `RecursionError` on parts nested without end."""
    message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf \r\n"), policy=email.policy.compat32)
    name, address = mailbox(_header(message, "From"))
    content = Content()
    for number, part in enumerate(_leaves(message)):
        if number >= _PARTS:
            content.cut = True
            break
        _take(part, content)
    return Mail(
        _header(message, "Subject"),
        name,
        address,
        mailbox(_header(message, "Reply-To"))[1],
        mailbox(_header(message, "Return-Path"))[1],
        _authentication(message, domain_of(address)),
        content,
    )


def _leaves(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    for part in message.walk():
        if not part.is_multipart():
            yield part


def _header(message: "Message[str, str]", name: str) -> str:
    """A header's first value, its encoded words undone; what cannot be undone is kept as written."""
    value = next((value for found, value in message.raw_items() if found.lower() == name.lower()), None)
    if value is None:
        return ""
    # Bytes above 127, written without encoding, come as surrogates.
    written = _decoded(str(value).encode("utf-8", "surrogateescape"), "")
    try:
        text = "".join(_decoded(piece, charset or "") for piece, charset in email.header.decode_header(written))
    except (email.errors.HeaderParseError, ValueError):
        text = written
    return " ".join(text.replace("\0", " ").split())[:2000]


def _decoded(piece: bytes | str, charset: str) -> str:
    if isinstance(piece, str):
        return piece
    for name in (charset, "utf-8"):
        try:
            return piece.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return piece.decode("cp1252", "replace")


def _take(part: "Message[str, str]", content: Content) -> None:
    kind, name = part.get_content_type(), _file_name(part)
    attached = part.get_content_disposition() == "attachment" or (bool(name) and not kind.startswith("image/"))
    if kind.startswith("image/") and not attached:
        content.pictures += 1
    elif attached or not kind.startswith("text/"):
        content.attachments.append(name or kind)
    else:
        _take_words(part, kind, content)


def _file_name(part: "Message[str, str]") -> str:
    try:
        return _header_text(part.get_filename())
    except (LookupError, UnicodeError, ValueError):
        return "?"


def _header_text(value: str | None) -> str:
    return " ".join((value or "").replace("\0", " ").split())[:200]


def _take_words(part: "Message[str, str]", kind: str, content: Content) -> None:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    content.cut |= len(data) > 4 * LONGEST
    text = _decoded(data[: 4 * LONGEST], str(part.get_content_charset("") or ""))
    if kind != "text/html":
        content.plain.append(text)
        return
    web = read_web(text)
    content.shown.append(web.text)
    content.links += web.links
    content.pictures += web.pictures
    content.asks_in_form |= web.asks_in_form
    content.cut |= web.cut


def _authentication(message: "Message[str, str]", domain: str) -> Authentication:
    """The first Authentication-Results is the receiver's own: those below may be the sender's invention."""
    results = str(message.get("Authentication-Results") or "")
    if not results or not domain:
        return Authentication.UNKNOWN
    if _FAILED.search(results):
        return Authentication.FAILED
    signed = any(domain_of(f"x@{found}") == domain for found in _SIGNED_FOR.findall(results))
    if signed or re.search(r"\bdmarc\s*=\s*pass\b", results, re.IGNORECASE):
        return Authentication.PASSED
    if _SPF_FAILED.search(results) and not _PASSED.search(results):
        return Authentication.FAILED
    return Authentication.UNKNOWN
