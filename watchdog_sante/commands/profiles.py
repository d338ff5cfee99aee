"""`profiles list|test|draft`: which profile reads a file, how columns are understood, a draft for an unknown CSV."""

from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.inbox import take, visible
from watchdog_sante.model.sources import RefusedFile, StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers import read_statement
from watchdog_sante.readers.csv_draft import Draft, draft
from watchdog_sante.readers.csv_understood import Understanding, understand
from watchdog_sante.readers.forms import Form, csv_profiles


def run_test(path: Path, profiles: tuple[Form, ...]) -> Result[Understanding | Statement | RefusedFile]:
    """How a CSV is understood column by column; an OFX file as read; or why the file is refused (exit code 3)."""
    taken = take(path, visible(path.name))
    if isinstance(taken, RefusedFile):
        return Result(taken, ExitCode.REFUSED)
    read = read_statement(taken, profiles)
    if isinstance(read, Rejection):
        return Result(RefusedFile(taken.name, read.reason), ExitCode.REFUSED)
    understood = understand(taken.data, csv_profiles(profiles)) if _has_columns(read, profiles) else read
    if isinstance(understood, Rejection):
        return Result(RefusedFile(taken.name, understood.reason), ExitCode.REFUSED)
    return Result(understood, ExitCode.REFUSED if read.rejected else ExitCode.DONE)


def _has_columns(read: Statement, profiles: tuple[Form, ...]) -> bool:
    return read.profile in {profile.name for profile in csv_profiles(profiles)}


def run_draft(path: Path, profiles: tuple[Form, ...]) -> Result[Draft | RefusedFile]:
    """A profile proposed for a CSV that none reads, to be finished by the person; or why none can be proposed."""
    taken = take(path, visible(path.name))
    if isinstance(taken, StatementFile):
        proposed = draft(taken.data, path.stem, csv_profiles(profiles))
        if not isinstance(proposed, Rejection):
            return Result(proposed, ExitCode.DONE)
        taken = RefusedFile(taken.name, proposed.reason)
    return Result(taken, ExitCode.REFUSED)
