"""Shared fixtures: where the reference material stands, and a word when it is absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project's root with real-world files; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder 'shared' does not stand beside the project: nothing to compare with")
    return SHARED
