"""The reader of PDF statements: the text layer of the pages, read only if it adds up."""

import re
from collections.abc import Sequence

from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers.forms import Form, printed_layouts
from watchdog_sante.readers.pdf_text import text_lines
from watchdog_sante.readers.printed_statement import read_lines

_SIGNATURE = re.compile(rb"(?:\A|[\r\n])%PDF-\d\.\d")
_HEAD = 1024  # bytes within which the signature may stand


def claims(head: bytes, name: str) -> bool:
    """True when the file says that it is a PDF, whatever its name."""
    return _SIGNATURE.search(head[:_HEAD]) is not None


def read(data: bytes, forms: Sequence[Form]) -> Statement | Rejection:
    """The statement, or why it is refused: a scan, a locked file, sums that do not fit ... Never raises."""
    lines = text_lines(data)
    if isinstance(lines, Rejection):
        return lines
    if not any(line.text.strip() for line in lines):
        return Rejection(say("refused.pdf_no_text"))
    return read_lines(lines, printed_layouts(forms))
