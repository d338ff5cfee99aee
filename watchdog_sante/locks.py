"""One at a time: an advisory lock that the kernel releases when its holder dies, however it dies."""

import fcntl
import os
import threading
import time
from pathlib import Path
from types import TracebackType

_PACE = 0.1  # seconds between two tries
_NEVER = threading.Event()


class Held(Exception):
    """Another process holds the lock; `path` is the lock's file."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class Lock:
    """The lock of `path`, held for the time of a `with`. Raises `Held` when it is not free in `patience` seconds."""

    def __init__(self, path: Path, patience: float = 0.0) -> None:
        self._path = path
        self._patience = patience
        self._descriptor = -1

    def __enter__(self) -> "Lock":
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(self._path, flags, 0o600)
        until = time.monotonic() + self._patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._descriptor = descriptor
                return self
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    os.close(descriptor)
                    raise Held(self._path) from error
            _NEVER.wait(_PACE)

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        os.close(self._descriptor)


def is_held(path: Path) -> bool:
    """True when a living process holds the lock."""
    if not path.exists():
        return False
    try:
        with Lock(path):
            return False
    except Held:
        return True


def instance_lock(folder: Path) -> Path:
    """Held by a daemon as long as it lives, in the folder of its role."""
    return folder / "instance.lock"


def work_lock(folder: Path) -> Path:
    """Held for the time of one cycle or one round, whoever makes it."""
    return folder / "work.lock"
