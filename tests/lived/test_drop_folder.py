"""Files are taken whole or not at all, and what is no plain file of one name is refused without being opened."""

import os
import socket
import time
from pathlib import Path

import pytest

from watchdog_sante.drop_folder import Found, StillWritten, look, take
from watchdog_sante.model.sources import RefusedFile, StatementFile


def _only(folder: Path) -> Found:
    (found,) = look([folder])
    return found


def _faults(folder: Path) -> dict[str, str]:
    return {found.name: found.fault.key if found.fault else "" for found in look([folder])}


def test_the_whole_folder_is_seen_but_what_is_not_finished(tmp_path: Path) -> None:
    (tmp_path / "joint").mkdir()
    for name in ("joint/a.csv", "b.ofx", "c.csv.part", ".hidden.csv", "~d.csv", "e.crdownload"):
        (tmp_path / name).write_text("x")
    assert [found.name for found in look([tmp_path, tmp_path / "absent"])] == ["b.ofx", "joint/a.csv"]


def test_nothing_but_a_plain_file_of_one_name_is_opened(tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text("x")
    (tmp_path / "twice.csv").write_text("x")
    os.link(tmp_path / "twice.csv", tmp_path / "twin.csv")
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "fifo.csv")
    with (tmp_path / "sparse.csv").open("wb") as sparse:
        sparse.truncate(10 * 1024**3)
    with socket.socket(socket.AF_UNIX) as served:
        served.bind(str(tmp_path / "socket.csv"))
    began = time.monotonic()
    assert _faults(tmp_path) == {
        "plain.csv": "",
        "twice.csv": "refused.hard_link",
        "twin.csv": "refused.hard_link",
        "link.csv": "refused.link",
        "fifo.csv": "refused.not_a_file",
        "sparse.csv": "refused.too_large",
        "socket.csv": "refused.not_a_file",
    }
    for found in look([tmp_path]):
        bare = Found(found.path, found.name, 1, 0, 0)  # it became a trap after the look
        taken = take(bare, found.name, sure=True)
        assert isinstance(taken, StatementFile if found.name == "plain.csv" else RefusedFile), found.name
    assert time.monotonic() - began < 1


def test_a_file_open_for_writing_waits(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w") as writer:
        writer.write("half")
        writer.flush()
        with pytest.raises(StillWritten) as raised:
            take(_only(tmp_path), "a.csv", sure=True)
        assert not raised.value.unsure
        writer.write(" and half")
    assert take(_only(tmp_path), "a.csv", sure=False) == StatementFile("a.csv", tmp_path.name, b"half and half")


def test_a_closed_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    assert look([tmp_path / "a.csv"]) == ()
