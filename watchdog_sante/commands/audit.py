"""`audit PATH...`: one look at the files named; nothing is stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import audit_listing
from watchdog_sante.detectors import full_cards
from watchdog_sante.evidence import Evidence
from watchdog_sante.files import write_whole
from watchdog_sante.inbox import Listing
from watchdog_sante.model.audit import Audit
from watchdog_sante.model.findings import Severity
from watchdog_sante.package_data import knowledge, phrasebook, templates
from watchdog_sante.readers.forms import Form
from watchdog_sante.settings import Settings


@dataclass(frozen=True, slots=True)
class Audited:
    """What was found, and the evidence that a report shows besides."""

    audit: Audit
    evidence: Evidence


def run(
    listing: Listing,
    settings: Settings,
    profiles: tuple[Form, ...],
    *,
    fail_on: Severity = Severity.WARNING,
    on_file: Callable[[str], None] = lambda _: None,
) -> Result[Audited]:
    """Audit what was listed. Exit code 3 when a file or a row was refused, else 1 for a finding at `fail_on`."""
    audit, evidence = audit_listing(listing, profiles, settings, knowledge(), on_file, date.today())
    return Result(Audited(audit, evidence), _exit_code(audit, fail_on))


def _exit_code(audit: Audit, fail_on: Severity) -> ExitCode:
    rejected = [row for source in audit.sources for row in source.rejected]
    # A row that the bank itself marks as pending is left out as it should be: nothing went wrong.
    if audit.refused or any(not row.reason.key.endswith(".pending") for row in rejected):
        return ExitCode.REFUSED
    severe = [finding for finding in audit.findings if finding.severity.rank >= fail_on.rank]
    return ExitCode.FINDINGS if severe else ExitCode.DONE


def write_report(found: Audited, path: Path, language: str, today: date) -> None:
    """Write the audit as one self-contained HTML page, readable by its owner only. Raises `OSError`.

    Deadlines are told as of `today`: a clock that has run out is said to have.
    """
    from watchdog_sante.report.html import page  # charts: no other audit needs them
    from watchdog_sante.report.page_contents import Contents

    contents = Contents(found.audit, found.evidence, full_cards(), today)
    write_whole(path, page(contents, phrasebook(language), templates("report")))
