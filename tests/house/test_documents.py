"""The documentation is current: tables, schema and the demo's transcript are what the program says now."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from generate import documents  # noqa: E402

WRITTEN = documents()


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_it_says_what_the_program_says(path: Path) -> None:
    assert path.read_text("utf-8") == WRITTEN[path], "run: python docs/generate.py"


def test_the_generated_places_are_there() -> None:
    for name in ("README.md", "README.fr.md"):
        text = (ROOT / name).read_text("utf-8")
        assert "<!-- demo -->\n" in text
        assert "\n<!-- /demo -->" in text
        linked = {path for path in re.findall(r"\]\(([^):]+)\)", text) if not (ROOT / path).exists()}
        assert linked == set()


def test_the_demo_shows_what_a_newcomer_should_see() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = text.partition("<!-- demo -->")[2].partition("<!-- /demo -->")[0]
    assert {"WS201", "WS101", "WS301"} <= {word for word in shown.replace("·", " ").split() if word.startswith("WS")}


def test_each_promise_of_security_is_held_by_files_that_exist() -> None:
    table = (ROOT / "SECURITY.md").read_text("utf-8").partition("| promise | held by |")[2].partition("\n\n")[0]
    held_by = [row.split("|")[2] for row in table.splitlines()[2:]]
    named = {name for cell in held_by for name in re.findall(r"`([\w/]+(?:\.py|/)?)(?:\.\w+)?`", cell)}
    places = (ROOT, ROOT / "watchdog_sante")
    ends = ("", ".py")  # a function is named by its room
    assert {
        name for name in named if not any((place / f"{name}{end}").exists() for place in places for end in ends)
    } == set()
    assert [cell for cell in held_by if "tests/" not in cell and "the same" not in cell] == []
