"""`profiles list|test|draft`: which profile reads a file, how columns are understood, a draft for an unknown table."""

from dataclasses import dataclass
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.inbox import take, visible
from watchdog_sante.model.sources import RefusedFile, StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers import pdf, read_statement
from watchdog_sante.readers.csv_draft import Draft, draft
from watchdog_sante.readers.csv_understood import Understanding, understand
from watchdog_sante.readers.forms import Form, csv_profiles
from watchdog_sante.readers.printed_draft import draft_pdf
from watchdog_sante.readers.printed_understood import PrintedUnderstanding, understand_pdf
from watchdog_sante.readers.sheet import tables_of
from watchdog_sante.redaction import mask_for_showing

_HEAD = 1024  # bytes by which a PDF is known


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a file, or of one table of a workbook that has several; a file without columns as read."""

    name: str
    found: Understanding | PrintedUnderstanding | Statement | RefusedFile


def run_test(path: Path, profiles: tuple[Form, ...]) -> Result[tuple[Tried, ...]]:
    """How each table is understood column by column, a PDF line by line; other files as read; or why not (code 3)."""
    taken = take(path, visible(path.name))
    if isinstance(taken, RefusedFile):
        return Result((Tried(taken.file, taken),), ExitCode.REFUSED)
    tried = tuple(Tried(table.name, _try(table, profiles)) for table in tables_of(taken, csv_profiles(profiles)))
    return Result(tried, ExitCode.DONE if all(map(_is_whole, tried)) else ExitCode.REFUSED)


def _is_whole(tried: Tried) -> bool:
    found: object = tried.found
    if isinstance(found, Understanding):
        found = found.statement
    elif isinstance(found, PrintedUnderstanding):
        return isinstance(found.answer, Statement)
    return isinstance(found, Statement) and not found.rejected


def _try(
    file: StatementFile, profiles: tuple[Form, ...]
) -> Understanding | PrintedUnderstanding | Statement | RefusedFile:
    if pdf.claims(file.data[:_HEAD], file.name):
        printed = understand_pdf(file.data, profiles)
        return RefusedFile(file.name, printed.reason) if isinstance(printed, Rejection) else printed
    read = read_statement(file, profiles)
    if not isinstance(read, Rejection) and _has_columns(read, profiles):
        understood = understand(file.data, csv_profiles(profiles), file.name, file.sheet)
        return RefusedFile(file.name, understood.reason) if isinstance(understood, Rejection) else understood
    return RefusedFile(file.name, read.reason) if isinstance(read, Rejection) else read


def _has_columns(read: Statement, profiles: tuple[Form, ...]) -> bool:
    return read.profile in {profile.name for profile in csv_profiles(profiles)}


def run_draft(path: Path, profiles: tuple[Form, ...]) -> Result[Draft | RefusedFile]:
    """A profile proposed for a table that none reads, to be finished by the person; or why none can be proposed."""
    taken = take(path, visible(path.name))
    if isinstance(taken, StatementFile):
        printed = pdf.claims(taken.data[:_HEAD], taken.name)
        proposed = (
            draft_pdf(taken.data, mask_for_showing(path.stem), profiles)
            if printed
            else draft(taken.data, mask_for_showing(path.name), csv_profiles(profiles))
        )
        if not isinstance(proposed, Rejection):
            return Result(proposed, ExitCode.DONE)
        taken = RefusedFile(taken.name, proposed.reason)
    return Result(taken, ExitCode.REFUSED)
