"""The result of one look at all statements: what `audit` prints and the report shows."""

from dataclasses import dataclass
from datetime import date

from watchdog_sante.model.coverage import CoverageLine
from watchdog_sante.model.downloads import Download
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.knowledge import Breach
from watchdog_sante.model.sources import RefusedFile
from watchdog_sante.model.statements import RejectedRow


@dataclass(frozen=True, slots=True)
class AuditedSource:
    """A file that was read: `new` rows were first told by it, `known` ones by another file before it."""

    file: str
    sha256: str
    kind: SourceKind
    profile: str
    new: int
    known: int
    rejected: tuple[RejectedRow, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything one audit found; `start` and `end` are None when no row was read."""

    start: date | None
    end: date | None
    sources: tuple[AuditedSource, ...]
    refused: tuple[RefusedFile, ...]
    skipped: tuple[str, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[CoverageLine, ...]
    downloads: tuple[Download, ...] = ()  # statements due on the day the question was asked
    proposed_breaches: tuple[Breach, ...] = ()  # those that potentially concern the household, not yet ticked
