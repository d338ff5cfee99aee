"""The text layer of a PDF as lines, or why there is none to read. The only door to pdfminer, with its three rooms.

pdfminer.six is the parser under pdfplumber; used directly it is four times as quick here and keeps no page in memory
(pdfplumber's pages stay until the end). Pure Python: a broken file raises, it does not crash. Nothing is guessed from
images, and a file that no statement resembles (too many pages, letters, unpacked bytes) is refused.
"""

import io
import logging
import struct
import zlib
from collections.abc import Iterator

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException

from watchdog_sante.model.row_places import PAGE
from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import Rejection
from watchdog_sante.readers.pdf_device import Counts, LetterDevice
from watchdog_sante.readers.pdf_safety import why_page_unsafe, why_unsafe
from watchdog_sante.readers.pdf_streams import Allowance, BoundedDocument, BoundedParser, TooLarge
from watchdog_sante.readers.printed_lines import PrintedLine

MOST_PAGES = 500
_FEWEST_LETTERS = 40  # a page; below, it is a picture of a page
_MOST_UNKNOWN = 0.05  # share of letters without a meaning
# What a file that is no sound PDF makes a parser in pure Python raise, somewhere deep in its tables.
_BROKEN = (
    *(PSException, PDFException, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError),
    *(RecursionError, NotImplementedError, EOFError, MemoryError, struct.error, zlib.error),
)

# Its warnings repeat parts of the file, and a person can do nothing about them.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class _Refused(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def text_lines(data: bytes) -> tuple[PrintedLine, ...] | Rejection:
    """All lines of all pages, or the sentence that says why the file is not read."""
    try:
        return tuple(_all_lines(data))
    except _Refused as refused:
        return Rejection(say(refused.key, most=MOST_PAGES))
    except TooLarge:
        return Rejection(say("refused.pdf_too_large"))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return Rejection(say("refused.pdf_encrypted"))
    except _BROKEN:
        return Rejection(say("refused.pdf_damaged"))


def _all_lines(data: bytes) -> Iterator[PrintedLine]:
    document = _opened(data)
    if key := why_unsafe(document):
        raise _Refused(key)
    pages = _pages(document)
    manager = PDFResourceManager()
    device = LetterDevice(manager)
    interpreter = PDFPageInterpreter(manager, device)
    lines: list[PrintedLine] = []
    for number, page in enumerate(pages, start=1):
        interpreter.process_page(page)
        found = device.lines(number)
        if len(found) >= PAGE:
            raise TooLarge
        lines += found
    _check(device.counts, len(pages))
    yield from lines


def _opened(data: bytes) -> PDFDocument:
    parser = BoundedParser(io.BytesIO(data))
    parser.allowance = Allowance()
    return BoundedDocument(parser)


def _pages(document: PDFDocument) -> list[PDFPage]:
    """The pages, counted before any is drawn."""
    pages: list[PDFPage] = []
    for page in PDFPage.create_pages(document):
        if len(pages) == MOST_PAGES:
            raise _Refused("refused.pdf_too_many_pages")
        if key := why_page_unsafe(page):
            raise _Refused(key)
        pages.append(page)
    if not pages:
        raise _Refused("refused.pdf_damaged")
    return pages


def _check(counts: Counts, pages: int) -> None:
    """Whether what was drawn is text that says something."""
    if counts.letters < _FEWEST_LETTERS:
        raise _Refused("refused.pdf_scanned" if counts.images else "refused.pdf_no_text")
    if counts.unknown > _MOST_UNKNOWN * counts.letters:
        raise _Refused("refused.pdf_no_map")
    if counts.images >= pages and counts.letters < _FEWEST_LETTERS * pages:
        raise _Refused("refused.pdf_scanned")
