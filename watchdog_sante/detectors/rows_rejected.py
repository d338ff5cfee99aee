"""WS401, rows not read: a file that was read holds rows that could not be.

Looks for: files with rejected rows, other than those that the bank itself marks as pending or cancelled.
Why it matters: what was not read was not watched. A fraud could stand there.
What to do: download the statement again; if the same rows stay unreadable, look at them yourself.
Known false alarms: footers of spreadsheets, rows in another currency.
Source: lessons of the field ("no row is ever dropped without a count that says so"), domain notes, section 3.1.
"""

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence
from watchdog_sante.examples import Example
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import Source, number_in
from watchdog_sante.model.statements import RejectedRow

CARD = Card(id="WS401", slug="rows-rejected", severity=Severity.INFO, advice=("keep-statements",), since="0.1")

EXAMPLES = (
    Example(
        "unreadable",
        """
        bank       | amount | label                   | unread                | expect
        2023-03-06 | -24.00 | CARTE 04/03/23 ÉPICERIE |                       |
        2023-03-07 | -9.00  | CARTE 05/03/23 ÉPICERIE | csv.no_amount         |
        2023-03-08 | -12.00 | CARTE 06/03/23 ÉPICERIE |                       |
        """,
    ),
    Example(
        "pending",
        """
        bank       | amount | label                   | unread      | expect
        2023-03-06 | -24.00 | CARTE 04/03/23 ÉPICERIE |             |
        2023-03-07 | -9.00  | CARTE 05/03/23 ÉPICERIE | csv.pending |
        """,
    ),
    Example(
        "whole",
        """
        bank       | amount | label                 | expect
        2023-03-06 | -24.00 | CARTE 04/03/23 ÉPICERIE |
        """,
    ),
)

_EXPECTED = ("pending", "cancelled")  # ends of the reasons that tell no damage: the bank has not booked these rows


class Params(BaseModel, frozen=True, extra="forbid"):
    """From how many rows on it speaks."""

    at_least: int = Field(1, ge=1)


def _lost(source: Source) -> tuple[RejectedRow, ...]:
    return tuple(row for row in source.statement.rejected if not row.reason.key.endswith(_EXPECTED))


def _finding(evidence: Evidence, source: Source, lost: tuple[RejectedRow, ...]) -> Finding:
    channel = "bank" if source.statement.kind is SourceKind.BANK else "insurer"
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=CARD.severity,
        day=evidence.as_of,
        title=say("rows-rejected.title", file=source.file, count=len(lost)),
        explanation=say(
            "rows-rejected.explanation",
            file=source.file,
            count=len(lost),
            read=len(source.statement.rows),
            row=number_in(source.file, lost[0].row),
            reason=lost[0].reason,
        ),
        would_be_silent_if=say("rows-rejected.silent"),
        advice=CARD.advice,
        actions=(Action(say("rows-rejected.action.download"), None, channel),),
        evidence=(),
        subject=f"file:{source.sha256}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each file (the same bytes under two names count once), with its first unread row."""
    files = {source.sha256: source for source in sorted(evidence.collected.sources, key=lambda one: one.file)}
    lost = [(source, _lost(source)) for source in files.values()]
    return [_finding(evidence, source, rows) for source, rows in lost if len(rows) >= params.at_least]
