"""`audit PATH...`: one look at the files named; nothing is stored."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import audit_listing
from watchdog_sante.files import write_whole
from watchdog_sante.inbox import Listing
from watchdog_sante.model.audit import Audit
from watchdog_sante.model.findings import Severity
from watchdog_sante.package_data import knowledge, phrasebook, template
from watchdog_sante.readers.profile import Profile
from watchdog_sante.report.html import page
from watchdog_sante.settings import Settings


def run(
    listing: Listing,
    settings: Settings,
    profiles: tuple[Profile, ...],
    *,
    fail_on: Severity = Severity.WARNING,
    on_file: Callable[[str], None] = lambda _: None,
) -> Result[Audit]:
    """Audit what was listed. Exit code 3 when a file or a row was refused, else 1 for a finding at `fail_on`."""
    audit, _ = audit_listing(listing, profiles, settings, knowledge(), on_file, date.today())
    return Result(audit, _exit_code(audit, fail_on))


def _exit_code(audit: Audit, fail_on: Severity) -> ExitCode:
    rejected = [row for source in audit.sources for row in source.rejected]
    # A row that the bank itself marks as pending is left out as it should be: nothing went wrong.
    if audit.refused or any(not row.reason.key.endswith(".pending") for row in rejected):
        return ExitCode.REFUSED
    severe = [finding for finding in audit.findings if finding.severity.rank >= fail_on.rank]
    return ExitCode.FINDINGS if severe else ExitCode.DONE


def write_report(audit: Audit, path: Path, language: str) -> None:
    """Write the audit as one self-contained HTML page, readable by its owner only. Raises `OSError`."""
    write_whole(path, page(audit, phrasebook(language), template("report.html")))
