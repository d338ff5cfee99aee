"""The work of an audit grows with its rows: calls of functions counted, which no load of the machine changes."""

import cProfile
import pstats
from datetime import date

from watchdog_sante.cycle import audit_collected, read_files
from watchdog_sante.household_generator import generate
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.package_data import forms, knowledge
from watchdog_sante.settings import Settings

# A step that looks at every pair of rows doubles with each doubling; one such step among many showed as 1.26.
_LINEAR = 1.1


def _calls_a_row(years: int) -> float:
    """Calls of functions for each row, reading left out."""
    made = generate(2, months=12 * years, start=date(2014, 1, 1), frauds=())
    files = [StatementFile(one.name, one.name.rpartition("/")[0], one.data) for one in made.files]
    collected = read_files(files, forms())
    counting = cProfile.Profile()
    counting.runcall(audit_collected, collected, Settings(), knowledge())
    rows = sum(len(source.statement.rows) for source in collected.sources)
    return float(pstats.Stats(counting).total_calls) / rows  # type: ignore[attr-defined]


def test_four_times_the_years_cost_no_more_a_row() -> None:
    _calls_a_row(1)  # what is worked out once for the whole program
    short, double, long = (_calls_a_row(years) for years in (2, 4, 8))
    assert double <= _LINEAR * short, (short, double)
    assert long <= _LINEAR * double, (short, double, long)
