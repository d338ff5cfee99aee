"""WS201, reimbursement never received: an insurer says that it paid you, and no bank credit came.

Looks for: a payment to the insured (the sum of one payment day) without any credit of that sum from one day before to
ten business days after, on accounts whose statements tell of all these days. Payments merged in one credit, split over
several, taken by deductions, or credited late are found and stay silent.
Why it matters: whoever takes over an ameli or member account can have reimbursements sent to another bank account.
What to do: type ameli.fr yourself (or call 3646 or your top-up insurer), read the bank details on file, change the
password, ask where the payment went.
Known false alarms: an account that was not imported, a cheque, a spouse's account, a deduction that the statement does
not show. Days that no bank statement tells of, and payments that may still arrive, accuse nobody.
Source: domain notes, section 2, P4; sections 3.3 and 3.5.
"""

from collections.abc import Iterator
from itertools import groupby
from statistics import median_low

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching import Triangle, Unpaid, UnpaidVerdict
from watchdog_sante.model.findings import Action, Card, EvidenceRow, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS201",
    slug="reimbursement-never-received",
    severity=Severity.CRITICAL,
    advice=("check-insurer-details", "watch-accounts"),
    since="0.1",
)

_PAID_UNTIL_MAY = """
        basic      | care       | beneficiary  | act          | provider | paid  | reimbursed | to      | expect
        2023-01-10 | 2023-01-03 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55      | insured |
        2023-02-08 | 2023-02-01 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 16.55      | insured |
        2023-03-14 | 2023-03-07 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55      | insured |
        2023-04-12 | 2023-04-05 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 18.55      | insured |
"""

EXAMPLES = (
    Example(
        "lost",
        _PAID_UNTIL_MAY
        + """\
        2023-05-10 | 2023-05-03 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55      | insured | WS201

        bank       | amount  | label                 | expect
        2023-01-12 | 17.55   | VIR SEPA CPAM PARIS   |
        2023-02-10 | 16.55   | VIR SEPA CPAM PARIS   |
        2023-03-16 | 17.55   | VIR SEPA CPAM PARIS   |
        2023-04-14 | 18.55   | VIR SEPA CPAM PARIS   |
        2023-05-28 | 1900.00 | VIR SEPA ATELIER ORME |
        2023-06-28 | 1900.00 | VIR SEPA ATELIER ORME |
        """,
    ),
    Example(
        "grouped",
        _PAID_UNTIL_MAY
        + """\
        2023-05-10 | 2023-05-03 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55      | insured |
        2023-05-15 | 2023-05-08 | Anne Tilleul | Dentaire     | DR FRENE | 43.38 | 26.03      | insured |

        bank       | amount  | label                 | expect
        2023-01-12 | 17.55   | VIR SEPA CPAM PARIS   |
        2023-02-10 | 16.55   | VIR SEPA CPAM PARIS   |
        2023-03-16 | 17.55   | VIR SEPA CPAM PARIS   |
        2023-04-14 | 18.55   | VIR SEPA CPAM PARIS   |
        2023-05-17 | 43.58   | VIR SEPA CPAM PARIS   |
        2023-06-28 | 1900.00 | VIR SEPA ATELIER ORME |
        """,
    ),
    Example(
        "still-due",
        _PAID_UNTIL_MAY
        + """\
        2023-05-10 | 2023-05-03 | Anne Tilleul | Consultation | DR ORME  | 26.50 | 17.55      | insured |

        bank       | amount  | label                 | expect
        2023-01-12 | 17.55   | VIR SEPA CPAM PARIS   |
        2023-02-10 | 16.55   | VIR SEPA CPAM PARIS   |
        2023-03-16 | 17.55   | VIR SEPA CPAM PARIS   |
        2023-04-14 | 18.55   | VIR SEPA CPAM PARIS   |
        2023-05-15 | 1900.00 | VIR SEPA ATELIER ORME |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """From which amount a missing payment is told."""

    smallest_cents: int = Field(100, ge=0)


def _runs(triangle: Triangle, params: Params) -> Iterator[list[Unpaid]]:
    """Payments missed one after the other, none received in between: one incident."""
    settled = [(group.insurer, group.paid_on) for done in triangle.settlements for group in done.groups]
    missed = [
        unpaid
        for unpaid in triangle.unpaid
        if unpaid.verdict is UnpaidVerdict.NEVER_RECEIVED and unpaid.group.cents >= params.smallest_cents
    ]

    def received_before(unpaid: Unpaid) -> tuple[SourceKind, int]:
        group = unpaid.group
        return group.insurer, sum(kind is group.insurer and day < group.paid_on for kind, day in settled)

    for _, run in groupby(sorted(missed, key=lambda u: (received_before(u), u.group.paid_on)), received_before):
        yield list(run)


def _last_received(triangle: Triangle, run: list[Unpaid]) -> tuple[EvidenceRow, ...]:
    first = run[0].group
    before = [
        credit
        for done in triangle.settlements
        for credit in done.credits
        if done.groups[-1].insurer is first.insurer and done.groups[-1].paid_on < first.paid_on
    ]
    return tuple(bank_evidence(c) for c in sorted(before, key=lambda c: (c.booked, c.operation.key))[-2:])


def _finding(triangle: Triangle, run: list[Unpaid]) -> Finding:
    first = run[0].group
    lines = [line for unpaid in run for line in unpaid.group.lines]
    shown = sorted(lines, key=lambda line: (line.reimbursed_cents <= 0, line.paid_on, line.key))
    delays = triangle.delays(first.insurer)
    certain = len(run) > 1 or run[0].certain
    insurer = say(f"matching.{first.insurer.value}")
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.CRITICAL if certain else Severity.WARNING,
        day=first.paid_on,
        title=say(f"{CARD.slug}.title", amount=Money(sum(unpaid.group.cents for unpaid in run)), insurer=insurer),
        explanation=say(
            f"{CARD.slug}.explanation",
            amount=Money(sum(unpaid.group.cents for unpaid in run)),
            insurer=insurer,
            day=first.paid_on,
            count=len(run),
            until=run[-1].expected_by,
            usual=say(f"{CARD.slug}.days", count=median_low(delays) if delays else 2),
            found=len(delays),
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent"),
        advice=CARD.advice,
        actions=(
            Action(say(f"{CARD.slug}.action.check_{first.insurer.value}"), None, _channel(first.insurer)),
            Action(say(f"{CARD.slug}.action.password")),
        ),
        evidence=tuple(benefit_evidence(line) for line in shown[:12]),
        context=_last_received(triangle, run),
        subject=f"reimbursement:{first.insurer.value}:{first.paid_on.isoformat()}",
    )


def _channel(insurer: SourceKind) -> str:
    return "ameli" if insurer is SourceKind.BASIC_INSURER else "insurer"


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each run of payments missed one after the other."""
    return [_finding(evidence.triangle, run) for run in _runs(evidence.triangle, params)]
