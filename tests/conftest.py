"""Shared fixtures: where the reference material stands, and a word when it is absent.

Texts are compared in French: the package takes its language from the environment as it is imported, so that is set
here, before any test imports it.
"""

import os
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
