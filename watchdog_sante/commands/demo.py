"""`demo`: an invented household in a temporary folder, audited as a newcomer's own would be."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import audit_listing
from watchdog_sante.detectors import full_cards
from watchdog_sante.files import write_whole
from watchdog_sante.household_generator import demo_household
from watchdog_sante.inbox import Listing
from watchdog_sante.model.audit import Audit
from watchdog_sante.package_data import knowledge, phrasebook, profiles, templates
from watchdog_sante.report.html import page
from watchdog_sante.report.page_contents import Contents
from watchdog_sante.settings import load


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the invented statements lie, what was found in them, the report, and the day that is today there."""

    folder: Path
    report: Path
    audit: Audit
    today: date


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
    audit, evidence = audit_listing(Listing((statements,)), profiles(), settings, knowledge())
    report = folder / "rapport.html"
    # Deadlines are told as of the household's last day: in the demo's world, that is today.
    contents = Contents(audit, evidence, full_cards(), evidence.as_of)
    write_whole(report, page(contents, phrasebook(language), templates("report")))
    return Result(Demo(folder, report, audit, evidence.as_of), ExitCode.DONE)
