"""WS105, amount or rhythm of a mandate broken: a known creditor takes far more, or far more often, than it ever did.

Looks for: a debit far above everything this creditor took before; a monthly creditor that takes its usual amount again
within the month, or several times within days. A second debit of another amount goes to the digest.
Why it matters: a valid mandate lets its creditor take any amount; eight weeks remain to ask it back.
What to do: compare with the bill; ask the amount back before the date given if you did not expect it.
Known false alarms: regularisations of energy, charges or taxes, a late debit beside the next one, a second contract.
Premiums of a health insurer are watched more closely by `premium-jump`.
Source: domain notes, section 1.2 (contest clock) and section 2, P2 and P14.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from statistics import median

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.mandates import Mandate, rhythm
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_debit

CARD = Card("WS105", "debit-amount-broken", Severity.WARNING, ("watch-accounts", "contest-in-time"), "0.1")
_SPREADS = 15  # times the usual distance from the usual amount: a rise as far is no whim of the bill
_MEMORY = 36  # debits that make a creditor's habits: three years of a monthly one

EXAMPLES = (
    Example(
        "far-above",
        """
        bank          | amount  | label                    | expect
        2023-01-05 x8 | -39.99  | PRLV SEPA TELECOM DU LAC |
        2023-09-05    | -899.00 | PRLV SEPA TELECOM DU LAC | WS105
        """,
    ),
    Example(
        "varying-bill",
        """
        bank       | amount  | label                     | expect
        2023-01-05 | -81.20  | PRLV SEPA ENERGIES DU LAC |
        2023-02-06 | -95.10  | PRLV SEPA ENERGIES DU LAC |
        2023-03-06 | -60.00  | PRLV SEPA ENERGIES DU LAC |
        2023-04-05 | -71.30  | PRLV SEPA ENERGIES DU LAC |
        2023-05-05 | -66.80  | PRLV SEPA ENERGIES DU LAC |
        2023-06-05 | -132.00 | PRLV SEPA ENERGIES DU LAC |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How far from its habits a creditor must go."""

    least_debits: int = Field(4, ge=2)
    times_largest: float = Field(2.5, gt=1)
    times_steady: float = Field(2, gt=1)
    least_rise_cents: int = Field(5_000, ge=0)
    soon_days: int = Field(20, ge=1)
    burst_days: int = Field(10, ge=1)


def _is_far_above(debit: Movement, before: list[Movement], params: Params) -> bool:
    """Whether the amount is far above the largest so far; a creditor whose amount hardly moves is held to it closer."""
    amounts = [-one.cents for one in before]
    usual = median(amounts)
    spread = median(abs(amount - usual) for amount in amounts)
    same = sum(abs(one - other) * 50 <= one for one, other in pairwise(amounts))
    steady = spread * 50 <= usual or same * 10 >= 8 * (len(amounts) - 1)  # a yearly rise is no whim
    times = params.times_steady if steady else params.times_largest
    least = max(params.least_rise_cents / 5, min(params.least_rise_cents, _SPREADS * spread))
    return -debit.cents > times * max(amounts) and -debit.cents - usual >= least


def _breaks(mandate: Mandate, params: Params) -> Iterator[tuple[str, Severity, tuple[Movement, ...], list[Movement]]]:
    """Kind, severity, rows accused and rows before, each judged on what was known then."""
    regular: list[Movement] = []  # debits on the creditor's own rhythm: what comes too soon after the last one is not
    for index, debit in enumerate(mandate.debits):
        before = list(mandate.debits[max(0, index - _MEMORY) : index])
        last = regular[-1] if regular else None
        soon = last is not None and debit.booked - last.booked < timedelta(days=params.soon_days)
        monthly = rhythm(one.booked for one in regular[-_MEMORY:]) == 1 and not mandate.is_intermediary
        if not (soon and monthly):
            regular.append(debit)
        if index < params.least_debits:
            continue
        if _is_far_above(debit, before, params):
            yield "amount", CARD.severity, (debit,), before
        elif last is not None and soon and monthly:
            near = [one for one in before if debit.booked - one.booked <= timedelta(days=params.burst_days)]
            same = abs(debit.cents - last.cents) * 100 <= abs(last.cents)
            if len(near) >= 2:
                yield "burst", CARD.severity, (*near[-2:], debit), before
            else:
                yield ("again" if same else "extra"), CARD.severity if same else Severity.INFO, (debit,), before


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a break of a creditor's habits; a break once told belongs to its habits."""
    findings = []
    for mandate in evidence.mandates:
        for kind, severity, rows, before in _breaks(mandate, params):
            last = rows[-1]
            findings.append(
                found(
                    CARD,
                    last.booked,
                    mandate.subject,
                    tuple(bank_evidence(row) for row in rows),
                    about_debit(last.booked, mandate.country),
                    context=tuple(bank_evidence(row) for row in before[-3:] if row not in rows),
                    severity=severity,
                    name=last.reading.payee,
                    amount=Money(-last.cents),
                    usual=Money(round(median(-row.cents for row in before))),
                    largest=Money(max(-row.cents for row in before)),
                    count=len(before),
                    what=say(f"debit-amount-broken.what.{kind}", amount=Money(-last.cents), times=len(rows)),
                )
            )
    return findings
