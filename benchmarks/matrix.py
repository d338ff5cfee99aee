"""The tests on every Python that is promised, with the oldest and the newest dependencies that are allowed.

    python -m benchmarks.matrix --python 3.11 --python 3.12 --python 3.13 --jobs 1
    python -m benchmarks.matrix --python /path/of/python3.13 --dependencies lowest-direct -- tests/store tests/readers

Each cell is a virtual environment of its own in a temporary folder: the wheel is built once, installed with uv
(`--resolution highest` or `lowest-direct`), then `demo` is run and the tests named (all of them when none is). Needs uv
(`pip install uv`). Test tools are always the newest: the lower bounds that count are those of what people install.
Prints a table of results and writes what was installed in each cell; exit code 1 when a cell fails.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESOLUTIONS = ("highest", "lowest-direct")
_UV = (sys.executable, "-m", "uv")


@dataclass(frozen=True, slots=True)
class Cell:
    """A Python (version or path of an interpreter) and how the dependencies are chosen."""

    python: str
    dependencies: str

    @property
    def name(self) -> str:
        """The cell for a table and for the name of a file."""
        return f"{self.python.replace('/', '_').strip('_')}-{self.dependencies}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a cell: `failed` is the step that failed, "" for none."""

    cell: Cell
    failed: str
    last_line: str
    seconds: float


def _run(log: Path, command: Sequence[str], **more: str) -> bool:
    """Run a command with all that it says in the log."""
    with log.open("a", encoding="utf-8") as out:
        out.write(f"$ {' '.join(command)}\n")
        out.flush()
        environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
        return not subprocess.run(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, check=False, env=environment | more
        ).returncode


def build_wheel(folder: Path) -> Path:
    """The wheel that every cell installs."""
    log = folder / "build.log"
    if not _run(log, [*_UV, "build", "--quiet", "--wheel", "--out-dir", str(folder)]):
        sys.exit(log.read_text("utf-8"))
    return next(folder.glob("*.whl"))


def _test_tools() -> list[str]:
    """The test extra, as it is written in pyproject.toml, without its linters."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    linters = ("ruff", "mypy", "import-linter", "types-", "pandas-stubs")
    return [one for one in project["optional-dependencies"]["test"] if not one.startswith(linters)]


def try_cell(cell: Cell, wheel: Path, folder: Path, tests: Sequence[str]) -> Outcome:
    """Install, run the demo, run the tests."""
    home = folder / cell.name
    python, log = home / "bin" / "python", folder / f"{cell.name}.log"
    began = time.monotonic()
    steps: tuple[tuple[str, list[str]], ...] = (
        ("venv", [*_UV, "venv", "--quiet", "--python", cell.python, str(home)]),
        (
            "install",
            [*_UV, "pip", "install", "--quiet", "--python", str(python), "--resolution", cell.dependencies, str(wheel)],
        ),
        ("freeze", [*_UV, "pip", "freeze", "--python", str(python)]),
        ("demo", [str(home / "bin" / "watchdog-sante"), "demo", "--lang", "fr"]),
        ("test tools", [*_UV, "pip", "install", "--quiet", "--python", str(python), *_test_tools()]),
        ("tests", [str(python), "-m", "pytest", "-p", "no:cacheprovider", *tests]),
    )
    failed = ""
    for name, command in steps:
        if not _run(log, command, HOME=str(folder / "home"), UV_CACHE_DIR=_cache()):
            failed = name
            break
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    return Outcome(cell, failed, lines[-1], time.monotonic() - began)


def _cache() -> str:
    return subprocess.run([*_UV, "cache", "dir"], capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    """Try the cells asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", help="version or path of an interpreter; may be repeated")
    parser.add_argument("--dependencies", action="append", choices=RESOLUTIONS)
    parser.add_argument("--keep", type=Path, help="folder for the logs (default: a temporary one)")
    parser.add_argument("tests", nargs="*")
    asked = parser.parse_args()
    pythons, resolutions = asked.python or ["3.11", "3.12", "3.13"], asked.dependencies or list(RESOLUTIONS)
    folder = (asked.keep or Path(tempfile.mkdtemp(prefix="watchdog-sante-matrix-"))).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    wheel = build_wheel(folder)
    failed = False
    for cell in (Cell(python, how) for python in pythons for how in resolutions):
        outcome = try_cell(cell, wheel, folder, asked.tests)
        failed |= bool(outcome.failed)
        print(f"{cell.name}: {outcome.failed or 'passed'}, {outcome.seconds:.0f} s: {outcome.last_line}", flush=True)
        shutil.rmtree(folder / cell.name, ignore_errors=True)
    print(f"Logs: {folder}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
