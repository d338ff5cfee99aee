"""The hands that try: what this very process may do, and in what state files, folders and the machine are.

A probe does what an intruder would, without leaving a trace: sockets are created and never connected, files are opened
and never read, a right to write is asked for and never used. Nothing leaves the machine.
"""

import os
import shutil
import socket
import stat
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

_FAMILIES = (("IPv4", socket.AF_INET), ("IPv6", socket.AF_INET6))
_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")  # systemd-timesyncd's own mark


class Access(StrEnum):
    """What a process may do with a file or a folder."""

    OPEN = "open"  # it was opened
    REFUSED = "refused"
    ABSENT = "absent"  # not there, or hidden: the process cannot tell, which is the point of hiding


def internet_families() -> tuple[str, ...]:
    """Which kinds of internet sockets this process may create; none is what the watcher promises."""
    return tuple(name for name, family in _FAMILIES if _socket_opens(family))


def _socket_opens(family: int) -> bool:
    try:
        socket.socket(family, socket.SOCK_STREAM).close()
    except OSError:
        return False
    return True


def access(path: Path) -> Access:
    """Whether this process can open a file, or list a folder."""
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY))
        if path.is_dir():
            os.scandir(path).close()
    except FileNotFoundError:
        return Access.ABSENT
    except OSError:
        return Access.REFUSED
    return Access.OPEN


def is_empty(folder: Path) -> bool:
    """True for a folder in which nothing is seen, be it refused, absent or an empty stand-in."""
    try:
        return next(folder.iterdir(), None) is None
    except OSError:
        return True


def can_write(path: Path) -> bool:
    """Whether this process could write there; a read-only mount counts as no."""
    return os.access(path, os.W_OK)


def only_owner(path: Path) -> bool:
    """True when nobody but its owner may do anything with it, and the owner is this user or root; root, who examines
    the machine's service, finds its user's files. Raises `OSError`."""
    status = path.stat()
    owned = os.geteuid() == 0 or status.st_uid in (0, os.geteuid())
    return owned and not stat.S_IMODE(status.st_mode) & 0o077


def mode_of(path: Path) -> str:
    """The rights of a file as `chmod` writes them: `0600`. Raises `OSError`."""
    return f"{stat.S_IMODE(path.stat().st_mode):04o}"


def free_megabytes(folder: Path) -> int:
    """Room left on the disk of the nearest folder that exists."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free // 1_000_000


def newest_of_program() -> datetime:
    """When the newest file of this program was written: the clock cannot rightly be earlier."""
    folder = Path(__file__).parent
    return datetime.fromtimestamp(max(file.stat().st_mtime for file in folder.glob("*.py")), UTC)


def clock_is_synchronised() -> bool:
    """True when systemd's own service says so; other time services leave no mark that can be read here."""
    return _SYNCHRONISED.exists()
