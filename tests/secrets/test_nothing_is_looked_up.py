"""No telemetry, no look-up: with no channel set, no command opens a connection or asks for a name, nor do its children.

Every Python process of a command is watched by an audit hook that the interpreter itself calls; the family of sockets
within one machine (systemd's readiness) is let through.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from watchdog_sante.daemon.child import Orders, Role
from watchdog_sante.household_generator import demo_household

WATCH = """
import os, socket, sys

def _note(text):
    with open(os.environ["WATCHED"], "a", encoding="utf-8") as log:
        log.write(text + "\\n")

def _hook(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if arguments[0].family != socket.AF_UNIX:
            _note("NETWORK " + event)
            raise PermissionError(event)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"):
        _note("NETWORK " + event)
        raise PermissionError(event)

_note("process " + " ".join(sys.orig_argv[1:4]))
sys.addaudithook(_hook)
"""
COMMANDS = (
    ("audit", "in", "--report", "report.html"),
    ("mandates", "in"),
    ("backtest", "in", "--months", "3"),
    ("profiles", "list"),
    ("explain", "WS101"),
    ("downloads",),
    ("check",),
    ("import", "in"),
    ("once",),
    ("status",),
    ("alerts", "list"),
    ("report", "again.html"),
    ("message", "sms.txt"),
    ("export",),
    ("backup", "copy.db"),
    ("demo",),
)


def _run(home: Path, *words: str) -> list[str]:
    """What the hook noted in this command's processes."""
    log = home / "watched.log"
    log.unlink(missing_ok=True)
    here = os.pathsep.join([str(home / "hook"), str(Path(__file__).parents[2])])
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "NOTIFY_"))}
    environment |= {"PYTHONPATH": here, "WATCHED": str(log), "HOME": str(home), "TMPDIR": str(home)}
    reading, writing = os.pipe()  # a child ends when its supervisor's end is closed
    try:
        done = subprocess.run(
            words, cwd=home, env=environment, stdin=reading, capture_output=True, text=True, check=False, timeout=120
        )
    finally:
        os.close(writing)
        os.close(reading)
    assert done.returncode in (0, 1, 3), (words, done.returncode, done.stderr)
    return log.read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A household's statements, settings without a channel, a received message, and the hook."""
    home = tmp_path_factory.mktemp("home")
    for file in demo_household().files:
        place = home / "in" / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data)
    settings = home / ".config" / "watchdog-sante" / "watchdog.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"language: fr\ninbox: ['{home}/in']\n", "utf-8")
    (home / "sms.txt").write_text("Votre remboursement attend : https://ameli-colis.example/rib", "utf-8")
    (home / "hook").mkdir()
    (home / "hook" / "sitecustomize.py").write_text(WATCH, "utf-8")
    return home


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_no_command_reaches_out(home: Path, words: tuple[str, ...]) -> None:
    noted = _run(home, sys.executable, "-m", "watchdog_sante", *words)
    assert [line for line in noted if line.startswith("NETWORK")] == []
    assert noted[0].startswith("process -m watchdog_sante")


@pytest.mark.parametrize("role", Role)
def test_no_child_of_the_daemon_reaches_out(home: Path, role: Role) -> None:
    """A child's environment is the daemon's own, without our hook: so it is begun here as the daemon begins it."""
    orders = Orders(role, home / "state", home / ".config" / "watchdog-sante" / "watchdog.yaml").arguments(False)
    noted = _run(home, sys.executable, "-P", "-m", "watchdog_sante.daemon.worker", *orders)
    assert noted == ["process -P -m watchdog_sante.daemon.worker"]


def test_a_connection_would_be_seen(home: Path) -> None:
    reach = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass"
    noted = _run(home, sys.executable, "-c", reach)
    assert [line for line in noted if line.startswith("NETWORK")] == ["NETWORK socket.getaddrinfo"]
