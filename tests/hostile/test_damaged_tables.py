"""What fuzzing found: pasted tables that make no sense are answered, whatever stands where."""

import pytest

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement


@pytest.mark.parametrize("text", ["Date Date ro \n6-2-11e\nMUTUELLE;6,40"], ids=["words in no column go on below"])
def test_a_table_without_sense_is_refused_and_never_raises(text: str) -> None:
    assert isinstance(read_statement(StatementFile("a.txt", "", text.encode()), forms()), Rejection)
