"""WS405, file refused: a file that bears a statement's extension was not read at all.

Looks for: refused files (empty, cut, a web page, an unknown form ...).
Why it matters: nothing of that file was watched.
What to do: what the reason says, most often download the statement again.
Known false alarms: a file that is no statement, left in the folder.
Source: the contract ("a file with a statement's extension that cannot be read is refused").
"""

from pydantic import BaseModel

from watchdog_sante.evidence import Evidence
from watchdog_sante.examples import Example
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import RefusedFile

CARD = Card(id="WS405", slug="file-refused", severity=Severity.INFO, advice=("keep-statements",), since="0.1")

EXAMPLES = (
    Example(
        "unreadable",
        """
        bank       | amount | label                 | expect
        2023-03-06 | -24.00 | CARTE 04/03/23 ÉPICERIE |
        """,
        refused=("releve_2023-04.ofx",),
    ),
    Example(
        "read",
        """
        bank       | amount | label                 | expect
        2023-03-06 | -24.00 | CARTE 04/03/23 ÉPICERIE |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """Nothing to set."""


def _finding(evidence: Evidence, file: RefusedFile) -> Finding:
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=CARD.severity,
        day=evidence.as_of,
        title=say("file-refused.title", file=file.file),
        explanation=say("file-refused.explanation", file=file.file, reason=file.reason),
        would_be_silent_if=say("file-refused.silent", file=file.file),
        advice=CARD.advice,
        actions=(Action(say("file-refused.action.replace", file=file.file)),),
        evidence=(),
        subject=f"file:{file.file}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each refused file, in the order of their names."""
    files = {file.file: file for file in evidence.collected.refused}
    return [_finding(evidence, files[name]) for name in sorted(files)]
