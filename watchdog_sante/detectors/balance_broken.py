"""WS403, balance that does not add up: the bank's own balances say that operations are missing or one too many.

Looks for: two balances that the statements give, with all days between them told of, whose difference is not the sum
of the operations.
Why it matters: an operation that no statement shows was watched by nobody.
What to do: compare that stretch with the bank's web site, then download it again.
Known false alarms: an operation booked late, a balance taken in the middle of a day (both are allowed for). Where the
balances of an account never add up they prove nothing, and where rows could not be read the cause is known: digest.
Source: coverage ledger; lessons of the field ("gaps never told; running balance finds them").
"""

from collections import Counter
from datetime import date, timedelta

from pydantic import BaseModel, Field

from watchdog_sante.coverage import covers
from watchdog_sante.coverage.balances import Stretch, checked
from watchdog_sante.coverage.ledger import account_subject
from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.model.coverage import CoverageState
from watchdog_sante.model.findings import Action, Card, EvidenceRow, Finding, Severity
from watchdog_sante.model.sentences import Money, say

CARD = Card(id="WS403", slug="balance-broken", severity=Severity.WARNING, advice=("watch-accounts",), since="0.1")

EXAMPLES = (
    Example(
        "money-missing",
        """
        bank       | amount | label                   | balance | expect
        2023-03-01 | -24.00 | CARTE 28/02/23 ÉPICERIE | 976.00  |
        2023-03-10 | -26.00 | CARTE 09/03/23 ÉPICERIE | 950.00  |
        2023-03-20 | -50.00 | CARTE 19/03/23 ÉPICERIE | 900.00  |
        2023-03-31 | -20.00 | CARTE 30/03/23 ÉPICERIE | 880.00  |

        bank       | amount | label                   | balance | expect
        2023-04-02 | -10.00 | CARTE 31/03/23 ÉPICERIE | 800.00  |
        2023-04-10 | -20.00 | CARTE 09/04/23 ÉPICERIE | 780.00  |
        2023-04-20 | -30.00 | CARTE 19/04/23 ÉPICERIE | 750.00  |
        """,
    ),
    Example(
        "to-the-cent",
        """
        bank       | amount | label                   | balance | expect
        2023-03-01 | -24.00 | CARTE 28/02/23 ÉPICERIE | 976.00  |
        2023-03-31 | -26.00 | CARTE 30/03/23 ÉPICERIE | 950.00  |

        bank       | amount | label                   | balance | expect
        2023-04-02 | -10.00 | CARTE 31/03/23 ÉPICERIE | 940.00  |
        2023-04-10 | -20.00 | CARTE 09/04/23 ÉPICERIE | 920.00  |
        """,
    ),
)

# Balances that break again and again prove nothing (two accounts in one folder?): the ledger says so, line by line.
_MOST_BREAKS = 6
_MOST_ROWS = 12
_ABOUT = timedelta(days=7)  # a row that was not read may lie a few days outside of its file's others


class Params(BaseModel, frozen=True, extra="forbid"):
    """From which difference on it speaks."""

    cents: int = Field(1, ge=1)


def _rows_unread(evidence: Evidence, start: date, end: date) -> bool:
    """Whether rows that could not be read, in a file that tells of about these days, may explain the difference."""
    return any(
        line.reason is not None
        and line.reason.key == "coverage.rows_rejected"
        and line.state is CoverageState.GAP
        and (line.start or start) <= end + _ABOUT
        and start <= (line.end or end) + _ABOUT
        for line in evidence.coverage
    )


def _context(evidence: Evidence, stretch: Stretch) -> tuple[EvidenceRow, ...]:
    rows = [
        bank_evidence(movement)
        for movement in evidence.movements
        if movement.operation.account == stretch.account and stretch.start <= movement.booked <= stretch.end
    ]
    return tuple(rows[-_MOST_ROWS:])


def _finding(evidence: Evidence, stretch: Stretch, certain: bool) -> Finding:
    way = "out" if stretch.cents < 0 else "in"
    days = (stretch.end - stretch.start).days + 1
    subject = account_subject(stretch.account, evidence.household)
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.WARNING if certain else Severity.INFO,
        day=stretch.end,
        title=say("balance-broken.title", account=subject),
        explanation=say(
            f"balance-broken.explanation.{way}",
            account=subject,
            days=say("balance-broken.days", start=stretch.start, end=stretch.end, count=days),
            amount=Money(abs(stretch.cents)),
            why=say("balance-broken.certain" if certain else "balance-broken.uncertain"),
        ),
        would_be_silent_if=say("balance-broken.silent"),
        advice=CARD.advice,
        actions=(Action(say("balance-broken.action.compare"), None, "bank"),),
        evidence=(),
        context=_context(evidence, stretch),
        subject=f"balance:{stretch.account}:{stretch.start}:{stretch.end}:{stretch.cents}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each stretch that is told of entirely and does not add up."""
    balances = checked(evidence.collected.sources, evidence.merged)
    proven = {stretch.account for stretch in balances.proven}
    broken = Counter(stretch.account for stretch in balances.off)
    return [
        _finding(
            evidence,
            stretch,
            stretch.account in proven and not _rows_unread(evidence, stretch.start, stretch.end),
        )
        for stretch in balances.off
        if broken[stretch.account] <= _MOST_BREAKS
        and abs(stretch.cents) >= params.cents
        and covers(evidence.covered, stretch.account, stretch.start, stretch.end)
    ]
