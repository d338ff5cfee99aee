"""The floors of the house hold, and each of their contracts has been seen to break."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# One violation a contract: the file to add to, the line that breaks it, the contract that must notice.
PLANTED = [
    ("labels/__init__.py", "import watchdog_sante.cycle", "A floor only looks down"),
    ("unknown_room.py", "", "A floor only looks down"),
    ("matching/__init__.py", "import socket", "The rooms that think touch nothing outside"),
    ("model/money.py", "import pandas", "The model speaks standard library only"),
    ("inbox.py", "import ofxparse", "One door to ofxparse"),
    ("readers/printed_statement.py", "import pdfminer", "One door to pdfminer"),
    ("cycle.py", "import sqlite3", "One door to sqlite3"),
    ("settings.py", "import apprise", "One door to apprise"),
    ("daemon/worker.py", "import apscheduler", "One door to apscheduler"),
    ("dossier/pack.py", "import reportlab", "One door to reportlab"),
    ("report/html.py", "import pygal", "One door to pygal"),
    ("daemon/supervision.py", "import pandas", "Supervisors stay small"),
    ("detectors/new_mandate.py", "import watchdog_sante.detectors.lender", "Detectors do not know each other"),
    ("commands/demo.py", "import watchdog_sante.commands.audit", "Commands do not know each other"),
]


def _lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "NO_COLOR": "1", "COLUMNS": "200"},
    )
    return done.returncode, done.stdout + done.stderr


def test_the_floors_hold() -> None:
    code, text = _lint(ROOT)
    assert code == 0, text


def test_every_contract_has_its_planted_violation() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == {name for _, _, name in PLANTED}


@pytest.mark.parametrize(("room", "line", "contract"), PLANTED)
def test_a_planted_violation_is_caught(room: str, line: str, contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "watchdog_sante", tmp_path / "watchdog_sante")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / "watchdog_sante" / room
    target.write_text(f"{line}\n{target.read_text() if target.exists() else ''}")
    code, text = _lint(tmp_path)
    assert code == 1, text
    assert f"{contract} BROKEN" in text
