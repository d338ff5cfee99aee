"""The hands that take files from folders. Only this room lists folders and opens a person's statements, to read.

Paths that the person names are followed through links; links met inside a folder are not. What is no plain file
(FIFO, device, socket) is refused without being opened, and a name is shown with its control characters made visible.
"""

import errno
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.sources import RefusedFile, StatementFile
from watchdog_sante.model.system_reasons import reason_of
from watchdog_sante.readers import is_statement_name, may_be_statement_name
from watchdog_sante.readers.archive import is_archive_name, left_aside, open_archive
from watchdog_sante.redaction import mask_nir


def visible(name: str) -> str:
    """A file name without power over a terminal (control characters and undecodable bytes are written as escapes),

    nor a NIR: what is shown and kept of a file's name has none.
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in name)
    return mask_nir(shown)


STDIN = Path("-")  # standard input: a text pasted there, or a file piped in
PASTED = "paste.txt"  # what it is called where a file's name is shown
_WANTED = (is_statement_name, is_archive_name, may_be_statement_name)


@dataclass(frozen=True)
class Listing:
    """What the person's paths hold: `files` reads lazily, one file at a time; `skipped` are no statements."""

    paths: tuple[Path, ...]

    @cached_property
    def _found(self) -> "tuple[list[tuple[Path, str]], list[str], list[RefusedFile]]":
        wanted: list[tuple[Path, str]] = []
        skipped: list[str] = []
        closed: list[RefusedFile] = []
        for path in self.paths:
            if path.is_dir():
                for file in _walk(path, closed):
                    name = str(file.relative_to(path))
                    if not file.is_symlink() and any(asked(name) for asked in _WANTED):
                        wanted.append((file, name))
                    else:
                        skipped.append(visible(name))
            else:
                wanted.append((path, "" if path == STDIN else path.name))
        return wanted, skipped, closed

    @property
    def skipped(self) -> tuple[str, ...]:
        """Names of the files in the folders, and of the members of archives read so far, that are no statements."""
        return tuple(self._found[1] + self._aside)

    @cached_property
    def _aside(self) -> list[str]:
        return []

    def __len__(self) -> int:
        return len(self._found[0])

    @property
    def files(self) -> Iterator[StatementFile | RefusedFile]:
        """Each file's bytes, or why it could not be opened; an archive's members one by one; closed folders."""
        self._aside.clear()
        yield from self._found[2]
        times = Counter(name for _, name in self._found[0])
        for path, name in self._found[0]:
            if path == STDIN:
                yield StatementFile(PASTED, "", sys.stdin.buffer.read())
                continue
            shown = visible(name if times[name] == 1 else str(path))
            taken = take(path, shown)
            if isinstance(taken, StatementFile) and path not in self.paths and may_be_statement_name(name):
                taken = replace(taken, meant=False)
            if isinstance(taken, StatementFile) and is_archive_name(name):
                yield from open_archive(taken)
                self._aside.extend(left_aside(taken))
            else:
                yield taken


def _walk(folder: Path, closed: list[RefusedFile]) -> Iterator[Path]:
    """Every file below a folder; a folder that cannot be listed is noted in `closed`, with why."""

    def note(error: OSError) -> None:
        closed.append(RefusedFile(visible(str(error.filename)), _why(error)))

    for directory, folders, names in os.walk(folder, followlinks=False, onerror=note):
        folders.sort()
        yield from (Path(directory) / name for name in sorted(names))


def take(path: Path, name: str) -> StatementFile | RefusedFile:
    """Read one plain file whole. Anything else, or a file that changes while it is read, is refused with its reason."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError as error:
        return RefusedFile(name, _why(error))
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        os.close(descriptor)
        return RefusedFile(name, say("refused.not_a_file"))
    with os.fdopen(descriptor, "rb") as handle:
        data = handle.read()
        after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return RefusedFile(name, say("refused.changing"))
    return StatementFile(name, visible(path.absolute().parent.name), data)


def _why(error: OSError) -> Sentence:
    reasons = {
        errno.ENOENT: "refused.absent",
        errno.EACCES: "refused.no_permission",
        errno.ELOOP: "refused.link_loop",
        errno.ENXIO: "refused.not_a_file",  # a socket
    }
    return say(reasons.get(error.errno or 0, "refused.unreadable"), problem=reason_of(error))
