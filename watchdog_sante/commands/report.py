"""`report`: the HTML page of everything in the store."""

from datetime import datetime
from pathlib import Path

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.files import write_whole
from watchdog_sante.inbox_reading import Taken
from watchdog_sante.lived_cycle import Desk, think
from watchdog_sante.package_data import template
from watchdog_sante.report.html import page


def run(desk: Desk, path: Path, now: datetime) -> Result[Path]:
    """Write the page, readable by its owner only; where it is. Raises `OSError`."""
    write_whole(path, page(think(desk, Taken(), now), desk.words, template("report.html")))
    return Result(path, ExitCode.DONE)
