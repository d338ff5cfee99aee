"""What commands print on: lines without spaces at their ends, and no-break spaces that hold."""

import pytest
from rich.table import Table

from watchdog_sante.cli.screen import screen


def test_a_table_leaves_no_spaces_at_the_ends_of_lines(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_row("un", "deux")
    table.add_row("un de plus", "2")
    screen().print(table)
    assert capsys.readouterr().out == "un          deux\nun de plus  2\n"


def test_a_line_is_not_broken_at_a_no_break_space(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    screen().print("que l\u2019on nomme \u00ab\u00a0Money\u00a0\u00bb")
    assert capsys.readouterr().out == "que l\u2019on nomme\n\u00ab\u00a0Money\u00a0\u00bb\n"
