"""Commands: one file each; each returns a `Result` and never prints."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class ExitCode(IntEnum):
    """What a script may rely on."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2  # usage or settings
    REFUSED = 3  # some input was refused; wins over FINDINGS
    UNDELIVERED = 4
    LOCKED = 5
    BUG = 70


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """What a command found, for `cli.py` to print, and the exit code."""

    data: T
    exit_code: ExitCode
