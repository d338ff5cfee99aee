"""Apprise and its services are loaded in the messenger's child alone: not by what watches, nor by what reads."""

import subprocess
import sys

import pytest

_QUESTION = (
    "import sys, {module}; "
    "print(sorted({{name.partition('.')[0] for name in sys.modules}} & {{'apprise', 'requests'}}))"
)


@pytest.mark.parametrize(
    "module", ["watchdog_sante.daemon.serving", "watchdog_sante.daemon.scheduler", "watchdog_sante.daemon.worker"]
)
def test_neither_supervisor_nor_child_imports_apprise_before_it_sends(module: str) -> None:
    asked = [sys.executable, "-c", _QUESTION.format(module=module)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "[]\n"
