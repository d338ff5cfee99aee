"""Files as the collector found them, and what became of each."""

import hashlib
from dataclasses import dataclass

from watchdog_sante.model.row_places import place_of
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import Statement

_COUNTED = (".ofx", ".qfx", ".qbo", ".xml")  # formats whose rows are operations, one after the other


def place_in(file: str, row: int) -> Sentence:
    """Where a row stands, for people: file, and line, page and line, or number of the operation (see `statements`)."""
    return say("report.place", file=file, place=number_in(file, row))


def number_in(file: str, row: int) -> Sentence:
    """The same without the name of the file."""
    name = file.lower()
    page, line = place_of(row)
    if name.endswith(".pdf") and page:
        return say("place.page_line", page=page, line=line)
    return say("report.operation_number" if name.endswith(_COUNTED) else "report.row_number", row=row)


@dataclass(frozen=True, slots=True)
class StatementFile:
    """Bytes of a file with the name to show and the folder it lay in (it may name the account)."""

    name: str  # path as a person would recognise it, escape sequences already made visible
    folder: str  # name of the folder the file lies in
    data: bytes
    sheet: str = ""  # the one table meant of a workbook that has several; "" = the whole file
    meant: bool = True  # False: only its folder holds it out (.txt, .xml); what no reader knows is then left aside

    @property
    def sha256(self) -> str:
        """What names these bytes; each table of a workbook has a name of its own."""
        mark = f"\n{self.sheet}".encode("utf-8", "surrogatepass") if self.sheet else b""
        return hashlib.sha256(self.data + mark).hexdigest()


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
