"""A message as a person pastes it: perhaps with lines such as "De : ..." or "Objet : ..." on top, then the words."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"^[ >*]{0,4}(?P<name>[^\W\d_][^:\n]{0,30}?)\s?:\s*(?P<value>.*)$")
_ROLES = {
    "sender": ("de", "from", "expediteur", "sender", "sms de", "message de", "numero", "from number", "envoye par"),
    "subject": ("objet", "subject", "sujet"),
    "reply": ("repondre a", "reply-to", "reply to", "répondre à"),
    "other": ("a", "à", "to", "pour", "date", "envoye", "envoyé", "sent", "cc", "recu le", "reçu le", "heure", "type"),
}
_ROLE = {name: role for role, names in _ROLES.items() for name in names}
_MAILBOX = re.compile(r"(?<![\w.+'%\-])[\w.+'%\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}")
_TELEPHONE = re.compile(r"^[+0-9][0-9 .()\-]{2,20}$")
_TITLED = re.compile(
    r"^\s*\[?(?:sms|mms|message|texto)\s+(?:re[çc]u\s+)?(?:de|du|from)\s+(?P<sender>[^:\]\n]{2,40}?)\s*[:\]]\s*$",
    re.IGNORECASE,
)
_NOTED = re.compile(r"^\s*[\[(]?\s*(?:sms|mms|texto)\s*(?:[\])]|:|de\b|from\b)?\s*[:\-–]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """The parts of a pasted message; what it does not say is empty."""

    text: str
    subject: str = ""
    sender_name: str = ""
    sender_address: str = ""
    sender_number: str = ""
    reply_to: str = ""


def _fold(name: str) -> str:
    return name.strip().lower().replace("é", "e").replace("è", "e").replace("ê", "e")


def mailbox(value: str) -> tuple[str, str]:
    """Display name and address of `Ameli <x@y.fr>`; either may be empty. A name that is an address is still a name."""
    found = _MAILBOX.search(value, value.rfind("<") + 1) or _MAILBOX.search(value)
    if not found:
        return value.strip(" <>\"'"), ""
    return value[: found.start()].strip(" <>\"'([") or "", found.group()


def read_pasted(text: str) -> Pasted:
    """Take the lines on top that name a sender or a subject apart from the words."""
    lines = text.strip("\n").split("\n")
    parts: dict[str, str] = {}
    at = 0
    while at < len(lines) and at < 12:
        line = lines[at]
        if not line.strip() or _NOTED.match(line):
            at += 1
            continue
        role, value = _role(line)
        if not role:
            break
        parts.setdefault(role, value)
        at += 1
    return _assembled(parts, "\n".join(lines[at:]))


def _role(line: str) -> tuple[str, str]:
    """What a line on top names, and the value; ("", "") for a line of the message itself."""
    if _TELEPHONE.match(line.strip()) and sum(letter.isdigit() for letter in line) >= 5:
        return "sender", line.strip()
    if titled := _TITLED.match(line):
        return "sender", titled["sender"].strip()
    found = _LINE.match(line)
    role = _ROLE.get(_fold(found["name"]), "") if found else ""
    return role, found["value"].strip() if found else ""


def _assembled(parts: dict[str, str], text: str) -> Pasted:
    sender = parts.get("sender", "")
    number = sender if _TELEPHONE.match(sender) else ""
    name, address = ("", "") if number else mailbox(sender)
    return Pasted(
        text,
        parts.get("subject", ""),
        name,
        address,
        number,
        mailbox(parts.get("reply", ""))[1],
    )
