"""What the daemon costs: memory and processor of idle supervisors, and a cycle with one new month of ten years.

    python -m benchmarks.idle --seconds 120

Real processes in a temporary home: ten years of an invented household are dropped, `run` is started, and once it is
idle each supervisor's memory (VmRSS) and processor are read from /proc for the time asked. Then the last month is
dropped and a cycle's child is timed, by the clock and by its processor. Prints one JSON object; exit code 1 when a goal
is missed (60 MB, 0.5 % of a core, 5 s of processor).
"""

import argparse
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from watchdog_sante.daemon.child import Orders, Role, run_child
from watchdog_sante.household_generator import generate

YEARS = 10
START = date(2016, 11, 1)
LAST = "2026-10"
TICK = os.sysconf("SC_CLK_TCK")


def household(home: Path) -> dict[Path, bytes]:
    """Settings, and all files but the last month's in the inbox; those of the last month."""
    made = generate(20261125, months=12 * YEARS, start=START)
    late = {}
    for file in made.files:
        place = home / "inbox" / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        if LAST in file.name:
            late[place] = file.data
        else:
            place.write_bytes(file.data)
    text = re.sub(r"^inbox:.*?(?=^\S)", "", made.settings_yaml, flags=re.MULTILINE | re.DOTALL)
    (home / "watchdog.yaml").write_text(f"inbox: [{home}/inbox]\n{text}", "utf-8")
    return late


def supervisors(state: Path) -> dict[str, int]:
    """The role of each supervisor and its process."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue
            if str(state) in words and "watchdog_sante.daemon.serving" in words:
                found["messenger" if "messenger" in words else "watcher"] = int(entry.name)
    return found


def seen(process: int) -> tuple[int, float]:
    """Its memory in kB and the seconds of processor it has used."""
    status = Path(f"/proc/{process}/status").read_text()
    memory = int(re.findall(r"VmRSS:\s+(\d+)", status)[0])
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return memory, (int(fields[11]) + int(fields[12])) / TICK


def idle(home: Path, seconds: float) -> dict[str, dict[str, float]]:
    """Start, wait for calm, measure."""
    state = home / "state"
    words = ["run", "--config", str(home / "watchdog.yaml"), "--state", str(state)]
    daemon = subprocess.Popen([sys.executable, "-m", "watchdog_sante", *words], start_new_session=True)
    try:
        time.sleep(40)
        before = {role: seen(process) for role, process in supervisors(state).items()}
        time.sleep(seconds)
        figures: dict[str, dict[str, float]] = defaultdict(dict)
        for role, process in supervisors(state).items():
            memory, used = seen(process)
            share = 100 * (used - before[role][1]) / seconds
            figures[role] = {"megabytes": round(memory / 1000, 1), "percent": round(share, 3)}
        return figures
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(60)


def cycle(home: Path, late: dict[Path, bytes]) -> dict[str, float]:
    """Drop the last month and time the child that reads it; a file counts as whole at its second look at the latest."""
    for place, data in late.items():
        place.write_bytes(data)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    ended = run_child(Orders(Role.WATCHER, home / "state", home / "watchdog.yaml"), threading.Event())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    read = ended.report.read if ended.report else -1
    return {"files": read, "seconds": round(time.monotonic() - began, 2), "processor": round(used, 2)}


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        late = household(home)
        first = cycle(home, {})
        figures: dict[str, Any] = {"supervisors": idle(home, asked.seconds), "first": first, "cycle": cycle(home, late)}
    sys.stdout.write(f"{json.dumps(figures)}\n")
    small = all(one["megabytes"] < 60 and one["percent"] < 0.5 for one in figures["supervisors"].values())
    return int(not small or len(figures["supervisors"]) < 2 or figures["cycle"]["processor"] >= 5)


if __name__ == "__main__":
    raise SystemExit(main())
