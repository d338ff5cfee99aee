"""Links written in plain words: with or without `https://`, brackets around the dots, a blank before `.com`."""

import re

from watchdog_sante.model.solicitation import Link
from watchdog_sante.solicitation.addresses import has_known_ending

_MASKED_DOT = re.compile(r"\s?[\[({]\s?(?:\.|dot|point)\s?[\])}]\s?", re.IGNORECASE)
_MASKED_SCHEME = re.compile(r"\bh(?:xx|\*\*|tt)p(s?)\s?(?::|\[:\])\s?//\s?", re.IGNORECASE)
_SPACED_ENDING = re.compile(r"(?<=[a-z0-9])\s\.\s?(?=(?:com|fr|net|info|org|eu|top|xyz)\b)", re.IGNORECASE)
_WITH_SCHEME = re.compile(r"\b[a-z][a-z0-9+.\-]{1,15}://[^\s<>\"'«»|]{1,1500}", re.IGNORECASE)
_ODD = re.compile(r"\b(?:javascript|data|file|vbscript|intent|ftp):[^\s<>\"'«»]{3,300}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@.\-/:%])(?P<host>(?:[^\W_](?:[\w\-]{0,62})\.)+[^\W\d_]{2,24})(?![\w@])(?P<rest>(?::[0-9]{2,5})?/[^\s<>\"'«»|]*)?"
)
_TAIL = ".,;:!?)]}…'’\""
_MAIL = re.compile(r"(?<![\w.+'%\-])[\w.+'%\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}")
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|jpe?g|png|zip|html?|php|exe|apk|txt|csv|eml|ics)$", re.IGNORECASE)


def uncovered(text: str) -> str:
    """The text with the usual disguises of links taken off (`ameli[.]fr`, `hxxps://`, `ameli .com`)."""
    return _SPACED_ENDING.sub(".", _MASKED_DOT.sub(".", _MASKED_SCHEME.sub(r"http\1://", text)))


def mail_addresses(text: str) -> tuple[str, ...]:
    """The mail addresses written in the text, in lower case."""
    return tuple(dict.fromkeys(found.lower() for found in _MAIL.findall(text)))


def links_in(text: str) -> tuple[Link, ...]:
    """The links written in the text, each once, in order."""
    plain = uncovered(text)
    found = [match.group().rstrip(_TAIL) for match in _WITH_SCHEME.finditer(plain)]
    found += [match.group().rstrip(_TAIL) for match in _ODD.finditer(plain)]
    rest = _MAIL.sub(" ", _WITH_SCHEME.sub(" ", plain))
    found += [match.group().rstrip(_TAIL) for match in _BARE.finditer(rest) if _is_host(match["host"], match["rest"])]
    return tuple(Link(target) for target in dict.fromkeys(found))


def _is_host(host: str, rest: str | None) -> bool:
    """A host, not two sentences without a blank between (`fin.Merci`) nor a file's name."""
    ending = host.rpartition(".")[2]
    if _FILE_ENDING.search(host) or not has_known_ending(host):
        return False
    same_case = ending.islower() or host.isupper()
    return bool(rest) or host.lower().startswith("www.") or same_case
