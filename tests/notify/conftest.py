"""Apprise loads all its services at the first address: once for all tests, and its own import warning aside."""

import warnings

import pytest
from apprise import Apprise


@pytest.fixture(scope="session", autouse=True)
def _services_are_loaded() -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'imghdr' is deprecated", DeprecationWarning)  # apprise/utils/pgp.py
        assert Apprise().add("json://localhost")
