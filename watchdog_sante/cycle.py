"""The one corridor: collect, read, think, and hand back what was found. It reads as the program's story."""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from watchdog_sante.breach_severity import proposed_breaches, raise_for_breaches
from watchdog_sante.detectors import DETECTORS
from watchdog_sante.downloads import due_downloads
from watchdog_sante.evidence import Evidence, assemble, last_day
from watchdog_sante.inbox import Listing
from watchdog_sante.incidents import group
from watchdog_sante.model.audit import Audit, AuditedSource
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.sources import Collected, RefusedFile, Source, StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers import is_unknown, read_statement
from watchdog_sante.readers.forms import Form, csv_profiles
from watchdog_sante.readers.sheet import tables_of
from watchdog_sante.settings import Settings

OnFile = Callable[[str], None]
# Shown by -v, through a filter that masks. Nothing of a row is ever logged, nor a file's name: it may be a person's.
_LOG = logging.getLogger(__name__)


def _quiet(_: str) -> None:
    return None


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()[:5] if "." in name else ""


def read_files(
    files: Iterable[StatementFile | RefusedFile], profiles: tuple[Form, ...], on_file: OnFile = _quiet
) -> Collected:
    """Read every file once (the same bytes under two names are parsed once); a file is read whole or refused."""
    sources: list[Source] = []
    refused: list[RefusedFile] = []
    skipped: list[str] = []
    seen: dict[str, Statement | Rejection] = {}
    for file in files:
        on_file(file.name if isinstance(file, StatementFile) else file.file)
        if isinstance(file, RefusedFile):
            refused.append(file)
            continue
        for table in tables_of(file, csv_profiles(profiles)):
            sha256 = table.sha256
            if sha256 not in seen:
                seen[sha256] = read_statement(table, profiles)
            answer = seen[sha256]
            if is_unknown(table, answer):
                skipped.append(table.name)
            elif isinstance(answer, Rejection):
                _LOG.debug("file %d (%s): refused (%s)", len(seen), _extension(table.name), answer.reason.key)
                refused.append(RefusedFile(table.name, answer.reason))
            else:
                rows, rejected = len(answer.rows), len(answer.rejected)
                what = _extension(table.name), answer.profile, rows, rejected
                _LOG.debug("file %d (%s): %s, %d rows, %d rejected", len(seen), *what)
                sources.append(Source(table.name, table.folder, sha256, answer))
    return Collected(tuple(sources), tuple(refused), tuple(skipped))


def detect(evidence: Evidence, settings: Settings) -> tuple[Finding, ...]:
    """Ask every detector, group by incident, leave out what the person accepted, weigh by the breaches ticked."""
    told = [
        finding
        for detector in DETECTORS
        if settings.enabled(detector)
        for finding in detector.detect(evidence, settings.params(detector))
    ]
    found = [finding for finding in told if finding.subject not in settings.accepted]
    _LOG.debug("%d findings, %d of them accepted by the settings", len(told), len(told) - len(found))
    weighed = raise_for_breaches(group(found), evidence.household, evidence.knowledge)
    return tuple(sorted(weighed, key=lambda finding: (finding.day, finding.detector, finding.id)))


def audit_collected(
    collected: Collected, settings: Settings, knowledge: Knowledge, as_of: date | None = None
) -> tuple[Audit, Evidence]:
    """Everything that can be said of the files read, and the evidence it rests on."""
    with _garbage_later():
        return _audit(collected, settings, knowledge, as_of)


@contextmanager
def _garbage_later() -> Iterator[None]:
    """What is thought stays till the end: to look for garbage among it again and again took a sixth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _audit(
    collected: Collected, settings: Settings, knowledge: Knowledge, as_of: date | None
) -> tuple[Audit, Evidence]:
    evidence = assemble(collected, settings.as_household(), knowledge, as_of)
    counts = {count.file: count for count in evidence.merged.counts}
    days = [movement.booked for movement in evidence.movements]
    days += [line.paid_on for line in evidence.benefit_lines] + [detail.day for detail in evidence.details]
    audit = Audit(
        start=min(days, default=None),
        end=max(days, default=None) and last_day(collected, evidence.merged),
        sources=tuple(
            AuditedSource(
                source.file,
                source.sha256,
                source.statement.kind,
                source.statement.profile,
                counts[source.file].new,
                counts[source.file].known,
                source.statement.rejected,
            )
            for source in collected.sources
        ),
        refused=collected.refused,
        skipped=collected.skipped,
        findings=detect(evidence, settings),
        coverage=evidence.coverage,
        downloads=due_downloads(evidence, evidence.as_of),
        proposed_breaches=proposed_breaches(evidence.household, evidence.details, evidence.knowledge),
    )
    return audit, evidence


def audit_listing(
    listing: Listing,
    profiles: tuple[Form, ...],
    settings: Settings,
    knowledge: Knowledge,
    on_file: OnFile = _quiet,
    today: date | None = None,
) -> tuple[Audit, Evidence]:
    """Read what was listed and audit it as of the last day told; where nothing tells a day, as of `today`."""
    read = read_files(listing.files, profiles, on_file)
    collected = Collected(read.sources, read.refused, listing.skipped + read.skipped)
    told = any(source.statement.rows or source.statement.periods for source in collected.sources)
    return audit_collected(collected, settings, knowledge, None if told else today)
