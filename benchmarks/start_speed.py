"""`--help`, `status` and `alerts list` against the `--help` of a two-command typer program that imports pydantic.

    python -m benchmarks.start_speed

Each is a process of its own over the store of the invented household of `demo`, imported and lived through once; its
processor time, the commands in turn, medians of the repeats, ratios to the small program beside them.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from watchdog_sante.household_generator import demo_household

GOAL = 1.5
_SMALL = '''
import typer
from pydantic import BaseModel

app = typer.Typer()

@app.command()
def one(name: str = "x") -> None:
    """Say one thing."""

@app.command()
def two(name: str = "x") -> None:
    """Say another."""

app()
'''


def household(home: Path) -> list[str]:
    """A store that has lived one cycle; the options by which a command finds it."""
    for file in demo_household().files:
        place = home / "inbox" / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data)
    (home / "watchdog.yaml").write_text(f"language: fr\ninbox: [{home}/inbox]\n", "utf-8")
    options = ["--config", str(home / "watchdog.yaml"), "--state", str(home / "state")]
    subprocess.run([sys.executable, "-m", "watchdog_sante", "once", *options], check=True, stdout=subprocess.DEVNULL)
    return options


def seconds(command: list[str]) -> float:
    """Processor time of one run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print each median and its ratio; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=7)
    repeats = parser.parse_args().repeats
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        (home / "small.py").write_text(_SMALL, "utf-8")
        options, ours = household(home), [sys.executable, "-m", "watchdog_sante"]
        commands = {
            "small program": [sys.executable, str(home / "small.py"), "--help"],
            "--help": [*ours, "--help"],
            "status": [*ours, "status", *options],
            "alerts list": [*ours, "alerts", "list", *options],
        }
        runs = [{name: seconds(command) for name, command in commands.items()} for _ in range(repeats)]
    worst = 0.0
    for name in commands:
        ratio = statistics.median(run[name] / run["small program"] for run in runs)
        worst = max(worst, ratio)
        print(f"{name}: {statistics.median(run[name] for run in runs):.2f} s, {ratio:.2f} times the small program")
    sys.exit(worst > GOAL)


if __name__ == "__main__":
    main()
