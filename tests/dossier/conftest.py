"""Somebody with nothing yet, for each test."""

from pathlib import Path

import pytest

from tests.dossier.person import Person


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with a folder for statements, and settings in French."""
    return Person(tmp_path)
