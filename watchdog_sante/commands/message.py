"""`message [FILE|-]`: is a received SMS or e-mail what it claims to be? Nothing is stored, nothing leaves."""

from dataclasses import dataclass
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import read_files
from watchdog_sante.evidence import Evidence, assemble
from watchdog_sante.inbox import Listing
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.solicitation import Opinion, Verdict
from watchdog_sante.model.sources import Collected, RefusedFile
from watchdog_sante.package_data import knowledge
from watchdog_sante.places import watcher_folder
from watchdog_sante.readers.forms import Form
from watchdog_sante.settings import Settings
from watchdog_sante.solicitation import judge, read_letter
from watchdog_sante.store import facts, open_watcher
from watchdog_sante.store.opening import WATCHER

LARGEST_READ = 30_000_001  # bytes: one more than what `read_letter` takes


@dataclass(frozen=True, slots=True)
class Examined:
    """The opinion, or why the message cannot be read; and the statements that could not be compared."""

    opinion: Opinion | None
    unreadable: Sentence | None = None
    refused: tuple[RefusedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """What the message is compared with; `evidence` is None when there is nothing at hand."""

    evidence: Evidence | None = None
    refused: tuple[RefusedFile, ...] = ()


def named_statements(listing: Listing, profiles: tuple[Form, ...], settings: Settings) -> Statements:
    """Read the statements named on the command line."""
    read = read_files(listing.files, profiles)
    return Statements(assemble(read, settings.as_household(), knowledge()), read.refused)


def stored_statements(state: Path, settings: Settings) -> Statements:
    """What the store holds, when there is one. Raises a `StoreError` with its sentence."""
    folder = watcher_folder(state)
    if not (folder / f"{WATCHER.name}.db").is_file():
        return Statements()
    with open_watcher(folder) as watcher:
        sources = facts.load_sources(watcher)
    if not sources:
        return Statements()
    return Statements(assemble(Collected(sources, ()), settings.as_household(), knowledge()))


def run(data: bytes, statements: Statements, settings: Settings) -> Result[Examined]:
    """Give an opinion. Exit code 3 when the message or a statement could not be read, else 1 for signs of fraud."""
    letter = read_letter(data)
    if isinstance(letter, Sentence):
        return Result(Examined(None, letter, statements.refused), ExitCode.REFUSED)
    opinion = judge(letter, statements.evidence, settings.as_household(), knowledge())
    if statements.refused:
        code = ExitCode.REFUSED
    else:
        code = ExitCode.FINDINGS if opinion.verdict is Verdict.FRAUD else ExitCode.DONE
    return Result(Examined(opinion, refused=statements.refused), code)
