"""`import PATH...`: statements into the store, with what follows from them: findings, alerts, messages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import read_files
from watchdog_sante.inbox import Listing
from watchdog_sante.model.audit import AuditedSource
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.sources import RefusedFile
from watchdog_sante.rounds.inbox_reading import Taken
from watchdog_sante.rounds.lived_cycle import Desk, keep, think
from watchdog_sante.store import findings


@dataclass(frozen=True, slots=True)
class Imported:
    """What the named files brought: rows new and known, files refused, findings that were not there before."""

    sources: tuple[AuditedSource, ...]
    refused: tuple[RefusedFile, ...]
    findings: tuple[Finding, ...]
    queued: int = 0


def run(
    desk: Desk, listing: Listing, now: datetime, *, dry_run: bool = False, on_file: Callable[[str], None]
) -> Result[Imported]:
    """Read and keep, or only say what would change. Exit code 3 when a file was refused."""
    read = read_files(listing.files, desk.profiles, on_file)
    taken = Taken(sources=read.sources)
    before = {one.id for one in findings.current(desk.watcher)}
    queued = 0
    if dry_run:
        audit = think(desk, taken, now)
    else:
        lived = keep(desk, taken, now)
        audit, queued = lived.audit, lived.queued
    mine = {source.sha256 for source in read.sources}
    imported = Imported(
        tuple(source for source in audit.sources if source.sha256 in mine),
        read.refused,
        tuple(finding for finding in audit.findings if finding.id not in before),
        queued,
    )
    return Result(imported, ExitCode.REFUSED if read.refused else ExitCode.DONE)
