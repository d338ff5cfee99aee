"""A received message as values: what it holds, what was noticed in it, and the opinion given."""

from dataclasses import dataclass, field
from enum import StrEnum

from watchdog_sante.model.sentences import Sentence


class Verdict(StrEnum):
    """Never "safe": what is not noticed may still be there."""

    FRAUD = "fraud"
    DOUBT = "doubt"
    NOTHING = "nothing"


class Authentication(StrEnum):
    """What the receiver's mail server says of the sender's domain (RFC 8601)."""

    PASSED = "passed"  # DKIM or DMARC passed for the very domain of the From address
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads (`target`, as written), and the words shown for it when they differ."""

    target: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that could be read. NIR, card and account numbers are masked already in `subject` and `text`."""

    text: str
    is_mail: bool = False
    subject: str = ""
    sender_name: str = ""  # display name of a mail, or the sender of an SMS when it is no number
    sender_address: str = ""
    sender_number: str = ""
    reply_to: str = ""
    return_path: str = ""
    authentication: Authentication = Authentication.UNKNOWN
    links: tuple[Link, ...] = ()
    attachments: tuple[str, ...] = ()
    pictures: int = 0
    asks_in_form: bool = False
    cut: bool = False  # longer than what is looked at
    masked_numbers: bool = False
    accounts: tuple[str, ...] = ()  # IBANs in the text whose key checks, masked: country and last four


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing noticed: its stable key, how much it counts, and the sentence that says it."""

    key: str
    points: int
    text: Sentence


@dataclass(frozen=True, slots=True)
class Opinion:
    """The answer: verdict, what was noticed (weightiest first), what the statements say, and the safe way."""

    verdict: Verdict
    signs: tuple[Sign, ...]
    statements_say: tuple[Sentence, ...]
    safe_way: tuple[Sentence, ...]
    notes: tuple[Sentence, ...] = field(default=())
