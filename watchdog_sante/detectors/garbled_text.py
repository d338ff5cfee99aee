"""WS406, garbled text: words of a statement were written in one encoding and read in another.

Looks for: letters such as `Ã©` for `é` in labels, acts, providers and card fields, or the mark of a lost letter.
Why it matters: a garbled payee is not recognised, hence looks new, or hides that it resembles a known one.
What to do: download the statement again, choosing OFX where the bank offers it.
Known false alarms: none known: a text counts only when reading it back in UTF-8 gives a clean one.
Source: lessons of the field (UTF-8 bodies labelled Windows-1252).
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence, benefit_evidence, detail_evidence
from watchdog_sante.examples import Example
from watchdog_sante.model.findings import Action, Card, EvidenceRow, Finding, Severity
from watchdog_sante.model.sentences import say

CARD = Card(id="WS406", slug="garbled-text", severity=Severity.INFO, advice=("keep-statements",), since="0.1")

EXAMPLES = (
    Example(
        "two-for-one",
        """
        bank       | amount | label                          | expect
        2023-03-06 | -24.00 | CARTE 04/03/23 Ã‰PICERIE DU MARCHÃ‰ | WS406
        2023-03-07 | -24.00 | CARTE 05/03/23 ÉPICERIE DU MARCHÉ   |
        """,
    ),
    Example(
        "true-accents",
        """
        bank       | amount | label                            | expect
        2023-03-06 | -24.00 | CARTE 04/03/23 PADARIA SÃO JOÃO  |
        2023-03-07 | -9.00  | CARTE 05/03/23 CAFÉ CRÈME À TOI  |
        """,
    ),
)

_MOST_ROWS = 12
_SUSPECT = re.compile(r"[ÂÃ][^\x00-\x7fÀ-ÿ]|[ÂÃ][\xa0-\xbf]|â€|\ufffd")


class Params(BaseModel, frozen=True, extra="forbid"):
    """From how many rows on it speaks."""

    at_least: int = Field(1, ge=1)


def garbled(text: str) -> bool:
    """Whether a text was read in the wrong encoding: it holds the pairs that UTF-8 read as Windows-1252 leaves."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def _rows(evidence: Evidence) -> Iterator[EvidenceRow]:
    for movement in evidence.movements:
        if garbled(movement.operation.label):
            yield bank_evidence(movement)
    for line in evidence.benefit_lines:
        if garbled(f"{line.act} {line.care_provider} {line.beneficiary}"):
            yield benefit_evidence(line)
    for detail in evidence.details:
        if garbled(f"{detail.field} {detail.value}"):
            yield detail_evidence(None, detail, None, detail.value)


def _finding(file: str, rows: list[EvidenceRow]) -> Finding:
    ordered = sorted(rows, key=lambda row: (row.day, row.key))
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=CARD.severity,
        day=ordered[-1].day,
        title=say("garbled-text.title", file=file),
        explanation=say("garbled-text.explanation", file=file, count=len(rows), text=ordered[0].label or file),
        would_be_silent_if=say("garbled-text.silent"),
        advice=CARD.advice,
        actions=(Action(say("garbled-text.action.download")),),
        evidence=tuple(ordered[:_MOST_ROWS]),
        context=tuple(ordered[_MOST_ROWS:]),
        subject=f"file:{file}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each file with garbled rows."""
    by_file: defaultdict[str, list[EvidenceRow]] = defaultdict(list)
    for row in _rows(evidence):
        by_file[row.file].append(row)
    return [_finding(file, rows) for file, rows in sorted(by_file.items()) if len(rows) >= params.at_least]
