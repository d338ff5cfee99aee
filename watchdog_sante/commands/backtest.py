"""`backtest [PATH...]`: how many alerts a month these settings would have raised, which, and what would change it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

from watchdog_sante.backtest import Backtest, Change, proposals, replay, until
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import detect, read_files
from watchdog_sante.evidence import Evidence, assemble
from watchdog_sante.inbox import Listing
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.household import Household
from watchdog_sante.model.sources import Collected
from watchdog_sante.package_data import knowledge
from watchdog_sante.quieting import Trial, changed
from watchdog_sante.readers.forms import Form
from watchdog_sante.settings import Settings

_KEPT = 26  # month ends whose evidence is kept for the trials: two years


def run(
    listing: Listing,
    settings: Settings,
    profiles: tuple[Form, ...],
    months: int,
    on_month: Callable[[], None] = lambda: None,
) -> Result[Backtest]:
    """Replay the last `months` months of the statements listed. Exit code 3 when a file was refused."""
    read = read_files(listing.files, profiles)
    facts = knowledge()

    @lru_cache(_KEPT)
    def evidence(as_of: date, household: Household) -> Evidence:
        return assemble(until(read, as_of), household, facts, as_of)

    def look(under: Settings, as_of: date) -> tuple[Finding, ...]:
        return detect(evidence(as_of, under.as_household()), under)

    def again(changes: tuple[Change, ...], on_month: Callable[[], None] = lambda: None) -> Backtest:
        def looked(_: Collected, as_of: date) -> tuple[Finding, ...]:
            on_month()
            return look(changed(settings, changes), as_of)

        return replay(read, months, looked)

    found = again((), on_month)
    silencers: dict[str, Change] = {}
    for month in found.months:
        trial = Trial(evidence(month.last, settings.as_household()), settings, partial(look, as_of=month.last))
        silencers |= {alert.id: change for alert in month.alerts if (change := trial.silencer(alert))}
    found = replace(found, silencers=silencers)
    code = ExitCode.REFUSED if read.refused else ExitCode.DONE
    return Result(replace(found, proposals=proposals(found, again)), code)
