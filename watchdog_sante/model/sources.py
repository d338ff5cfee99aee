"""Files as the collector found them, and what became of each."""

from dataclasses import dataclass

from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.statements import Statement


@dataclass(frozen=True, slots=True)
class StatementFile:
    """Bytes of a file with the name to show and the folder it lay in (it may name the account)."""

    name: str  # path as a person would recognise it, escape sequences already made visible
    folder: str  # name of the folder the file lies in
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read."""

    file: str
    folder: str
    sha256: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file with a statement's extension that was not read, and why."""

    file: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Collected:
    """All files of one audit or one cycle, each in exactly one list."""

    sources: tuple[Source, ...]
    refused: tuple[RefusedFile, ...] = ()
    skipped: tuple[str, ...] = ()
