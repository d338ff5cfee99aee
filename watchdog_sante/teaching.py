"""What an acceptance teaches: of whom the person said "I know them", a detector that asks "who is this?" is told.

An acceptance covers the evidence that was seen; new evidence is a new question. For detectors that only ask whether a
creditor, a payee, a care provider or a person is known, the same one again is no new question: the key was taught.
What is graver than what was accepted is asked all the same.
"""

from collections.abc import Iterable

from watchdog_sante.model.alerts import Alert, AlertState
from watchdog_sante.model.findings import Finding

# Slugs of the detectors that ask "who is this?"; a test compares them with the catalogue.
ASK_WHO = frozenset(
    {
        "new-mandate",
        "look-alike-payee",
        "new-payee-transfer",
        "risky-merchant",
        "lender",
        "credit-unexplained",
        "care-never-seen",
        "unknown-beneficiary",
    }
)


def untaught(findings: Iterable[Finding], alerts: Iterable[Alert]) -> tuple[Finding, ...]:
    """The findings that the person's acceptances do not answer, in their order."""
    taught: dict[tuple[str, str], int] = {}
    for alert in alerts:
        if alert.state is AlertState.ACCEPTED and alert.question.subject:
            key = alert.question.detector, alert.question.subject
            taught[key] = max(taught.get(key, 0), alert.question.severity.rank)
    return tuple(
        finding
        for finding in findings
        if finding.slug not in ASK_WHO or finding.severity.rank > taught.get((finding.detector, finding.subject), -1)
    )
