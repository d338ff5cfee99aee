"""Every export form of the generator is read back whole: no row refused, every operation with its day and cents."""

from collections import Counter

import pytest

from watchdog_sante.cycle import read_files
from watchdog_sante.household_generator import generate
from watchdog_sante.household_generator.banks import EXPORTS
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow
from watchdog_sante.package_data import profiles


@pytest.mark.parametrize("form", ["fortuneo-csv", "n26-csv", "revolut-csv"])
@pytest.mark.parametrize("fraud", ["safe_account", "mule_in_parts"])
def test_a_form_tells_every_operation_and_the_fraud(form: str, fraud: str) -> None:
    household = generate(4, bank=form, months=8, frauds=(fraud,), innocents=False)
    files = [StatementFile(file.name, file.name.rpartition("/")[0], file.data) for file in household.files]
    read = read_files(files, profiles())
    assert (read.refused, read.skipped) == ((), ())
    assert [row for source in read.sources for row in source.statement.rejected] == []
    rows = Counter(
        (row.booked, row.cents) for source in read.sources for row in source.statement.rows if isinstance(row, BankRow)
    )
    (label,) = household.labels
    assert label.kind == fraud
    assert not Counter((row.day, row.cents) for row in label.evidence) - rows
    assert form in EXPORTS
    assert form.rpartition("-")[0] in {source.statement.profile for source in read.sources}
