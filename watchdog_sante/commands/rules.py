"""`rules test PATH...`: what the person's own rules would have caught in these statements."""

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import audit_listing
from watchdog_sante.inbox import Listing
from watchdog_sante.model.findings import Finding
from watchdog_sante.package_data import knowledge
from watchdog_sante.readers.forms import Form
from watchdog_sante.settings import Settings


def run(listing: Listing, settings: Settings, profiles: tuple[Form, ...]) -> Result[tuple[Finding, ...]]:
    """The findings of the own rules alone, every other detector switched off. Exit code 3 when a file was refused."""
    alone = settings.only("own-rule")
    audit, _ = audit_listing(listing, profiles, alone, knowledge())
    return Result(audit.findings, ExitCode.REFUSED if audit.refused else ExitCode.DONE)
