"""`backtest [PATH...]`: how many alerts a month these settings would have raised, and which."""

from collections.abc import Callable
from datetime import date

from watchdog_sante.backtest import Backtest, replay
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import detect, read_files
from watchdog_sante.evidence import assemble
from watchdog_sante.inbox import Listing
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.sources import Collected
from watchdog_sante.package_data import knowledge
from watchdog_sante.readers.forms import Form
from watchdog_sante.settings import Settings


def run(
    listing: Listing,
    settings: Settings,
    profiles: tuple[Form, ...],
    months: int,
    on_month: Callable[[], None] = lambda: None,
) -> Result[Backtest]:
    """Replay the last `months` months of the statements listed. Exit code 3 when a file was refused."""
    read = read_files(listing.files, profiles)
    household, facts = settings.as_household(), knowledge()

    def look(told: Collected, as_of: date) -> tuple[Finding, ...]:
        on_month()
        return detect(assemble(told, household, facts, as_of), settings)

    return Result(replay(read, months, look), ExitCode.REFUSED if read.refused else ExitCode.DONE)
