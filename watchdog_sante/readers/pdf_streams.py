"""Streams of a PDF that cannot explode: what a person's statement never reaches is refused before it is unpacked.

pdfminer unpacks a stream whole, whatever comes out. Here each is unpacked once within bounds first, and all of a file's
streams share one allowance, so neither one bomb nor a thousand small ones fill the memory.
"""

import zlib
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFObjRef,
    PDFStream,
)
from pdfminer.psparser import PSStackEntry

MOST_BYTES = 64 * 1024**2  # that all streams of a file may come to; images are never unpacked
_MOST_FILTERS = 3  # one upon the other
_MOST_SLOW = 256 * 1024  # packed bytes of the old forms, whose unpacking is slow and may grow a thousandfold
_SLOW = (*LITERALS_LZW_DECODE, *LITERALS_RUNLENGTH_DECODE, *LITERALS_ASCII85_DECODE, *LITERALS_ASCIIHEX_DECODE)


class TooLarge(Exception):
    """The file would come to more than a statement ever is."""


@dataclass(slots=True)
class Allowance:
    """How many unpacked bytes are left to a file."""

    left: int = MOST_BYTES

    def take(self, size: int) -> None:
        """Count bytes; raises `TooLarge` beyond the allowance."""
        self.left -= size
        if self.left < 0:
            raise TooLarge


class BoundedStream(PDFStream):
    """A stream that is measured before it is unpacked."""

    allowance: Allowance

    def decode(self) -> None:
        """Unpack within the allowance. Raises `TooLarge`."""
        filters = self.get_filters()
        if len(filters) > _MOST_FILTERS:
            raise TooLarge
        data = self.rawdata or b""
        self.allowance.take(len(data))
        for name, _ in filters:
            if name in LITERALS_FLATE_DECODE:
                data = self._inflated(data, len(filters) > 1)
            elif name in _SLOW and len(data) > _MOST_SLOW:
                raise TooLarge
        super().decode()

    def _inflated(self, data: bytes, kept: bool) -> bytes:
        """What the data unpacks to, for the next filter; empty when nothing more is to be measured or it is broken."""
        if self.decipher and self.objid is not None and self.genno is not None and data is self.rawdata:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        try:
            unpacked = zlib.decompressobj().decompress(data, self.allowance.left + 1)
        except zlib.error:
            unpacked = b""
        self.allowance.take(len(unpacked))
        return unpacked if kept else b""


class BoundedDocument(PDFDocument):
    """A document none of whose objects is but a reference: pdfminer would follow a circle of them for ever."""

    def getobj(self, objid: int) -> object:
        """The object. Raises `PDFException` where it only points to another."""
        found = super().getobj(objid)
        if isinstance(found, PDFObjRef):
            raise PDFException
        return found


class BoundedParser(PDFParser):
    """A parser whose streams are bounded."""

    allowance: Allowance

    def push(self, *objs: PSStackEntry[Any]) -> None:
        """Put objects on the stack, streams as bounded ones."""
        super().push(*((place, self._bounded(value)) for place, value in objs))

    def _bounded(self, value: Any) -> Any:
        if type(value) is not PDFStream:
            return value
        stream = BoundedStream(value.attrs, value.rawdata or b"", value.decipher)
        stream.allowance = self.allowance
        return stream
