"""Killed, or the power cut, at any moment: nothing is lost. The short forms of three programs in `benchmarks/`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def run(name: str, *arguments: str) -> tuple[int, dict[str, Any]]:
    """A program's exit code and figures."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.returncode, json.loads(done.stdout)


def test_twelve_kills_of_real_cycles_lose_nothing() -> None:
    code, figures = run("kill_cycles", "--rounds", "12", "--seed", "20261125")
    assert code == 0, figures
    assert (figures["files"], figures["alerts"]) == (12, 12)
    assert figures["received"] > 0


def test_power_cuts_lose_no_committed_row() -> None:
    code, figures = run("power_cuts", "--states", "80", "--imports", "12", "--seed", "20261125")
    assert (code, figures["lost"]) == (0, {})
    assert figures["syncs"] > 50


def test_the_cuts_would_be_seen_to_lose_rows() -> None:
    """Without syncs the same cuts damage and lose."""
    code, figures = run("power_cuts", "--states", "40", "--imports", "6", "--synchronous", "OFF")
    assert code == 1
    assert sum(figures["lost"].values()) > 10


def test_thirty_kills_lose_nothing() -> None:
    code, figures = run("kill_nine", "--rounds", "30", "--seed", "20261123")
    assert code == 0, figures
    losses = ("imports_lost", "alerts_lost", "unlabelled_copies", "spurious", "damage")
    assert {name: figures[name] for name in losses} == dict.fromkeys(losses, 0)
    assert figures["alerts"] > 5
    assert figures["received"] > 0
