"""Readers: bytes of one file in, a statement or a rejection out. A family of like rooms that do not know each other.

Each reader offers `claims(head, name)` and `read(data, ...)`; `read_statement` asks them all, and exactly one may claim
a file: none or several is a rejection with a sentence.
"""

_EXTENSIONS = (".ofx", ".qfx", ".qbo", ".csv", ".tsv", ".pdf", ".xlsx", ".xlsm", ".xls", ".ods", ".qif")


def is_statement_name(name: str) -> bool:
    """True when a file of this name is meant as a statement: unreadable, it is refused and not merely skipped."""
    return name.lower().endswith(_EXTENSIONS)
