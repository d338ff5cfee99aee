"""Shared fixtures: where the reference material stands, and a word when it is absent.

Texts are compared in French: the package takes its language from the environment as it is imported, so that is set
here, before any test imports it.
"""

import contextlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
    os.environ.pop(name, None)
os.environ |= {"LANG": "fr_FR.UTF-8", "COLUMNS": "80"}
settings.register_profile("any machine", deadline=None)  # a busy machine is no bug
settings.load_profile("any machine")
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project's root with real-world files; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder 'shared' does not stand beside the project: nothing to compare with")
    return SHARED


def _open_databases() -> Counter[str]:
    """The databases that this process holds open, by the kernel's own list; one held twice is there twice."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the listing's own descriptor is gone by now
            found.append(str(descriptor.readlink()).removesuffix(" (deleted)"))
    return Counter(one for one in found if one.endswith(".db"))


@pytest.fixture(autouse=True)
def _every_database_is_closed() -> Iterator[None]:
    """A test closes what it opened. Python 3.13 warns of it, in whatever test runs when the connection is collected."""
    before = _open_databases()
    yield
    assert _open_databases() - before == Counter()
