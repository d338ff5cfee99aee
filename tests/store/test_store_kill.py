"""Killed at any moment, nothing is lost and every copy is labelled: the short form of `benchmarks/kill_nine.py`."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_thirty_kills_lose_nothing() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "kill_nine.py"), "--rounds", "30", "--seed", "20261123"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout)
    losses = ("imports_lost", "alerts_lost", "unlabelled_copies", "spurious", "damage")
    assert {name: figures[name] for name in losses} == dict.fromkeys(losses, 0)
    assert figures["alerts"] > 5
    assert figures["received"] > 0
