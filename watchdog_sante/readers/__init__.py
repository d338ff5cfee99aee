"""Readers: bytes of one file in, a statement or a rejection out. A family of like rooms that do not know each other.

Each reader offers `claims(head, name)` and `read(data, ...)`; `read_statement` asks them all, and exactly one may claim
a file: none or several is a rejection with a sentence.
"""

from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers import csv, ofx, pdf
from watchdog_sante.readers.forms import Form, csv_profiles
from watchdog_sante.readers.sniffing import why_no_statement

_EXTENSIONS = (".ofx", ".qfx", ".qbo", ".csv", ".tsv", ".pdf", ".xlsx", ".xlsm", ".xls", ".ods", ".qif")
_HEAD = 8192  # bytes that a reader claims a file by


def is_statement_name(name: str) -> bool:
    """True when a file of this name is meant as a statement: unreadable, it is refused and not merely skipped."""
    return name.lower().endswith(_EXTENSIONS)


def read_statement(file: StatementFile, profiles: tuple[Form, ...]) -> Statement | Rejection:
    """The statement that the file holds, or why it is refused and what to do. Never raises for what a file holds."""
    head = file.data[:_HEAD]
    if pdf.claims(head, file.name):
        return pdf.read(file.data, profiles)
    if problem := why_no_statement(file.data):
        return Rejection(problem)
    as_ofx, as_csv = ofx.claims(head, file.name), csv.claims(head, file.name)
    if as_ofx and as_csv:
        return Rejection(say("refused.several_readers"))
    if as_ofx:
        return ofx.read(file.data)
    return csv.read(file.data, csv_profiles(profiles)) if as_csv else Rejection(say("refused.unknown"))
