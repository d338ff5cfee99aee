"""Room kept for a full disk: deleting rows needs space too, so a file stands ready to be given up first."""

import os
import shutil
from pathlib import Path

SIZE = 4 * 1024 * 1024  # bytes
LOW = 200 * 1024 * 1024  # bytes free under which the person is told

_NAME = "room-for-a-full-disk"


def keep(folder: Path) -> None:
    """Make sure the ballast lies in `folder`. Raises `OSError` when the disk has no room for it."""
    path = folder / _NAME
    if path.exists() and path.stat().st_size == SIZE:
        return
    part = folder / f"{_NAME}.part"
    descriptor = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        os.posix_fallocate(descriptor, 0, SIZE)
        os.fsync(descriptor)
    except OSError:
        part.unlink()
        raise
    finally:
        os.close(descriptor)
    part.replace(path)


def give_up(folder: Path) -> bool:
    """Free the ballast's room; False when there was none."""
    path = folder / _NAME
    stood = path.exists()
    path.unlink(missing_ok=True)
    return stood


def is_low(folder: Path) -> bool:
    """True when the disk that holds `folder` is nearly full."""
    return shutil.disk_usage(folder).free < LOW
