"""What can go wrong with a database, each with the sentence that says it and what to do.

StoreError
├── DiskFull         nothing was written; free some space
├── Busy             another process holds the database for longer than the patience
├── Unwritable       permission, read-only mount, input/output error
├── Damaged          SQLite says that the file is malformed: stop, restore by command
├── NewerDatabase    written by a newer version of the program
└── ForeignDatabase  a SQLite file, but not one of ours
"""

from watchdog_sante.model.sentences import Sentence


class StoreError(Exception):
    """Any trouble with a database; `sentence` says it to a person."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence


class DiskFull(StoreError):
    """The disk is full; the transaction was rolled back."""


class Busy(StoreError):
    """Another process did not let go of the database in time."""


class Unwritable(StoreError):
    """The file cannot be opened, read or written."""


class Damaged(StoreError):
    """The file is malformed."""


class NewerDatabase(StoreError):
    """The database was written by a newer version."""


class ForeignDatabase(StoreError):
    """The file is no database of this program."""


class OldSqlite(StoreError):
    """The system's SQLite library is too old."""
