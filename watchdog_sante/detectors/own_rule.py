"""WS501, your own rule: an operation matches a rule that you wrote in settings.

Looks for: bank operations for which every condition of one of your rules holds (payee, label, amount, account, kind,
direction).
Why it matters: you know your household better than any general rule does.
What to do: what your rule says; if you do not recognise the operation, contest it with the bank before the date given.
Known false alarms: a rule that is too wide. `rules test` shows what it would have caught.
Source: the person's settings.
"""

import re
from decimal import Decimal

from pydantic import BaseModel, Field

from watchdog_sante.deadlines import contest_deadline
from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.labels.text import fold
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.household import Household
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.rules import Direction, OwnRule
from watchdog_sante.model.sentences import Money, say

CARD = Card(id="WS501", slug="own-rule", severity=Severity.WARNING, advice=("watch-accounts",), since="0.1")

_HOTEL = Household(
    rules=(OwnRule("hôtels", label="hotel*paris", amount_from=Decimal(200), direction=Direction.OUT),),
)
EXAMPLES = (
    Example(
        "met",
        """
        bank       | amount  | label                                   | expect
        2023-03-06 | -240.00 | CARTE 04/03/23 HOTEL DU LAC PARIS 12    | WS501
        2023-03-07 | -4.20   | CARTE 06/03/23 HOTEL DU LAC PARIS 12    |
        2023-03-20 | 240.00  | AVOIR 18/03/23 HOTEL DU LAC PARIS 12    |
        """,
        _HOTEL,
    ),
    Example(
        "none",
        """
        bank       | amount  | label                                   | expect
        2023-03-06 | -240.00 | CARTE 04/03/23 HOTEL DU LAC PARIS 12    |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """Nothing but a limit: the rules themselves are the settings."""

    days_back: int = Field(0, ge=0)


def _found(words: str, *texts: str) -> bool:
    """Whether `words` (folded, `*` = anything) begin a word of one of the texts; no words, no condition."""
    if not words.strip(" *"):
        return True
    parts = [re.escape(part.strip()) for part in fold(words).strip("*").split("*")]
    pattern = re.compile(r"(?<![A-Z0-9])" + ".*".join(parts))
    return any(pattern.search(fold(text)) for text in texts)


def _amount_fits(rule: OwnRule, cents: int) -> bool:
    euros = Decimal(abs(cents)) / 100
    low, high = rule.amount_from, rule.amount_to
    return (low is None or euros >= low) and (high is None or euros <= high)


def _matches(rule: OwnRule, movement: Movement) -> bool:
    operation, reading = movement.operation, movement.reading
    way = Direction.OUT if movement.cents < 0 else Direction.IN
    return (
        _found(rule.payee, reading.payee, reading.payee_key)
        and _found(rule.label, operation.label)
        and _amount_fits(rule, movement.cents)
        and operation.account.endswith("".join(rule.account.split()))
        and rule.kind in (None, reading.kind)
        and rule.direction in (None, way)
    )


def _finding(rule: OwnRule, movement: Movement) -> Finding:
    way = "out" if movement.cents < 0 else "in"
    action = Action(say("own-rule.action.contest"), contest_deadline(movement.booked), "bank")
    payee = movement.reading.payee or movement.operation.label
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=rule.severity,
        day=movement.booked,
        title=say("own-rule.title", rule=rule.name, payee=payee),
        explanation=say(
            f"own-rule.explanation.{way}",
            rule=rule.text or rule.name,
            amount=Money(abs(movement.cents)),
            day=movement.booked,
            payee=payee,
        ),
        would_be_silent_if=say("own-rule.silent", rule=rule.name),
        advice=CARD.advice,
        actions=(action,) if way == "out" else (),
        evidence=(bank_evidence(movement),),
        subject=f"rule:{rule.name}:{movement.reading.payee_key}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each operation that a rule of the household matches (the first such rule, in settings' order)."""
    findings = []
    for movement in evidence.movements:
        if params.days_back and (evidence.as_of - movement.booked).days >= params.days_back:
            continue
        rule = next((rule for rule in evidence.household.rules if _matches(rule, movement)), None)
        if rule is not None:
            findings.append(_finding(rule, movement))
    return findings
