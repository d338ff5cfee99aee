"""`report`: the HTML page of everything in the store."""

from datetime import datetime
from pathlib import Path

from watchdog_sante.alerts import fold, pair
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.detectors import full_cards
from watchdog_sante.files import write_whole
from watchdog_sante.package_data import templates
from watchdog_sante.report.html import page
from watchdog_sante.report.page_contents import Contents
from watchdog_sante.rounds.inbox_reading import Taken
from watchdog_sante.rounds.lived_cycle import Desk, think_through
from watchdog_sante.store import alert_log


def run(desk: Desk, path: Path, now: datetime) -> Result[Path]:
    """Write the page, readable by its owner only; where it is. Raises `OSError`."""
    audit, evidence = think_through(desk, Taken(), now)
    answers = pair(fold(alert_log.load(desk.watcher)), audit.findings)
    contents = Contents(audit, evidence, full_cards(), evidence.as_of, answers)
    write_whole(path, page(contents, desk.words, templates("report")))
    return Result(path, ExitCode.DONE)
