"""The folder where statements are dropped, seen from the outside: what lies there, and taking a file when it is whole.

`look` never opens anything, so that a supervisor may call it twice a minute; every look sees the whole folder, so that
nothing can be stranded. `take` opens only plain files of one name, without following links and without blocking, and
proves with a read lease that nobody is still writing. The person's files are never moved or changed. Only this room
knows how a folder is watched.
"""

import errno
import fcntl
import hashlib
import os
import signal
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.sources import RefusedFile, StatementFile
from watchdog_sante.model.system_reasons import reason_of

LARGEST = 64 * 1024 * 1024  # bytes
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download", ".partial")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a folder. `name` is its path below the folder; `fault` says why it must not be opened."""

    path: Path
    name: str
    size: int
    changed_ns: int
    inode: int
    fault: Sentence | None = None


class StillWritten(Exception):
    """Somebody has the file open for writing, or nobody can tell (`unsure`): look again later."""

    def __init__(self, unsure: bool) -> None:
        super().__init__()
        self.unsure = unsure


def unfinished(name: str) -> bool:
    """True for names that browsers and synchronisers give to what is not finished, and for hidden files."""
    return name.startswith((".", "~")) or name.lower().endswith(_UNFINISHED) or ".syncthing." in name


def look(folders: Iterable[Path]) -> tuple[Found, ...]:
    """Everything that lies in the folders, deep, by path. A folder that is absent or closed holds nothing."""
    return tuple(sorted((found for folder in folders for found in _below(folder, "")), key=lambda one: str(one.path)))


def folder_mark(folders: Iterable[Path]) -> str:
    """What lies there in one short text, to tell whether anything changed."""
    seen = "\n".join(f"{one.path!r} {one.size} {one.changed_ns} {one.inode}" for one in look(folders))
    return hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()


def _below(folder: Path, head: str) -> Iterator[Found]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if unfinished(entry.name):
            continue
        name = f"{head}{entry.name}"
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:  # gone since
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _below(Path(entry.path), f"{name}/")
        else:
            size, changed = status.st_size, status.st_mtime_ns
            yield Found(Path(entry.path), name, size, changed, status.st_ino, _fault(status))


def _fault(status: os.stat_result) -> Sentence | None:
    if stat.S_ISLNK(status.st_mode):
        return say("refused.link")
    if not stat.S_ISREG(status.st_mode):
        return say("refused.not_a_file")
    if status.st_nlink > 1:
        return say("refused.hard_link")
    return say("refused.too_large", count=LARGEST // 1024**2) if status.st_size > LARGEST else None


def take(found: Found, shown: str, sure: bool) -> StatementFile | RefusedFile:
    """The file's bytes, or why it is refused. Raises `StillWritten` when it is not known to be whole.

    `sure`: it was seen unchanged twice, ten seconds apart, which counts where no lease can be had (network folders,
    another owner's file).
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
    try:
        descriptor = os.open(found.path, flags)
    except OSError as error:
        key = {errno.EACCES: "refused.no_permission", errno.ELOOP: "refused.link"}.get(error.errno or 0)
        return RefusedFile(shown, say(key or "refused.unreadable", problem=reason_of(error)))
    with os.fdopen(descriptor, "rb") as handle:
        before = os.fstat(descriptor)
        if fault := _fault(before):
            return RefusedFile(shown, fault)
        _prove_whole(descriptor, sure)
        data = handle.read(LARGEST + 1)
        after = os.fstat(descriptor)
    if _marks(before) != _marks(after) or len(data) != after.st_size:
        raise StillWritten(unsure=False)
    return StatementFile(shown, found.path.parent.name, data)


def _marks(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _prove_whole(descriptor: int, sure: bool) -> None:
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)  # told of a writer by SIGIO, the process would die
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        if error.errno == errno.EAGAIN:
            raise StillWritten(unsure=False) from error
        if not sure:
            raise StillWritten(unsure=True) from error
        return
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)  # a writer who comes now is seen by the second fstat
