"""`rules test PATH...`: what the person's own rules would have caught in these statements."""

from dataclasses import dataclass

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import audit_listing
from watchdog_sante.inbox import Listing
from watchdog_sante.model.findings import Finding
from watchdog_sante.package_data import knowledge
from watchdog_sante.readers.forms import Form
from watchdog_sante.settings import Settings


@dataclass(frozen=True)
class Tried:
    """What the rules caught, and the names of those that caught nothing: one of them may be misspelt."""

    findings: tuple[Finding, ...]
    silent: tuple[str, ...]


def run(listing: Listing, settings: Settings, profiles: tuple[Form, ...]) -> Result[Tried]:
    """The findings of the own rules alone, every other detector switched off. Exit code 3 when a file was refused."""
    alone = settings.only("own-rule")
    audit, _ = audit_listing(listing, profiles, alone, knowledge())
    subjects = [finding.subject for finding in audit.findings]
    names = dict.fromkeys(rule.name for rule in settings.rules)
    silent = tuple(name for name in names if not any(one.startswith(f"rule:{name}:") for one in subjects))
    return Result(Tried(audit.findings, silent), ExitCode.REFUSED if audit.refused else ExitCode.DONE)
