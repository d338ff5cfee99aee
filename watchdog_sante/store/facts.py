"""Facts: what each file said, kept row by row, and handed back as the very values the readers made.

Labels and names pass `mask_nir` once more on their way in: no NIR is stored, whoever forgot it before.
"""

from dataclasses import dataclass
from datetime import datetime

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import Statement
from watchdog_sante.redaction import mask_nir
from watchdog_sante.store import rows
from watchdog_sante.store.codec import instant, sentence_text, text_sentence
from watchdog_sante.store.db import Database


@dataclass(frozen=True, slots=True)
class Reading:
    """That these bytes, lying in this folder, were read by this version of the program."""

    sha256: str
    folder: str
    program: str


def readings(db: Database) -> frozenset[Reading]:
    """Everything that was ever read: such a file need not be read again."""
    return frozenset(Reading(*row) for row in db.rows("SELECT sha256, folder, program FROM readings"))


def add_source(db: Database, source: Source, program: str, at: datetime) -> bool:
    """Keep what a file said; False when this very reading is known. Joins the caller's transaction."""
    folder = mask_nir(source.folder)
    with db.writing():
        known = "SELECT count(*) FROM readings WHERE sha256 = ? AND folder = ? AND program = ?"
        if db.number(known, (source.sha256, folder, program)):
            return False
        reading = db.insert(
            "INSERT INTO readings (sha256, file, folder, kind, profile, program, read_at, unverified) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source.sha256,
                mask_nir(source.file),
                folder,
                source.statement.kind,
                source.statement.profile,
                program,
                instant(at),
                sentence_text(source.statement.unverified),
            ),
        )
        rows.add(db, reading, source.statement)
    return True


def load_sources(db: Database) -> tuple[Source, ...]:
    """Every file's latest reading, in the order in which the files first came."""
    latest = db.rows(
        "SELECT id, sha256, file, folder, kind, profile, unverified FROM readings "
        "WHERE id IN (SELECT max(id) FROM readings GROUP BY sha256) "
        "ORDER BY (SELECT min(id) FROM readings AS first WHERE first.sha256 = readings.sha256)"
    )
    loaded = rows.load(db, [reading for reading, *_ in latest])
    return tuple(
        Source(
            file,
            folder,
            sha256,
            Statement(
                kind=SourceKind(kind),
                profile=profile,
                rows=loaded.rows(reading),
                rejected=tuple(loaded.rejected[reading]),
                periods=tuple(loaded.periods[reading]),
                balances=tuple(loaded.balances[reading]),
                unverified=text_sentence(unverified),
            ),
        )
        for reading, sha256, file, folder, kind, profile, unverified in latest
    )
