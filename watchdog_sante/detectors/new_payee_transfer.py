"""WS110, transfer to a new payee: money leaves by transfer to someone never paid before.

Looks for: transfers out to a payee never seen, above your own habit or several within two days; an instant transfer
cannot be called back and is told at once. Small transfers to a new payee go to the digest.
Why it matters: the false bank adviser has the victim add a payee and send an instant transfer.
What to do: if you did not order it, call the bank now; a recall only works within hours.
Known false alarms: a rent deposit, a craftsman, a car, a new friend. Transfers to savings, to members of the household
and between accounts whose statements are all here are left out; so is anyone who paid you or debited you before.
Source: domain notes, section 2, P11 and section 1.2 (S43, S122).
"""

from collections import defaultdict
from datetime import timedelta

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.labels import payee_key
from watchdog_sante.likeness import holds_any
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_transfer

CARD = Card("WS110", "new-payee-transfer", Severity.WARNING, ("watch-accounts", "contest-in-time"), "0.1")
_KNOWN_BY = (
    OperationKind.TRANSFER_OUT,
    OperationKind.TRANSFER_IN,
    OperationKind.DIRECT_DEBIT,
    OperationKind.LOAN,
)

EXAMPLES = (
    Example(
        "stranger",
        """
        bank          | amount  | label                              | expect
        2023-01-05 x8 | -220.00 | VIR SEPA LUCIE TILLEUL             |
        2023-06-14    | -900.00 | VIR INST M PAUL ORME               | WS110
        """,
    ),
    Example(
        "known-people",
        """
        bank          | amount  | label                              | expect
        2023-01-05 x8 | -220.00 | VIR SEPA LUCIE TILLEUL             |
        2023-02-03    | 60.00   | VIR SEPA RECU /DE MME ANNE CHARME /MOTIF CADEAU |
        2023-06-14    | -800.00 | VIR SEPA LIVRET A TILLEUL          |
        2023-06-15    | -400.00 | VIR SEPA ANNE CHARME               |
        2023-06-16    | -350.00 | VIR SEPA TILLEUL LUCIE             |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How much to a stranger is much."""

    learning_days: int = Field(90, ge=0)
    trial_days: int = Field(10, ge=1)
    small_cents: int = Field(3_000, ge=0)
    least_cents: int = Field(10_000, ge=0)
    most_cents: int = Field(30_000, ge=0)
    times_usual: float = Field(2, gt=0)


def _speaks_of_safety(movement: Movement, evidence: Evidence) -> bool:
    """Whether the label speaks of a safe account, as the false adviser has it written: nobody names savings so."""
    lures = tuple(
        w for group in evidence.knowledge.risky_merchants if group.key == "safe-account-lures" for w in group.words
    )
    return holds_any(payee_key(movement.operation.label), lures)


def _is_own(movement: Movement, evidence: Evidence) -> bool:
    """Whether the payee's name is an account or a member of the household."""
    key = movement.reading.payee_key
    if _speaks_of_safety(movement, evidence):
        return False
    words = [word for group in evidence.knowledge.own_accounts for word in group.words]
    words += [payee_key(account.name) for account in evidence.household.accounts]
    members = [set(payee_key(member.name).split()) for member in evidence.household.members]
    return holds_any(key, tuple(words)) or any(len(name) >= 2 and name <= set(key.split()) for name in members)


def _is_between_people(movement: Movement, evidence: Evidence) -> bool:
    """Whether the transfer went by telephone number, as small sums between friends do (Wero)."""
    words = tuple(
        word for group in evidence.knowledge.intermediaries if group.key == "between-people" for word in group.words
    )
    return bool(movement.reading.intermediary) or holds_any(movement.reading.payee_key, words)


def _much(movement: Movement, evidence: Evidence, params: Params) -> int:
    """The cents from which a transfer is above the person's habit on that day."""
    usual = evidence.habits.median(OperationKind.TRANSFER_OUT, movement.booked) or 0
    return round(min(params.most_cents, max(params.least_cents, params.times_usual * usual)))


def _is_known(first: Movement, evidence: Evidence) -> bool:
    """Whether the payee of a first transfer was seen before, the motive that some banks glue to the name left aside."""
    key, day, habits = first.reading.payee_key, first.booked, evidence.habits
    if habits.known_before(key, day, *_KNOWN_BY):
        return True
    people = (OperationKind.TRANSFER_OUT, OperationKind.TRANSFER_IN)
    return not _speaks_of_safety(first, evidence) and habits.opening_known_before(key, day, *people)


def _new(evidence: Evidence, params: Params) -> list[Movement]:
    """Transfers out to payees never seen before their first transfer: that day, the next, and a large one soon after
    a small one, which may have been a trial."""
    firsts: dict[str, Movement] = {}
    new = []
    for movement in evidence.of_kind(OperationKind.TRANSFER_OUT):
        key, account = movement.reading.payee_key, movement.operation.account
        if not key or movement.operation.key in evidence.own_transfers:
            continue
        first = firsts.setdefault(key, movement)
        learned = evidence.habits.known_days(account, movement.booked) >= params.learning_days
        large = -movement.cents >= _much(movement, evidence, params)
        fresh = movement.booked - first.booked <= timedelta(days=params.trial_days if large else 1)
        if learned and fresh and not _is_known(first, evidence):
            new.append(movement)
    return [movement for movement in new if not _is_own(movement, evidence)]


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a new payee."""
    by_payee: dict[str, list[Movement]] = defaultdict(list)
    new = _new(evidence, params)
    for movement in new:
        by_payee[movement.reading.payee_key].append(movement)
    findings = []
    for key, rows in by_payee.items():
        first = rows[0]
        near = [one for one in new if abs(one.booked - first.booked) <= timedelta(days=1)]
        total, much = -sum(row.cents for row in rows), _much(first, evidence, params)
        instant = any(row.reading.instant for row in rows)
        many = len({one.reading.payee_key for one in near}) >= 2 and -sum(one.cents for one in near) >= much
        above = total >= much or many
        among_friends = total <= params.small_cents or all(_is_between_people(row, evidence) for row in rows)
        grave = Severity.CRITICAL if above else Severity.INFO if among_friends else CARD.severity
        usual = evidence.habits.median(OperationKind.TRANSFER_OUT, first.booked)
        findings.append(
            found(
                CARD,
                first.booked,
                f"payee:{key}",
                tuple(bank_evidence(row) for row in rows[:12]),
                about_transfer(first.booked),
                context=tuple(bank_evidence(one) for one in near if one not in rows),
                severity=grave if instant else CARD.severity if above else Severity.INFO,
                name=first.reading.payee,
                amount=Money(total),
                usual=Money(usual or 0),
                much=Money(much),
                how=say(f"new-payee-transfer.how.{'instant' if instant else 'ordinary'}"),
                why=say(
                    f"new-payee-transfer.why.{'many' if many else 'above' if above else 'small'}", much=Money(much)
                ),
            )
        )
    return findings
