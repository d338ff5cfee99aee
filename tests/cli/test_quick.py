"""What is asked often answers at once: no heavy room is loaded for it (`benchmarks/start_speed.py` has the figures)."""

import subprocess
import sys
from pathlib import Path

import pytest

_HEAVY = ("pandas", "apprise", "jinja2", "ofxparse", "pdfminer", "pygal", "reportlab", "apscheduler")
_OURS = ("watchdog_sante.readers", "watchdog_sante.detectors")
_LOOK = """
import sys
sys.argv = ["watchdog-sante", *{words!r}]
from watchdog_sante.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
heavy = [name for name in {names!r} if name in sys.modules]
assert not heavy, heavy
"""


@pytest.mark.parametrize("words", [["--help"], ["alerts", "list"]], ids=" ".join)
def test_loads_no_heavy_room(words: list[str], tmp_path: Path) -> None:
    asked = words if "--help" in words else [*words, "--state", str(tmp_path / "state")]
    look = _LOOK.format(words=asked, names=_HEAVY + _OURS)
    environment = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", look], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
