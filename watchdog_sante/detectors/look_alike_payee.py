"""WS108, look-alike payee: a name made to look like a creditor or an insurer that you know.

Looks for: a new creditor, payer or payee whose name is a known one with a typing error, an added word, a digit for a
letter or a foreign letter of the same shape. Known: your creditors and payers so far, your settings, health insurers.
Why it matters: a name you expect is not looked at twice; that is what it is forged for.
What to do: compare it with your contract, ask the real creditor by its own number, contest the debit in time.
Known false alarms: another company of the same group, another contract of the same brand, a merger. The same creditor
identifier under another spelling is the same creditor and never told.
Source: domain notes, section 2, P3a and P8b.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.labels import payee_key
from watchdog_sante.likeness import is_cut, resembles, skeleton
from watchdog_sante.model.findings import Action, Card, Finding, Severity, found
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.remedies import about_debit, about_transfer, about_unknown_credit

CARD = Card("WS108", "look-alike-payee", Severity.CRITICAL, ("watch-accounts", "contest-in-time"), "0.1")
_MONTHS = 3  # with a transfer to a payee, before its name may be imitated
_KINDS = (OperationKind.DIRECT_DEBIT, OperationKind.TRANSFER_IN, OperationKind.TRANSFER_OUT)

EXAMPLES = (
    Example(
        "typing-tricks",
        """
        bank          | amount  | label                             | expect
        2023-01-10 x7 | -88.50  | PRLV SEPA MUTUELLE DES LACS       |
        2023-01-12 x7 | -61.00  | PRLV SEPA ENERGIES DU LITTORAL    |
        2023-06-20    | -119.00 | PRLV SEPA MUTUELLE DE5 LACS       | WS108
        2023-07-03    | -93.40  | PRLV SEPA ENERGIE DU LITORAL      | WS108
        """,
    ),
    Example(
        "paid-by-transfer",
        """
        bank          | amount  | label                            | expect
        2023-01-12 x7 | -61.00  | VIR SEPA ENERGIES DU LITTORAL    |
        2023-08-20    | -119.00 | VIR SEPA ENERGIES DU LITORAL     | WS108
        """,
    ),
    Example(
        "true-names",
        """
        bank          | amount | label                                                                | expect
        2023-01-10 x7 | -88.50 | PRLV SEPA MUTUELLE DES LACS ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/7 |
        2023-08-10 x3 | -88.50 | PRLV SEPA MUTUELLE DES LAC ECH/100823 ID EMETTEUR/FR72ZZZ123456 MDT/7  |
        2023-06-20 x3 | -19.00 | PRLV SEPA MUTUELLE DES ARTS                                          |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """From when on a likeness is told."""

    learning_days: int = Field(100, ge=0)
    least_known: int = Field(2, ge=1)


@dataclass(frozen=True, slots=True)
class _Known:
    """A name that may be imitated, the day from which it is known, and what made it known (nothing: a list)."""

    key: str
    since: date
    rows: tuple[Movement, ...] = ()


def _known(evidence: Evidence, least: int) -> list[_Known]:
    """Creditors from their `least`-th debit on, payers of reimbursements, insurers of the settings and of the lists."""
    names = [
        _Known(seen.text, mandate.debits[least - 1].booked, mandate.debits[:2])
        for mandate in evidence.mandates
        for seen in mandate.names
        if len(mandate.debits) >= least and not mandate.is_intermediary
    ]
    names += _paid_by_transfer(evidence)
    told = [word for insurer in evidence.household.insurers for word in (insurer.name, *insurer.bank_labels)]
    told += [payer.payee_key for payer in evidence.triangle.payers]
    names += [_Known(payee_key(word), date.min) for word in told]
    return sorted(names, key=lambda one: (one.key, one.since, not one.rows))


def _paid_by_transfer(evidence: Evidence) -> list[_Known]:
    """Payees of transfers in three months, from the third on: some banks' exports call a direct debit nothing else."""
    paid: dict[str, dict[tuple[int, int], Movement]] = defaultdict(dict)
    for movement in evidence.of_kind(OperationKind.TRANSFER_OUT):
        if movement.operation.key not in evidence.own_transfers:
            paid[movement.reading.payee_key].setdefault((movement.booked.year, movement.booked.month), movement)
    often = {key: tuple(months.values()) for key, months in paid.items() if len(months) >= _MONTHS}
    return [_Known(key, rows[_MONTHS - 1].booked, rows[:2]) for key, rows in often.items()]


def _candidates(evidence: Evidence) -> Iterator[tuple[Movement, str]]:
    """First movement of each creditor, payer and payee by transfer, with the subject to accept."""
    for mandate in evidence.mandates:
        if not mandate.is_intermediary:
            yield mandate.debits[0], mandate.subject
    told: set[str] = set()
    for movement in evidence.transfers:
        key = movement.reading.payee_key
        if key not in told:
            told.add(key)
            yield movement, f"payee:{key}"


def _likeness(movement: Movement, known: _Known, learned: bool) -> str:
    """How the movement's payee imitates a known name: `homoglyph`, `typo`, `added_word` or "" (see `likeness`)."""
    key = movement.reading.payee_key
    if skeleton(movement.reading.payee) == skeleton(known.key) and key != known.key:
        return "homoglyph"
    how = resembles(key, known.key)
    debit = movement.reading.kind is OperationKind.DIRECT_DEBIT
    if how == "added_word" and not (debit and learned):
        return ""  # `CPAM` and `CPAM DE L ISERE` are one payer
    if how == "typo" and not debit and (is_cut(key, known.key) or is_cut(known.key, key)):
        return ""
    return how


def _usual(movement: Movement, known: _Known, evidence: Evidence) -> Sentence:
    """Since when the true name is known, or how far back no statement shows the imitation."""
    if known.since > date.min:
        return say("look-alike-payee.usual.own", known=known.key, since=known.since)
    since = evidence.habits.account_first_day(movement.operation.account) or movement.booked
    return say("look-alike-payee.usual.listed", known=known.key, since=since)


def _finding(movement: Movement, known: _Known, how: str, subject: str, usual: Sentence) -> Finding:
    cents, kind = movement.cents, movement.reading.kind
    country = movement.reading.creditor_id[:2] or "FR"
    actions: tuple[Action, ...]
    if kind is OperationKind.DIRECT_DEBIT:
        actions = about_debit(movement.booked, country)
    else:
        actions = about_transfer(movement.booked) if cents < 0 else about_unknown_credit()
    return found(
        CARD,
        movement.booked,
        subject,
        (bank_evidence(movement),),
        actions,
        context=tuple(bank_evidence(row) for row in known.rows),
        severity=Severity.WARNING if how == "added_word" else CARD.severity,
        name=movement.reading.payee,
        known=known.key,
        amount=Money(abs(cents)),
        how=say(f"look-alike-payee.how.{how}", known=known.key),
        usual=usual,
        way=say(f"look-alike-payee.way.{'out' if cents < 0 else 'in'}"),
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a name that imitates one known before it."""
    known = _known(evidence, params.least_known)
    own = {one.key: one.since for one in reversed(known)}  # each with the earliest day
    listed = [_Known(word, date.min) for payer in evidence.knowledge.payers for word in payer.words if len(word) >= 8]
    genuine = own.keys() | {one.key for one in listed}
    findings = []
    for movement, subject in _candidates(evidence):
        day, key = movement.booked, movement.reading.payee_key
        if not key or (own[key] <= day if key in own else key in genuine):
            continue
        learned = evidence.habits.learned_days(movement.operation.account, day) >= params.learning_days
        before = [one for one in known if one.since < day and one.key != key]
        hits = [(one, how) for one in before if (how := _likeness(movement, one, learned))]
        hits += [(one, how) for one in listed if (how := _likeness(movement, one, False))]
        if hits:
            usual = _usual(movement, hits[0][0], evidence)
            findings.append(_finding(movement, *hits[0], subject, usual))
    return findings
