"""What became of each file of the inbox: read, refused, waiting, or being read just now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from watchdog_sante.model.sentences import Sentence


class InboxState(StrEnum):
    """`READING` is written before a file is opened: a process that dies leaves the name of the file that killed it."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """A file as it was last looked at; `size` in bytes and `changed_ns` (mtime) tell whether it changed since."""

    path: str
    size: int
    changed_ns: int
    state: InboxState
    since: datetime
    sha256: str = ""
    reason: Sentence | None = None
