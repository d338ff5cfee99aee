"""`demo`: an invented household in a temporary folder, audited as a newcomer's own would be."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import audit_listing
from watchdog_sante.files import write_whole
from watchdog_sante.household_generator import demo_household
from watchdog_sante.inbox import Listing
from watchdog_sante.model.audit import Audit
from watchdog_sante.package_data import knowledge, phrasebook, profiles, template
from watchdog_sante.report.html import page
from watchdog_sante.settings import load


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the invented statements lie, what was found in them, and the report."""

    folder: Path
    report: Path
    audit: Audit


def run(language: str) -> Result[Demo]:
    """Write the household, audit it with its settings, write the report. Exit code 0: the frauds are invented."""
    household = demo_household()
    folder = Path(tempfile.mkdtemp(prefix="watchdog-sante-demo-"))
    statements = folder / "releves"
    statements.mkdir()
    for file in household.files:
        (statements / file.name).write_bytes(file.data)
    write_whole(folder / "watchdog.yaml", household.settings_yaml)
    settings = load(folder / "watchdog.yaml")
    audit, _ = audit_listing(Listing((statements,)), profiles(), settings, knowledge())
    report = folder / "rapport.html"
    write_whole(report, page(audit, phrasebook(language), template("report.html")))
    return Result(Demo(folder, report, audit), ExitCode.DONE)
