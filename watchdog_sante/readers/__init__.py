"""Readers: bytes of one file in, a statement or a rejection out. A family of like rooms that do not know each other.

Each reader offers `claims(head, name)` and `read(data, ...)`; `read_statement` asks them all, and exactly one may claim
a file: none or several is a rejection with a sentence.
"""

from collections.abc import Callable

from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers import camt, cfonb, csv, csv_content, ofx, pasted, pdf, qif, sheet
from watchdog_sante.readers.forms import Form, csv_profiles
from watchdog_sante.readers.sniffing import why_no_statement
from watchdog_sante.readers.withheld import without_nir

_EXTENSIONS = (".ofx", ".qfx", ".qbo", ".csv", ".tsv", ".pdf", *sheet.EXTENSIONS, *qif.EXTENSIONS, *cfonb.EXTENSIONS)
_PERHAPS = (*pasted.EXTENSIONS, ".xml")  # a paste, CFONB, CAMT: or anything
_NO_STATEMENT = frozenset(
    f"refused.{why}"
    for why in "empty zeros binary image compressed web_page other_format".split()
    + "unknown csv_unknown csv_cut pasted_unknown".split()
)
_FORMATS: tuple[tuple[Callable[[bytes, str], bool], Callable[[bytes], Statement | Rejection]], ...] = (
    (ofx.claims, ofx.read),
    (qif.claims, qif.read),
    (camt.claims, camt.read),
    (cfonb.claims, cfonb.read),
)  # each told by its own first line; a CSV is a text in columns that none of them claims
FORMATS = (
    (ofx.PROFILE, "OFX 1.x, OFX 2.x, QFX, QBO"),
    (camt.PROFILE, "CAMT.053 (ISO 20022, XML)"),
    (cfonb.PROFILE, "CFONB 120"),
    (qif.PROFILE, "QIF"),
)  # what each is called where a file's profile is shown, and what it is; tables have a profile each
_HEAD = 8192  # bytes that a reader claims a file by


def is_statement_name(name: str) -> bool:
    """True when a file of this name is meant as a statement: unreadable, it is refused and not merely skipped."""
    return name.lower().endswith(_EXTENSIONS)


def may_be_statement_name(name: str) -> bool:
    """True when a file of this name may hold a statement, or anything else: it is looked into, and else skipped."""
    return name.lower().endswith(_PERHAPS)


def is_unknown(file: StatementFile, answer: Statement | Rejection) -> bool:
    """Whether a file that nothing calls a statement turned out to be none: it is skipped, not refused."""
    return not file.meant and isinstance(answer, Rejection) and answer.reason.key in _NO_STATEMENT


def read_statement(file: StatementFile, profiles: tuple[Form, ...]) -> Statement | Rejection:
    """The statement that the file holds, or why it is refused and what to do. Never raises for what a file holds."""
    return without_nir(_read(file, profiles))


def _read(file: StatementFile, profiles: tuple[Form, ...]) -> Statement | Rejection:
    head = file.data[:_HEAD]
    if file.sheet or sheet.claims(head, file.name):  # what it is, it tells itself
        return sheet.read(file.data, csv_profiles(profiles), file.sheet)
    if pdf.claims(head, file.name):
        return pdf.read(file.data, profiles)
    if problem := why_no_statement(file.data):
        return Rejection(problem)
    claims = [read for claimed, read in _FORMATS if claimed(head, file.name)]
    if len(claims) > 1:
        return Rejection(say("refused.several_readers"))
    if claims:
        return claims[0](file.data)
    return _text(file, profiles)


def _text(file: StatementFile, profiles: tuple[Form, ...]) -> Statement | Rejection:
    """A text in columns that a profile knows, or in a .txt what was pasted there: only the latter has to add up."""
    unknown = Rejection(say("refused.unknown"))
    as_csv = csv.read(file.data, csv_profiles(profiles)) if csv.claims(file.data[:_HEAD], file.name) else unknown
    known = isinstance(as_csv, Statement) and as_csv.profile != csv_content.NAME
    if known or not file.name.lower().endswith(pasted.EXTENSIONS):
        return as_csv
    return pasted.read(file.data, profiles) or _as_paste(as_csv)


def _as_paste(answer: Statement | Rejection) -> Statement | Rejection:
    """What is unknown as a CSV, in the words of a paste: a person who copied a table chose no file form."""
    unknown = isinstance(answer, Rejection) and answer.reason.key in ("refused.csv_unknown", "refused.unknown")
    return Rejection(say("refused.pasted_unknown")) if unknown else answer
