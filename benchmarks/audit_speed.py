"""A whole audit against the mere reading of its files, its memory, and hledger importing and printing the same rows.

    python -m benchmarks.audit_speed                       # 100,000 bank rows, 10,000 reimbursement rows
    python -m benchmarks.audit_speed --households 43 --repeats 1 --no-hledger   # a million bank rows
    python -m benchmarks.audit_speed --growth              # 5, 10 and 20 years: what is not linear shows

The files are those of invented households of twenty years, laid side by side as in the folder of somebody who looks
after a family: a file a month and account, OFX and CSV of several banks, statements of both insurers, snapshots of the
insurer's details. Processor time; reading and auditing in turn, medians of the repeats, ratios within one run. The
memory is that of one whole `audit --format json` in a process of its own.
"""

import argparse
import csv
import io
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchdog_sante.cycle import audit_listing, read_files
from watchdog_sante.household_generator import generate
from watchdog_sante.inbox import Listing
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sources import Collected
from watchdog_sante.package_data import forms, knowledge, phrasebook
from watchdog_sante.report.document import to_json
from watchdog_sante.settings import Settings

YEARS, START = 20, date(2004, 1, 1)
GOAL, MEGABYTES = 2.5, 600


def household_files(folder: Path, households: int, years: int) -> None:
    """Write the files of so many invented households without frauds, each in a folder of its own."""
    for seed in range(1, households + 1):
        for file in generate(seed, months=12 * years, start=START, frauds=()).files:
            place = folder / f"foyer {seed}" / file.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.data)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of processor: reading alone, and reading, thinking and writing the JSON."""

    reading: float
    audit: float

    @property
    def ratio(self) -> float:
        return self.audit / self.reading


def measure(folder: Path) -> Times:
    """Read the folder, then audit it whole."""
    listing, start = Listing((folder,)), time.process_time()
    read_files(listing.files, forms())
    reading, start = time.process_time() - start, time.process_time()
    audit, _ = audit_listing(Listing((folder,)), forms(), Settings(), knowledge())
    to_json(audit, phrasebook("fr"))
    return Times(reading, time.process_time() - start)


def medians(folder: Path, repeats: int) -> Times:
    """Of reading, and of the audits at the median of their ratios to the reading beside them."""
    seen = [measure(folder) for _ in range(repeats)]
    reading = statistics.median(one.reading for one in seen)
    return Times(reading, reading * statistics.median(one.ratio for one in seen))


def counted(collected: Collected) -> dict[str, int]:
    """Rows of the bank and of the insurers, as they stand in the files."""
    rows = {"bank": 0, "insurers": 0}
    for source in collected.sources:
        if source.statement.kind is not SourceKind.INSURER_DETAILS:
            rows["bank" if source.statement.kind is SourceKind.BANK else "insurers"] += len(source.statement.rows)
    return rows


def memory(folder: Path) -> tuple[float, float]:
    """Peak memory in MB (10⁶ bytes) and processor seconds of one `audit --format json` of its own."""
    command = [sys.executable, "-m", "watchdog_sante", "audit", str(folder), "--format", "json", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1, 3), status
    return used.ru_maxrss * 1024 / 1e6, used.ru_utime + used.ru_stime


def hledger(collected: Collected, work: Path) -> tuple[float, float] | None:
    """Processor seconds of hledger importing, then printing, the same bank rows as one CSV; None without hledger."""
    program = shutil.which("hledger")
    if program is None:
        return None
    text = io.StringIO()
    rows = csv.writer(text)
    for source in collected.sources:
        if source.statement.kind is SourceKind.BANK:
            for row in source.statement.rows:
                rows.writerow((row.booked, f"{row.cents / 100:.2f}", row.label))
    (work / "bank.csv").write_text(text.getvalue(), "utf-8")
    (work / "bank.csv.rules").write_text(
        "fields date, amount, description\ndate-format %Y-%m-%d\ncurrency EUR\naccount1 assets:bank\n", "utf-8"
    )
    journal = work / "bank.journal"
    journal.touch()
    return _children(program, "import", "-f", str(journal), str(work / "bank.csv")), _children(
        program, "print", "-f", str(journal)
    )


def _children(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def growth(households: int, repeats: int) -> list[tuple[int, Times]]:
    """The times of the same households over n, 2n and 4n years."""
    told = []
    for years in (YEARS // 4, YEARS // 2, YEARS):
        with tempfile.TemporaryDirectory() as folder:
            household_files(Path(folder), households, years)
            told.append((years, medians(Path(folder), repeats)))
    return told


def main() -> None:
    """Print what was measured as one JSON object; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--households", type=int, default=5, help="of about 20,000 bank rows each")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--growth", action="store_true", help="the times over 5, 10 and 20 years instead")
    parser.add_argument("--files", type=Path, help="keep the generated files here, and take those that are there")
    parser.add_argument("--hledger", action=argparse.BooleanOptionalAction, default=True)
    asked = parser.parse_args()
    if asked.growth:
        for years, times in growth(asked.households, asked.repeats):
            print(f"{years} years: reading {times.reading:.2f} s, audit {times.audit:.2f} s, ratio {times.ratio:.2f}")
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.files or Path(temporary, "files")
        if not folder.exists():
            household_files(folder, asked.households, YEARS)
        collected = read_files(Listing((folder,)).files, forms())
        theirs = hledger(collected, Path(temporary)) if asked.hledger else None
        rows = counted(collected)
        del collected
        times = medians(folder, asked.repeats)
        peak, alone = memory(folder)
    told = {
        **rows,
        "reading_s": round(times.reading, 2),
        "audit_s": round(times.audit, 2),
        "ratio": round(times.ratio, 2),
        "command_s": round(alone, 2),
        "peak_mb": round(peak),
        "hledger_import_s, print_s": theirs and [round(one, 2) for one in theirs],
    }
    print(json.dumps(told, indent=1))
    sys.exit(times.ratio > GOAL or peak > MEGABYTES)


if __name__ == "__main__":
    main()
