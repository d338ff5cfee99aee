"""Texts of strangers on a terminal: rich's markup, emoji codes and escape sequences are shown, never obeyed."""

import io

import pytest
from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.screen import screen
from watchdog_sante.plain_text import harmless


@pytest.mark.parametrize("wrap", [str, Text], ids=["text", "styled"])
@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("[bold red]VIR[/] [link=http://a.example]x[/link]", "[bold red]VIR[/] [link=http://a.example]x[/link]"),
        ("PRLV :bomb: EAU", "PRLV :bomb: EAU"),
        ("VIR \x1b]0;titre\x07\x1b[2J\x1b[31mCPAM", "VIR ]0;titre[2J[31mCPAM"),
        ("VIR \x9b31mCPAM \u202eMAPC", "VIR 31mCPAM MAPC"),
        ("A\u2066B\u2069C\x00\x08", "ABC"),
    ],
)
def test_a_label_is_shown_as_it_is(label: str, shown: str, wrap: type[str] | type[Text]) -> None:
    terminal = screen()
    terminal._force_terminal = True
    terminal.file = io.StringIO()
    table = Table.grid()
    table.add_row(wrap(label))
    terminal.print(table)
    terminal.print(wrap(label), soft_wrap=True)
    printed = terminal.file.getvalue()
    assert [line.rstrip() for line in printed.splitlines()] == [shown, shown]
    assert not {"\x1b", "\x9b", "\x07", "\x08", "\x00", "\u202e", "\u2066", "\u2069"} & set(printed)


def test_what_is_printable_stays() -> None:
    text = "Prélèvement d’un organisme «\u00a0Île\u00a0» 12,50\u202f€\n"
    assert harmless(text) == text
