"""`details record`: what the insurer's card and member area show today, kept as one snapshot a day.

A snapshot is a canonical CSV in the state folder, where the watcher reads it by itself: a person can read it, correct
it, and name the folder to `audit`.
"""

import csv
import io
from datetime import date
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.files import write_whole
from watchdog_sante.inbox import Listing
from watchdog_sante.model.canonical import DETAIL_FIELDS, INSURER_DETAILS, harmless
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import DetailRow, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import read_statement

Answers = tuple[tuple[str, str], ...]


def last_answers(folder: Path) -> Answers:
    """Every field with its value in the latest snapshots of `folder`, the usual fields first; "" when never told."""
    rows: list[DetailRow] = []
    for file in Listing((folder,)).files if folder.is_dir() else ():
        statement = read_statement(file, profiles()) if isinstance(file, StatementFile) else None
        if isinstance(statement, Statement):
            rows += [row for row in statement.rows if isinstance(row, DetailRow)]
    latest = {row.field: row.value for row in sorted(rows, key=lambda row: row.day)}
    return tuple((field, latest.get(field, "")) for field in dict.fromkeys((*DETAIL_FIELDS, *latest)))


def record(folder: Path, day: date, answers: Answers, *, dry_run: bool = False) -> Result[tuple[Path, str]]:
    """Write the snapshot of `day`, replacing one of the same day; empty answers are left out. Raises `OSError`."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(INSURER_DETAILS)
    given = ((field, value.strip()) for field, value in answers if value.strip())
    writer.writerows((f"{day:%d/%m/%Y}", harmless(field), harmless(value)) for field, value in given)
    path = folder / f"insurer_details_{day.isoformat()}.csv"
    if not dry_run:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.getvalue())
    return Result((path, text.getvalue()), ExitCode.DONE)
