"""WS106, sleeping mandate: a creditor that had stopped debits again after a long silence.

Looks for: a debit of a known creditor after a silence much longer than its rhythm, in days that the statements tell of.
Why it matters: a mandate you believe ended still lets its creditor debit; whoever buys the contract can use it.
What to do: check that the contract still exists; ask the amount back before the date given if it does not.
Known false alarms: a yearly bill, a contract taken up again, a debit of regularisation after the end of a contract.
Source: domain notes, section 2, P2, and section 1.2 (contest clock).
"""

from datetime import date, timedelta
from itertools import pairwise

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.mandates import Mandate, rhythm
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.sentences import Money
from watchdog_sante.remedies import about_debit

CARD = Card("WS106", "sleeping-mandate", Severity.WARNING, ("watch-accounts", "contest-in-time"), "0.1")
_MEMORY = 36  # debits that make a creditor's rhythm

EXAMPLES = (
    Example(
        "wakes",
        """
        bank           | amount | label                        | expect
        2023-01-05 x12 | -39.99 | PRLV SEPA TELECOM DU LAC     |
        2023-01-08 x3  | -29.90 | PRLV SEPA SPORT AU BORD      |
        2023-12-08     | -29.90 | PRLV SEPA SPORT AU BORD      | WS106
        """,
    ),
    Example(
        "yearly",
        """
        bank           | amount  | label                        | expect
        2023-01-05 x4  | -39.99  | PRLV SEPA TELECOM DU LAC     |
        2023-02-08     | -240.00 | PRLV SEPA ASSURANCE DES LACS |
        2023-12-05 x4  | -39.99  | PRLV SEPA TELECOM DU LAC     |
        2024-02-08     | -244.00 | PRLV SEPA ASSURANCE DES LACS |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How long a silence must be."""

    least_months: int = Field(6, ge=2)
    times_rhythm: float = Field(3, gt=1)
    unknown_months: int = Field(14, ge=2)
    gap_days: int = Field(40, ge=1)


def _was_told(account_days: list[date], start: date, end: date, gap_days: int) -> bool:
    """Whether the account's statements tell of the whole silence: no hole of `gap_days` without any operation."""
    inside = [start, *(day for day in account_days if start < day < end), end]
    return all((after - before).days <= gap_days for before, after in pairwise(inside))


def _silence(mandate: Mandate, index: int, params: Params) -> timedelta:
    """How long the silence before the debit at `index` must be, given the rhythm until then."""
    months = rhythm(debit.booked for debit in mandate.debits[max(0, index - _MEMORY) : index])
    least = max(params.least_months, params.times_rhythm * months) if months else params.unknown_months
    return timedelta(days=30.4 * least)


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding an awakening."""
    days: dict[str, list[date]] = {}
    for movement in evidence.movements:
        days.setdefault(movement.operation.account, []).append(movement.booked)
    findings = []
    for mandate in evidence.mandates:
        for index, (before, debit) in enumerate(pairwise(mandate.debits), start=1):
            silent = debit.booked - before.booked
            told = days[debit.operation.account]
            if silent.days < 30 * params.least_months or silent < _silence(mandate, index, params):
                continue
            if not _was_told(told, before.booked, debit.booked, params.gap_days):
                continue
            findings.append(
                found(
                    CARD,
                    debit.booked,
                    mandate.subject,
                    (bank_evidence(debit),),
                    about_debit(debit.booked, mandate.country),
                    context=(bank_evidence(before),),
                    name=debit.reading.payee,
                    amount=Money(-debit.cents),
                    last=before.booked,
                    count=round(silent.days / 30.4),
                )
            )
    return findings
