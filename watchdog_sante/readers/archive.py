"""A ZIP of statements is read as a folder, within limits that a person's downloads never reach.

Only this room knows how an archive is opened: members are read in memory, nothing is unpacked to a disk, and what an
archive claims of its sizes is checked against what comes out.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator

from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import RefusedFile, StatementFile
from watchdog_sante.readers import is_statement_name, may_be_statement_name
from watchdog_sante.redaction import mask_nir

MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 64 * 1024 * 1024
MAX_ARCHIVE_BYTES = 512 * 1024 * 1024
# What zipfile raises for a damaged directory or member; found by fuzzing, beside what it documents.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip


def is_archive_name(name: str) -> bool:
    """True for the extension of an archive that is read as a folder."""
    return name.lower().endswith(".zip")


def open_archive(archive: StatementFile) -> Iterator[StatementFile | RefusedFile]:
    """The statements of an archive, named `archive.zip/member.ofx`; other members are left alone as in a folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive.data)) as opened:
            members = [member for member in opened.infolist() if _is_meant(member)]
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_ARCHIVE_BYTES:
                yield RefusedFile(archive.name, say("refused.archive_too_large"))
                return
            if not members:
                yield RefusedFile(archive.name, say("refused.archive_without_statement"))
            for member in members:
                yield _member(archive, opened, member)
    except _DAMAGED:
        yield RefusedFile(archive.name, say("refused.archive_damaged"))


def left_aside(archive: StatementFile) -> tuple[str, ...]:
    """The names of the members that are no statements, to be listed as a folder's other files are."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive.data)) as opened:
            others = [one.filename for one in opened.infolist() if not _is_folder(one) and not _is_meant(one)]
    except _DAMAGED:
        return ()
    return tuple(_visible(f"{archive.name}/{name}") for name in others)


def _is_meant(member: zipfile.ZipInfo) -> bool:
    """Whether a member is meant as a statement, or is an archive that might hold some; not a Mac's companion file."""
    name = posixpath.basename(member.filename)
    companion = name.startswith("._") or member.filename.startswith("__MACOSX/")
    meant = is_statement_name(name) or is_archive_name(name) or may_be_statement_name(name)
    return not _is_folder(member) and not companion and meant


def _is_folder(member: zipfile.ZipInfo) -> bool:
    """As zipfile tells it, which fails on a member without a name."""
    return member.filename.endswith("/")


def _visible(name: str) -> str:
    return mask_nir("".join(c if c.isprintable() else "?" for c in name))


def _member(archive: StatementFile, opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> StatementFile | RefusedFile:
    path = posixpath.normpath(member.filename)
    shown = _visible(f"{archive.name}/{path}")
    if is_archive_name(path):
        return RefusedFile(shown, say("refused.archive_nested"))
    if member.flag_bits & 0x1:
        return RefusedFile(shown, say("refused.archive_encrypted"))
    try:
        with opened.open(member) as handle:
            data = handle.read(MAX_MEMBER_BYTES + 1)
    except _DAMAGED:
        return RefusedFile(shown, say("refused.archive_damaged"))
    if len(data) > MAX_MEMBER_BYTES:
        return RefusedFile(shown, say("refused.archive_too_large"))
    folder = posixpath.basename(posixpath.dirname(path)) or posixpath.basename(archive.name).rpartition(".")[0]
    return StatementFile(shown, mask_nir(folder), data, meant=not may_be_statement_name(path))
