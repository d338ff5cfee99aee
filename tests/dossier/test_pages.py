"""The pages on what to do with an alert: their commands exist, their numbers are those of the knowledge."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from watchdog_sante.cli import app
from watchdog_sante.package_data import knowledge

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = ("alert.fr.md", "alert.md")


@pytest.mark.parametrize("page", PAGES)
def test_its_commands_exist(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    shown = re.findall(r"(?:^|`)(watchdog-sante [^`\n#]*)", text, re.MULTILINE)
    assert len(shown) >= 12
    for line in shown:
        command, words = typer.main.get_command(app), shlex.split(line)[1:]
        while hasattr(command, "commands"):
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


@pytest.mark.parametrize("page", PAGES)
def test_its_numbers_are_those_of_the_knowledge(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    told = " ".join(f"{one.name} {one.reach}" for one in knowledge().contacts)
    numbers = re.findall(r"0 8[0-9]{2} [0-9]{3} [0-9]{3}|116 006|33700|36 46", text)
    assert set(numbers) == {"0 892 705 705", "0 805 805 817", "116 006", "33700", "36 46"}
    assert all(number in told for number in numbers)


def test_the_two_pages_say_the_same_things() -> None:
    french, english = ((DOCS / page).read_text("utf-8") for page in PAGES)
    for mark in (r"^## ", r"^\| ", r"^- ", r"^```"):
        assert len(re.findall(mark, french, re.MULTILINE)) == len(re.findall(mark, english, re.MULTILINE)), mark
