"""`downloads`: which statements are due today, and how to get each; `--all`: how to get any."""

from datetime import datetime

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.downloads import Download
from watchdog_sante.model.knowledge import DownloadGuide
from watchdog_sante.rounds.inbox_reading import Taken
from watchdog_sante.rounds.lived_cycle import Desk, think


def run(desk: Desk, now: datetime) -> Result[tuple[Download, ...]]:
    """The statements due on the person's day; nothing is written."""
    return Result(think(desk, Taken(), now).downloads, ExitCode.DONE)


def guides(desk: Desk) -> Result[tuple[DownloadGuide, ...]]:
    """Every guide there is."""
    return Result(desk.knowledge.downloads, ExitCode.DONE)
