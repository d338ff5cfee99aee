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
