"""The ledger of what was verified, up to which day, and what could not be: false calm is the worst bug."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchdog_sante.model.sentences import Sentence


class CoverageState(StrEnum):
    """verified; gap (days or rows missing inside the period); stale (nothing new for long); cannot_check."""

    VERIFIED = "verified"
    GAP = "gap"
    STALE = "stale"
    CANNOT_CHECK = "cannot_check"


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """`subject` is what is covered: an account masked to its last four, or an insurer's role."""

    subject: Sentence
    start: date | None
    end: date | None
    state: CoverageState
    reason: Sentence | None = None
