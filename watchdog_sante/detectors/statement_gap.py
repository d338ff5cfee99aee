"""WS402, gap in the statements: days inside the period watched that no statement tells of.

Looks for: the gaps of the coverage ledger, account by account and insurer by insurer.
Why it matters: false calm is the worst fault; a debit of those days was seen by nobody, and can only be contested
within thirteen months.
What to do: download the missing statements; the bank keeps them on line.
Known false alarms: a month without any operation.
Source: coverage ledger; domain notes, section 1.2 (S40).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence
from watchdog_sante.examples import Example
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.sentences import Sentence, say

CARD = Card(id="WS402", slug="statement-gap", severity=Severity.INFO, advice=("keep-statements",), since="0.1")

EXAMPLES = (
    Example(
        "missing-months",
        """
        bank           | amount | label                    | expect
        2023-01-05 x3  | -24.00 | CARTE 04/03/23 ÉPICERIE  |
        2023-01-12 x3  | -12.00 | CARTE 11/03/23 ÉPICERIE  |
        2023-01-19 x3  | -18.00 | CARTE 18/03/23 ÉPICERIE  |
        2023-01-26 x3  | -31.00 | CARTE 25/03/23 ÉPICERIE  |

        bank           | amount | label                    | expect
        2023-06-05 x3  | -24.00 | CARTE 04/03/23 ÉPICERIE  |
        2023-06-12 x3  | -12.00 | CARTE 11/03/23 ÉPICERIE  |
        """,
    ),
    Example(
        "every-month",
        """
        bank           | amount | label                    | expect
        2023-01-05 x12 | -24.00 | CARTE 04/03/23 ÉPICERIE  |
        2023-01-12 x12 | -12.00 | CARTE 11/03/23 ÉPICERIE  |
        2023-01-19 x12 | -18.00 | CARTE 18/03/23 ÉPICERIE  |
        2023-01-26 x12 | -31.00 | CARTE 25/03/23 ÉPICERIE  |
        """,
    ),
)

_MOST_TOLD = 6
_REASONS = ("coverage.days_missing", "coverage.months_missing")  # other gaps of the ledger have their own detector


class Params(BaseModel, frozen=True, extra="forbid"):
    """From which length on a gap is told."""

    days: int = Field(8, ge=1)


def _length(start: date, end: date) -> int:
    return (end - start).days + 1


def _told(gaps: list[tuple[date, date]]) -> Sentence:
    parts = [say("statement-gap.days", start=start, end=end, count=_length(start, end)) for start, end in gaps]
    text = parts[0]
    for part in parts[1:_MOST_TOLD]:
        text = say("statement-gap.then", first=text, second=part)
    rest = len(parts) - _MOST_TOLD
    return say("statement-gap.more", first=text, count=rest) if rest > 0 else text


def _finding(subject: Sentence, gaps: list[tuple[date, date]]) -> Finding:
    name = "|".join([subject.key, *(f"{name}={value}" for name, value in subject.values)])
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=CARD.severity,
        day=gaps[-1][1],
        title=say("statement-gap.title", subject=subject),
        explanation=say("statement-gap.explanation", subject=subject, gaps=_told(gaps), count=len(gaps)),
        would_be_silent_if=say("statement-gap.silent"),
        advice=CARD.advice,
        actions=(Action(say("statement-gap.action.download")),),
        evidence=(),
        subject=f"gap:{name}:" + ",".join(f"{start}/{end}" for start, end in gaps),
    )


def _gaps(lines: Iterable[CoverageLine], days: int) -> dict[Sentence, list[tuple[date, date]]]:
    """The ledger's gaps of at least so many days, by what they are missing from, in the order of days."""
    found: defaultdict[Sentence, set[tuple[date, date]]] = defaultdict(set)
    for line in lines:
        named = line.state is CoverageState.GAP and line.reason is not None and line.reason.key in _REASONS
        if named and line.start and line.end and _length(line.start, line.end) >= days:
            found[line.subject].add((line.start, line.end))
    return {subject: sorted(gaps) for subject, gaps in sorted(found.items(), key=lambda one: str(one[0]))}


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each account or insurer with gaps, all of them told in one sentence."""
    return [_finding(subject, gaps) for subject, gaps in _gaps(evidence.coverage, params.days).items()]
