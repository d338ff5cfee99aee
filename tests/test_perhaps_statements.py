"""Files whose name promises nothing (.txt, .xml) are looked into: a statement is read, anything else is left aside."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.readers.test_camt import document, entry
from tests.readers.test_cfonb import SAMPLE
from watchdog_sante.cycle import read_files
from watchdog_sante.inbox import Listing
from watchdog_sante.package_data import profiles


def _told(*paths: Path) -> tuple[list[tuple[str, int]], list[tuple[str, str]], list[str]]:
    listing = Listing(paths)
    read = read_files(listing.files, profiles())
    return (
        [(source.file, len(source.statement.rows)) for source in read.sources],
        [(one.file, one.reason.key) for one in read.refused],
        sorted((*listing.skipped, *read.skipped)),
    )


def _fill(folder: Path) -> None:
    (folder / "camt.xml").write_bytes(document(entry("1.00", "DBIT")))
    (folder / "cfonb.txt").write_bytes(SAMPLE.encode())
    (folder / "coupe.xml").write_bytes(document(entry("1.00", "DBIT"))[:-30])
    (folder / "notes.txt").write_text("Appeler la mutuelle ; redemander la carte\n", "utf-8")
    (folder / "plan.xml").write_text("<plan><a>1,00</a></plan>", "utf-8")
    (folder / "vide.txt").write_text("", "utf-8")


EXPECTED = (
    [("camt.xml", 1), ("cfonb.txt", 2)],
    [("coupe.xml", "camt.damaged")],
    ["notes.txt", "plan.xml", "vide.txt"],
)


def test_in_a_folder(tmp_path: Path) -> None:
    _fill(tmp_path)
    assert _told(tmp_path) == EXPECTED


def test_in_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    _fill(folder)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    sources, refused, skipped = _told(tmp_path / "a.zip")
    assert sources == [(f"a.zip/{name}", rows) for name, rows in EXPECTED[0]]
    assert refused == [(f"a.zip/{name}", key) for name, key in EXPECTED[1]]
    assert skipped == [f"a.zip/{name}" for name in EXPECTED[2]]


def test_what_the_person_names_is_refused_not_left_aside(tmp_path: Path) -> None:
    _fill(tmp_path)
    assert _told(tmp_path / "notes.txt") == ([], [("notes.txt", "refused.pasted_unknown")], [])


def test_standard_input_is_a_file_like_any_other() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", "audit", "-", "--format", "json"],
        input=SAMPLE.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b'"file": "paste.txt"' in done.stdout
