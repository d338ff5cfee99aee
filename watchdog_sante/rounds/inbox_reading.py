"""What the inbox says since the last look: files read, refused or left waiting, each with its line in the ledger.

Before a file is opened its name is committed as `reading`: a process that dies leaves the name of the file that killed
it. Since a power cut looks the same, such a file is read once more; the second death refuses it, until the next day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from watchdog_sante import __version__
from watchdog_sante.drop_folder import Found, StillWritten, look, take
from watchdog_sante.inbox import visible
from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.sources import RefusedFile, Source, StatementFile
from watchdog_sante.model.statements import Rejection
from watchdog_sante.readers import is_statement_name, is_unknown, may_be_statement_name, read_statement
from watchdog_sante.readers.archive import is_archive_name, open_archive
from watchdog_sante.readers.forms import Form, csv_profiles
from watchdog_sante.readers.sheet import tables_of
from watchdog_sante.store import Database, health, inbox_ledger

MOST_ROWS = 200_000
_APART = timedelta(seconds=10)  # between two looks that find a file unchanged
_EMPTY_PATIENCE = timedelta(hours=1)  # a browser puts an empty file in the place of one to come
_TRIED_AGAIN = timedelta(days=1)  # two cuts of the power may have met the same innocent file
_DIED = say("inbox.died")
_KILLS = say("inbox.kills")


@dataclass(frozen=True, slots=True)
class Taken:
    """What is new: sources to keep, ledger lines to write, ledger lines of files that are gone."""

    sources: tuple[Source, ...] = ()
    entries: tuple[InboxEntry, ...] = ()
    gone: tuple[str, ...] = ()


def program_mark() -> str:
    """The job whose success says that this version has looked at every file: a better reader reads them again."""
    return f"program {__version__}"


def take_in(db: Database, folders: Sequence[Path], profiles: tuple[Form, ...], now: datetime) -> Taken:
    """Read what is new and whole. Commits only the ledger's `reading` marks; the caller writes the rest."""
    known = {entry.path: entry for entry in inbox_ledger.entries(db)}
    again = health.last_success(db, program_mark()) is None
    sources: list[Source] = []
    entries: list[InboxEntry] = []
    places: set[str] = set()
    for found in look(folders):
        perhaps = may_be_statement_name(found.name)
        if not (perhaps or is_statement_name(found.name) or is_archive_name(found.name)):
            continue
        if perhaps and found.fault:
            continue
        place = visible(str(found.path))
        places.add(place)
        entry = known.get(place)
        if entry is not None and _settled(entry, found, now) and not again:
            continue
        read, written = _look_into(db, found, place, entry, profiles, now)
        sources += read
        entries += written
    kept = {entry.path for entry in entries}
    gone = tuple(
        path for path in known if path not in kept and path not in places and not _is_member(path, places - kept)
    )
    return Taken(tuple(sources), tuple(entries), gone)


def _settled(entry: InboxEntry, found: Found, now: datetime) -> bool:
    if entry.reason == _KILLS and abs(now - entry.since) >= _TRIED_AGAIN:
        return False
    same = (entry.size, entry.changed_ns) == (found.size, found.changed_ns)
    return same and entry.state in (InboxState.READ, InboxState.REFUSED)


def _is_member(path: str, archives: Iterable[str]) -> bool:
    return any(path.startswith(f"{archive}/") for archive in archives)


def _look_into(
    db: Database, found: Found, place: str, entry: InboxEntry | None, profiles: tuple[Form, ...], now: datetime
) -> tuple[list[Source], list[InboxEntry]]:
    """One file: its sources and its lines for the ledger."""
    same = entry is not None and (entry.size, entry.changed_ns) == (found.size, found.changed_ns)
    line = InboxEntry(place, found.size, found.changed_ns, InboxState.WAITING, now)
    if entry is not None and same:
        line = replace(line, since=entry.since, reason=entry.reason if entry.state is InboxState.WAITING else None)
    if found.fault:
        return [], [_refused(line, found.fault, now)]
    died = entry is not None and same and entry.state is InboxState.READING
    if died and entry is not None and entry.reason == _DIED:
        return [], [_refused(line, _KILLS, now)]
    if not found.size and now - line.since < _EMPTY_PATIENCE:
        return [], [replace(line, reason=say("inbox.empty"))]
    inbox_ledger.put(db, replace(line, state=InboxState.READING, since=now, reason=_DIED if died else None))
    try:
        taken = take(found, visible(found.name), sure=same and now - line.since >= _APART)
    except StillWritten:
        waits = replace(line, reason=say("inbox.still_written"))
        inbox_ledger.put(db, waits)
        return [], [waits]
    if isinstance(taken, StatementFile) and may_be_statement_name(found.name):
        taken = replace(taken, meant=False)
    read = _read(taken, found.name, profiles)
    inbox_ledger.put(db, replace(line, since=now, reason=None))  # it did not kill: what comes later is no fault of its
    if not read and not is_archive_name(found.name):  # no statement after all: nothing is kept of it
        inbox_ledger.drop(db, (place,))
        return [], []
    return _told(read, line, taken.name if isinstance(taken, StatementFile) else taken.file, now)


def _read(taken: StatementFile | RefusedFile, name: str, profiles: tuple[Form, ...]) -> list[Source | RefusedFile]:
    opened: Iterator[StatementFile | RefusedFile] = iter([taken])
    if isinstance(taken, StatementFile) and is_archive_name(name):
        opened = open_archive(taken)
    answers = (_one(table, profiles) for file in opened for table in _tables(file, profiles))
    return [answer for answer in answers if answer is not None]


def _tables(file: StatementFile | RefusedFile, profiles: tuple[Form, ...]) -> Iterable[StatementFile | RefusedFile]:
    return tables_of(file, csv_profiles(profiles)) if isinstance(file, StatementFile) else (file,)


def _one(file: StatementFile | RefusedFile, profiles: tuple[Form, ...]) -> Source | RefusedFile | None:
    """What became of one file; None when nothing called it a statement and it is none."""
    if isinstance(file, RefusedFile):
        return file
    answer = read_statement(file, profiles)
    if is_unknown(file, answer):
        return None
    if isinstance(answer, Rejection):
        return RefusedFile(file.name, answer.reason)
    if answer.rows_in_file > MOST_ROWS:
        return RefusedFile(file.name, say("refused.too_many_rows", count=MOST_ROWS))
    return Source(file.name, file.folder, file.sha256, answer)


def _told(
    read: list[Source | RefusedFile], line: InboxEntry, name: str, now: datetime
) -> tuple[list[Source], list[InboxEntry]]:
    """One line for the file called `name`; one more for each member of an archive that was refused."""
    sources = [one for one in read if isinstance(one, Source)]
    refused = [one for one in read if isinstance(one, RefusedFile)]
    if len(read) == 1 and refused:
        return [], [_refused(line, refused[0].reason, now)]
    sha256 = sources[0].sha256 if len(read) == 1 else ""
    lines = [replace(line, state=InboxState.READ, since=now, sha256=sha256, reason=None)]
    for one in refused:
        member = one.file.removeprefix(f"{name}/")
        lines.append(_refused(replace(line, path=f"{line.path}/{member}"), one.reason, now))
    return sources, lines


def _refused(line: InboxEntry, reason: Sentence, now: datetime) -> InboxEntry:
    return replace(line, state=InboxState.REFUSED, since=now, reason=reason)
