"""WS404, stale account: nothing new has been told of an account or an insurer for long.

Looks for: what the coverage ledger calls stale.
Why it matters: a watchdog that no longer receives statements is silent, and its silence looks like calm.
What to do: drop the latest statement in the folder; tell the settings when an account is closed.
Known false alarms: a closed account, an account that is hardly used.
Source: coverage ledger; lessons of the field ("stale data that looks healthy").
"""

from datetime import date, timedelta

from pydantic import BaseModel

from watchdog_sante.evidence import Evidence
from watchdog_sante.examples import Example
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.sentences import say

CARD = Card(id="WS404", slug="stale-account", severity=Severity.INFO, advice=("watch-accounts",), since="0.1")

EXAMPLES = (
    Example(
        "silent",
        """
        bank           | amount | label                    | expect
        2023-01-05 x12 | -24.00 | CARTE 04/03/23 ÉPICERIE  |
        """,
        as_of=date(2024, 6, 1),
    ),
    Example(
        "recent",
        """
        bank           | amount | label                    | expect
        2023-01-05 x12 | -24.00 | CARTE 04/03/23 ÉPICERIE  |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """Nothing to set here: the ledger says what is stale, `silence_days` of the settings after how many days."""


def _finding(evidence: Evidence, line: CoverageLine) -> Finding:
    last = line.start - timedelta(days=1) if line.start else evidence.as_of
    name = "|".join([line.subject.key, *(f"{name}={value}" for name, value in line.subject.values)])
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=CARD.severity,
        day=last,
        title=say("stale-account.title", subject=line.subject),
        explanation=say(
            "stale-account.explanation", subject=line.subject, last=last, count=(evidence.as_of - last).days
        ),
        would_be_silent_if=say("stale-account.silent"),
        advice=CARD.advice,
        actions=(Action(say("stale-account.action.download")),),
        evidence=(),
        subject=f"stale:{name}:{last}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each stale line of the ledger; it is another one when the account is stale again later."""
    return [_finding(evidence, line) for line in evidence.coverage if line.state is CoverageState.STALE]
