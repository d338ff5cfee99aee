"""The ZIP that a workbook is, opened within limits: what it claims of its sizes, what it really holds, its keys.

Only this room unpacks workbooks, in memory. Nothing a workbook links to is ever opened.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from watchdog_sante.model.sentences import say
from watchdog_sante.readers.sheet_cells import SheetProblem

MOST_PARTS = 5_000
MOST_BYTES = 512 * 1024 * 1024  # of all parts, unpacked: a sheet of 200,000 rows has about 80 MB
_CHUNK = 1 << 18
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip


class SheetArchive:
    """The parts of a workbook by name. Raises `SheetProblem`, also while a part is read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise SheetProblem(say("refused.sheet_damaged")) from error
        parts = self._zip.infolist()
        self.names = frozenset(part.filename for part in parts)
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise SheetProblem(say("refused.sheet_too_large"))
        if len(self.names) != len(parts):
            raise SheetProblem(say("refused.sheet_damaged"))
        if any(part.flag_bits & 0x1 for part in parts):
            raise SheetProblem(say("refused.sheet_encrypted"))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces; nothing when the workbook has none of that name."""
        if name not in self.names:
            return
        try:
            with self._zip.open(name) as handle:
                while chunk := handle.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise SheetProblem(say("refused.sheet_damaged")) from error

    def holds(self, name: str, mark: bytes) -> bool:
        """Whether a mark stands in a part."""
        return mark in b"".join(self.chunks(name))
