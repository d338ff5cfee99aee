"""What is handed out: the wheel and the source archive are the same bytes wherever and whenever they are built."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE_AT = "1767225600"  # any fixed second: what SOURCE_DATE_EPOCH stands for


def _copy(to: Path, age_seconds: int) -> Path:
    """The files that git knows, in another folder and with other times."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if not (source := ROOT / name).exists():
            continue
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target, follow_symlinks=False)
        if not target.is_symlink():
            then = source.stat().st_mtime - age_seconds
            os.utime(target, (then, then))
    shutil.copy(ROOT / ".gitignore", to)
    return to


def _built(folder: Path) -> dict[str, str]:
    """Each archive's SHA-256 by name."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", "made"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": MADE_AT},
        capture_output=True,
        check=True,
    )
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((folder / "made").iterdir())}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = _copy(tmp_path_factory.mktemp("here") / "project", 0)
    _built(folder)
    return folder / "made"


def test_built_twice_in_two_places_the_archives_are_the_same_bytes(first: Path, tmp_path: Path) -> None:
    again = _built(_copy(tmp_path / "elsewhere" / "copy", 40_000_000))
    assert again == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(first.iterdir())}
    assert sorted(name.rpartition(".")[2] for name in again) == ["gz", "whl"]


def test_the_wheel_carries_the_package_and_nothing_else(first: Path) -> None:
    with zipfile.ZipFile(next(first.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"watchdog_sante"}
    package = {f"watchdog_sante/{path.relative_to(ROOT / 'watchdog_sante')}" for path in _package_files()}
    assert package - set(names) == set()


def test_the_source_archive_can_be_tested(first: Path) -> None:
    with tarfile.open(next(first.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "SECURITY.md", "CONTRIBUTING.md", "tests/conftest.py"} <= names


def _package_files() -> list[Path]:
    return [
        path
        for path in (ROOT / "watchdog_sante").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    ]
