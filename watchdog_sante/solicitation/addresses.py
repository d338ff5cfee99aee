"""Links and mail addresses taken apart, and the part of a host that someone had to register.

Only this room knows the public suffix list (bundled with publicsuffixlist; nothing is looked up online).
"""

import ipaddress
import re
from dataclasses import dataclass
from functools import cache

from publicsuffixlist import PublicSuffixList

_LINK = re.compile(r"^(?:(?P<scheme>[a-z][a-z0-9+.\-]*):)?(?://)?(?P<authority>[^/?#\\]*)(?P<rest>.*)$", re.I | re.S)
_HARMLESS = frozenset({"mailto", "tel", "sms", "cid", "geo"})
_WEB = frozenset({"http", "https", "hxxp", "hxxps"})
_ESCAPED = re.compile(r"%([0-9a-f]{2})", re.IGNORECASE)
_NUMERIC = re.compile(r"^(?:0x[0-9a-f]+|[0-9]+)$")


@dataclass(frozen=True, slots=True)
class Address:
    """A link's target: `host` in lower case with punycode undone, `registered` its registrable domain ("" if none)."""

    scheme: str
    host: str
    registered: str
    has_user: bool = False
    is_number: bool = False
    punycode: bool = False
    rented: bool = False  # under a private suffix: a page that anyone could put there
    path: str = ""

    @property
    def is_web(self) -> bool:
        """Whether following it opens a page."""
        return self.scheme in _WEB

    @property
    def harmless(self) -> bool:
        """A mail address, a telephone number or a picture of the message itself."""
        return self.scheme in _HARMLESS


@cache
def _suffixes(only_icann: bool) -> PublicSuffixList:
    return PublicSuffixList(only_icann=only_icann)


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else ".".join(_ascii_label(label) for label in host.split("."))
    except (UnicodeError, ValueError):
        return host


def _ascii_label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"


@cache
def registrable(host: str) -> str:
    """The registrable domain of a host, punycode undone: `assure.ameli.fr` gives `ameli.fr`; "" when there is none."""
    found = _suffixes(True).privatesuffix(_ascii(host.lower().strip(".")))
    return ".".join(map(_readable, found.split("."))) if found else ""


@cache
def has_known_ending(host: str) -> bool:
    """Whether the host ends as hosts do (`.fr`, `.co.uk`), rather than as a word after a full stop."""
    return _suffixes(True).publicsuffix(_ascii(host.lower()), accept_unknown=False) is not None


def _is_number(host: str) -> bool:
    bare = host.strip("[]")
    if _NUMERIC.match(bare.rpartition(".")[2]) and all(map(_NUMERIC.match, bare.split("."))):
        return True
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return False
    return True


def _is_rented(host: str) -> bool:
    whole, icann = (_suffixes(only).publicsuffix(_ascii(host)) for only in (False, True))
    return whole != icann and whole != _ascii(host)


def take_apart(link: str) -> Address:
    """Any link as written; what cannot be understood has no host."""
    found = _LINK.match(link.strip()[:2000])
    if not found:
        return Address("", "", "")
    scheme = (found["scheme"] or "http").lower()
    authority = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found["authority"])
    if scheme not in _WEB and "." in scheme:  # `ameli.fr:8080/...` has no scheme
        authority, scheme = scheme, "http"
    user, at, host = authority.rpartition("@")
    host = host.lower().strip(".")
    if not host.startswith("["):
        host = host.partition(":")[0]
    readable = ".".join(map(_readable, host.split(".")))
    if scheme not in _WEB:
        return Address(scheme, "", "")
    return Address(
        scheme,
        readable,
        registrable(host) if not _is_number(host) else "",
        has_user=bool(at) and bool(user),
        is_number=_is_number(host),
        punycode=readable != host or not host.isascii(),
        rented=bool(host) and not _is_number(host) and _is_rented(host),
        path=found["rest"],
    )


def domain_of(mail_address: str) -> str:
    """The registrable domain of a mail address, "" when it has none."""
    return registrable(mail_address.rpartition("@")[2]) if "@" in mail_address else ""


def under(host: str, domains: frozenset[str]) -> bool:
    """Whether the host is one of the domains or under one (`a.b.fr` is under `b.fr`, `xb.fr` is not)."""
    parts = host.split(".")
    return any(".".join(parts[start:]) in domains for start in range(len(parts)))
