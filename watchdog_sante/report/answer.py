"""The answer to the person's question, the same on a terminal and in the report: how many things deserve a look, up to
which day all was verified, and what could not be. What was not verified stands beside the answer, never only below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.sentences import Sentence, say

if TYPE_CHECKING:
    from watchdog_sante.model.audit import Audit


def answer(audit: "Audit") -> Sentence:
    """How many things deserve a look."""
    if audit.start is None:
        return say("report.answer_unread")
    count = len(severe(audit.findings))
    return say("report.answer", count=count) if count else say("report.answer_nothing")


def severe(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that deserve a look, the gravest and latest first."""
    found = [finding for finding in findings if finding.severity is not Severity.INFO]
    return tuple(sorted(found, key=lambda one: (-one.severity.rank, -one.day.toordinal(), one.id)))


def noted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those worth a note, the latest first."""
    found = [finding for finding in findings if finding.severity is Severity.INFO]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.id)))


def verified_until(coverage: Iterable[CoverageLine]) -> date | None:
    """The day up to which every account and every insurer was verified at last; snapshots of details do not count."""
    ends: dict[Sentence, date] = {}
    for line in coverage:
        if line.state is CoverageState.VERIFIED and line.end and not line.subject.key.endswith("insurer_details"):
            ends[line.subject] = max(line.end, ends.get(line.subject, line.end))
    return min(ends.values(), default=None)


@dataclass(frozen=True, slots=True)
class Unverified:
    """One account, insurer or set of files of which something could not be verified: `lines` say what, in order."""

    subject: Sentence
    lines: tuple[CoverageLine, ...]


def unverified(coverage: Iterable[CoverageLine]) -> tuple[Unverified, ...]:
    """Everything that could not be verified, by subject in the order of the ledger."""
    lines = [line for line in coverage if line.state is not CoverageState.VERIFIED]
    subjects = dict.fromkeys(line.subject for line in lines)
    return tuple(Unverified(subject, tuple(one for one in lines if one.subject == subject)) for subject in subjects)


def assurance(coverage: Sequence[CoverageLine]) -> Sentence:
    """Up to which day all was verified, and whether something was not."""
    day, missing = verified_until(coverage), unverified(coverage)
    if day is None:
        return say("report.verified_nothing")
    if not missing:
        return say("report.verified_all", day=day)
    return say("report.verified_partly", day=day, count=len(missing))
