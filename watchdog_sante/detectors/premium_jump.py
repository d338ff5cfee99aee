"""WS120, premium jump: the premium of a health insurer rises out of season, or far above the yearly rise.

Looks for: a premium well above the last ones, outside the turn of the year, a second rise within months, or a rise
that no yearly one explains.
Why it matters: a contract changed without your consent (a dearer level, a person added) shows in the premium first.
What to do: read the insurer's notice of due payment, ask the insurer by its own number, ask the amount back in time.
Known false alarms: the rise of January, a birthday, a newborn, a level of cover that you chose, a change of tax.
Source: domain notes, section 2, P14 (15 % outside January and February).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.mandates import Mandate, rhythm
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_premium

CARD = Card("WS120", "premium-jump", Severity.WARNING, ("check-insurer-details", "contest-in-time"), "0.1")
_SEASON = (12, 1, 2)  # months of the yearly rise
_RECENT = timedelta(days=300)  # a rise so near is this year's
_OTHER = 2  # so many times dearer or cheaper is another contract of the same insurer
_LATELY = timedelta(days=100)

EXAMPLES = (
    Example(
        "out-of-season",
        """
        bank          | amount  | label                       | expect
        2023-01-10 x5 | -80.00  | PRLV SEPA MUTUELLE DES LACS |
        2023-06-12    | -101.00 | PRLV SEPA MUTUELLE DES LACS | WS120
        2023-07-10 x3 | -101.00 | PRLV SEPA MUTUELLE DES LACS |
        """,
    ),
    Example(
        "yearly",
        """
        bank          | amount | label                       | expect
        2023-05-10 x8 | -80.00 | PRLV SEPA MUTUELLE DES LACS |
        2024-01-10 x4 | -88.80 | PRLV SEPA MUTUELLE DES LACS |
        2024-05-10 x3 | -92.30 | PRLV SEPA MUTUELLE DES LACS |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How much a premium may rise."""

    least_debits: int = Field(3, ge=2)
    rise_percent: float = Field(15, gt=0)
    season_percent: float = Field(25, gt=0)
    digest_percent: float = Field(8, gt=0)


def _streams(mandate: Mandate) -> list[list[Movement]]:
    """A creditor's debits by mandate reference when several go on side by side, else by contract as sizes tell."""
    references = mandate.references
    if not any(later.first < earlier.last for earlier, later in pairwise(references)):
        return _by_size(mandate.debits)
    by_reference: dict[str, list[Movement]] = {}
    for debit in mandate.debits:
        by_reference.setdefault(debit.reading.mandate_reference, []).append(debit)
    return list(by_reference.values())


def _by_size(debits: Iterable[Movement]) -> list[list[Movement]]:
    """Contracts told apart by what they cost where no reference does: none doubles, none falls to half.

    A debit belongs to the contract whose last one is nearest; only earlier debits are looked at.
    """
    streams: list[list[Movement]] = []
    for debit in debits:
        near = [one for one in streams if 1 / _OTHER < debit.cents / one[-1].cents < _OTHER]
        if near:
            min(near, key=lambda one: abs(one[-1].cents - debit.cents)).append(debit)
        else:
            streams.append([debit])
    return streams


def _steady(before: list[Movement]) -> bool:
    """Whether the premium mostly stays the same from one debit to the next."""
    same = [abs(earlier.cents - later.cents) * 100 <= abs(earlier.cents) for earlier, later in pairwise(before)]
    return sum(same) * 2 >= len(same)


def _second_largest(before: list[Movement]) -> int:
    """Cents taken twice in the last months, so that two contracts of nearly one size are no jump; 0 for too few."""
    lately = sorted(-one.cents for one in before if before[-1].booked - one.booked <= _LATELY)
    return lately[-2] if len(lately) > 1 else 0


def _jumps(debits: list[Movement], params: Params) -> Iterator[tuple[Movement, int, str, Severity]]:
    """Debits that begin a higher level: debit, level before in cents, why, severity."""
    steps: list[date] = []
    for index in range(1, len(debits)):
        debit, before = debits[index], debits[max(0, index - 24) : index]
        # One premium cut short does not lower the level.
        level = max(-before[-1].cents, round(median(-one.cents for one in before[-3:])), _second_largest(before))
        percent = (-debit.cents / level - 1) * 100
        again = any(debit.booked - step <= _RECENT for step in steps)
        season = debit.booked.month in _SEASON and not again
        if percent > 1:
            steps.append(debit.booked)
        if index < params.least_debits or not _steady(before) or not rhythm(one.booked for one in (*before, debit)):
            continue
        if percent > (params.season_percent if season else params.rise_percent):
            yield debit, level, "far_above" if season else "again" if again else "out_of_season", CARD.severity
        elif percent > params.digest_percent and not season:
            yield debit, level, "again" if again else "out_of_season", Severity.INFO


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a jump of a premium, on the first debit of the new level."""
    findings = []
    for mandate in evidence.mandates:
        if not mandate.is_premium:
            continue
        jumps = [jump for stream in _streams(mandate) for jump in _jumps(stream, params)]
        for debit, level, why, severity in jumps:
            findings.append(
                found(
                    CARD,
                    debit.booked,
                    mandate.subject,
                    (bank_evidence(debit),),
                    about_premium(debit.booked, mandate.country),
                    context=tuple(bank_evidence(one) for one in mandate.debits if one.booked < debit.booked)[-3:],
                    severity=severity,
                    name=debit.reading.payee,
                    amount=Money(-debit.cents),
                    usual=Money(level),
                    percent=round((-debit.cents / level - 1) * 100),
                    why=say(f"premium-jump.why.{why}"),
                )
            )
    return findings
