"""What is taken from folders, and what is refused without being opened."""

import os
import socket
import tempfile
import zipfile
from pathlib import Path

import pytest

from watchdog_sante.inbox import Listing, take, visible
from watchdog_sante.model.sources import RefusedFile, StatementFile


def _listed(*paths: Path) -> dict[str, str]:
    listing = Listing(paths)
    found = {}
    for file in listing.files:
        match file:
            case StatementFile(name, folder, data):
                found[name] = f"{folder}:{data.decode()}"
            case RefusedFile(name, reason):
                found[name] = reason.key
    return found


def test_folders_are_read_recursively_and_other_files_are_listed(tmp_path: Path) -> None:
    (tmp_path / "joint").mkdir()
    (tmp_path / "joint" / "mars.csv").write_text("a")
    (tmp_path / "avril.ofx").write_text("b")
    (tmp_path / "notes.md").write_text("c")
    assert _listed(tmp_path) == {"joint/mars.csv": "joint:a", "avril.ofx": f"{tmp_path.name}:b"}
    assert Listing((tmp_path,)).skipped == ("notes.md",)


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.csv").write_text(folder)
    first, second = tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv"
    assert _listed(first, second) == {str(first): "a:a", str(second): "b:b"}


def test_a_link_is_followed_when_named_and_left_alone_inside_a_folder(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("x")
    (tmp_path / "box").mkdir()
    link = tmp_path / "box" / "link.csv"
    link.symlink_to(tmp_path / "real.csv")
    (tmp_path / "box" / "loop").symlink_to(tmp_path / "box", target_is_directory=True)
    assert _listed(tmp_path / "box") == {}
    assert _listed(link) == {"link.csv": "box:x"}
    assert set(Listing((tmp_path / "box",)).skipped) >= {"link.csv"}


def test_what_is_no_plain_file_is_refused_without_blocking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.ofx")
        found = _listed(
            *(tmp_path / name for name in ("pipe.csv", "loop.csv", "socket.ofx", "absent.csv")), Path("/dev/zero")
        )
    assert found == {
        "pipe.csv": "refused.not_a_file",
        "loop.csv": "refused.link_loop",
        "socket.ofx": "refused.not_a_file",
        "absent.csv": "refused.absent",
        "zero": "refused.not_a_file",
    }
    folder = take(tmp_path, "folder")
    assert isinstance(folder, RefusedFile)
    assert folder.reason.key == "refused.not_a_file"


def test_a_file_without_permission_is_refused() -> None:
    was = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        secret = Path(folder) / "secret.csv"
        secret.write_text("x")
        secret.chmod(0)
        closed = Path(folder) / "closed"
        closed.mkdir(mode=0)
        if was == 0:
            os.seteuid(65534)  # root may read anything: look with the eyes of nobody
        try:
            (found,) = Listing((secret,)).files
            refused = {
                file.file: file.reason.key for file in Listing((Path(folder),)).files if isinstance(file, RefusedFile)
            }
        finally:
            os.seteuid(was)
    assert isinstance(found, RefusedFile)
    assert found.reason.key == "refused.no_permission"
    assert refused == {"secret.csv": "refused.no_permission", str(closed): "refused.no_permission"}


def test_an_archive_is_read_as_a_folder_and_a_bad_one_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "banque.zip", "w") as archive:
        archive.writestr("mars/x.csv", "x")
        archive.writestr("../../evil.ofx", "y")
        archive.writestr("lisez-moi.md", "z")
    (tmp_path / "vide.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    (tmp_path / "cassee.zip").write_bytes(b"PK\x03\x04 broken")
    assert _listed(tmp_path) == {
        "banque.zip/mars/x.csv": "mars:x",
        "banque.zip/../../evil.ofx": "..:y",
        "vide.zip": "refused.archive_without_statement",
        "cassee.zip": "refused.archive_damaged",
    }


def test_an_archive_s_other_members_are_listed_and_one_inside_it_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "banque.zip", "w") as archive:
        archive.writestr("mars.csv", "x")
        archive.writestr("avril.zip", "y")
        archive.writestr("lisez-moi.md", "z")
        archive.writestr("__MACOSX/._mars.csv", "m")
    listing = Listing((tmp_path,))
    found = {file.name if isinstance(file, StatementFile) else file.reason.key for file in listing.files}
    assert found == {"banque.zip/mars.csv", "refused.archive_nested"}
    assert listing.skipped == ("banque.zip/lisez-moi.md", "banque.zip/__MACOSX/._mars.csv")


def test_a_name_has_no_power_over_a_terminal() -> None:
    assert visible("relevé \x1b[31m\n.csv") == "relevé \\x1b[31m\\n.csv"
    assert visible(os.fsdecode(b"x\xff.csv")).isprintable()
