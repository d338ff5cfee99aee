"""What is asked often answers at once: no heavy room is loaded for it (`benchmarks/start_speed.py` has the figures)."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from watchdog_sante.cli import GROUPS, groups_for
from watchdog_sante.cli.framework import Program

ROOT = Path(__file__).parents[2]
_HEAVY = ("pandas", "apprise", "jinja2", "ofxparse", "pdfminer", "pygal", "reportlab", "apscheduler")
_OURS = ("watchdog_sante.readers", "watchdog_sante.detectors")
_LOOK = """
import sys
from importlib import import_module
sys.argv = ["watchdog-sante", *{words!r}]
from watchdog_sante.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
heavy = [name for name in {names!r} if name in sys.modules]
assert not heavy, heavy
"""


@pytest.mark.parametrize("words", [["--help"], ["alerts", "list"], ["status"]], ids=" ".join)
def test_loads_no_heavy_room(words: list[str], tmp_path: Path) -> None:
    state, inbox = ["--state", str(tmp_path / "state")], tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "watchdog.yaml").write_text(f"inbox: [{inbox}]\n", "utf-8")
    environment = {"HOME": str(tmp_path), "CONFIGURATION_DIRECTORY": str(tmp_path), "PATH": ""}
    subprocess.run([sys.executable, "-m", "watchdog_sante", "once", *state], env=environment, check=True)
    look = _LOOK.format(words=words if "--help" in words else [*words, *state], names=_HEAVY + _OURS)
    done = subprocess.run([sys.executable, "-c", look], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("group", GROUPS)
def test_a_command_is_found_in_the_group_that_adds_it(group: str) -> None:
    app = Program()
    import_module(f"watchdog_sante.cli.{group}").register(app)
    added = [one.name or getattr(one.callback, "__name__", "") for one in app.registered_commands]
    added += [str(one.name) for one in app.registered_groups]
    assert {name: groups_for([name, "x"]) for name in added} == dict.fromkeys(added, (group,))


def test_all_commands_are_there_where_none_is_named_first() -> None:
    for words in ([], ["--help"], ["-h", "--lang=en"], ["--lang", "en", "status"], ["statuts"]):
        assert groups_for(words) == GROUPS


def test_no_plug_in_of_another_package_is_run(tmp_path: Path) -> None:
    """Pydantic runs plug-ins of whatever is installed; a command that reads settings runs none."""
    told = tmp_path / "told"
    (tmp_path / "spy.py").write_text(
        f"open({str(told)!r}, 'w').close()\nclass Spy:\n    def new_schema_validator(self, *_, **__):\n"
        "        return None, None, None\nspy = Spy()\n",
        "utf-8",
    )
    information = tmp_path / "spy-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: spy\nVersion: 1.0\n", "utf-8")
    (information / "entry_points.txt").write_text("[pydantic]\nspy = spy:spy\n", "utf-8")
    (tmp_path / "watchdog.yaml").write_text("language: fr\n", "utf-8")
    environment = {"HOME": str(tmp_path), "PATH": "", "PYTHONPATH": f"{ROOT}:{tmp_path}"}
    look = [sys.executable, "-c", "from pydantic import BaseModel\nclass One(BaseModel):\n    x: int\nOne(x=1)"]
    subprocess.run(look, env=environment, check=True)
    assert told.exists()  # so a program that does nothing against it runs it
    told.unlink()
    words = ["check", "--config", str(tmp_path / "watchdog.yaml")]
    subprocess.run([sys.executable, "-m", "watchdog_sante", *words], env=environment, check=True)
    assert not told.exists()
