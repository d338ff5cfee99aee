"""Card payments that may belong to a stolen card: which first payments at unknown merchants are tests or uses.

What is near, sure or rare is said here; which of them together make an incident is for the detector to say.
Source: domain notes, section 2, P1.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from watchdog_sante.evidence import Evidence
from watchdog_sante.merchants import Merchants, Presence, paid_on
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement

_FAR = (Presence.REMOTE, Presence.UNPLACED)
HALF_YEAR = 182  # days


class Limits(Protocol):
    """What is a test and what is large: cents, shares of the card's payments, days of history."""

    @property
    def learning_days(self) -> int: ...
    @property
    def test_cents(self) -> int: ...
    @property
    def large_cents(self) -> int: ...
    @property
    def large_share(self) -> float: ...
    @property
    def rare_tests(self) -> int: ...
    @property
    def untold_test_cents(self) -> int: ...
    @property
    def untold_large_cents(self) -> int: ...
    @property
    def untold_share(self) -> float: ...


@dataclass
class Suspects:
    """First payments at unknown merchants, away from shops: tests, large ones, and those not above the habit; and the
    tiniest and largest where the account's labels never tell shop from site."""

    tests: list[Movement] = field(default_factory=list)
    large: list[Movement] = field(default_factory=list)
    usual: list[Movement] = field(default_factory=list)
    untold_tests: list[Movement] = field(default_factory=list)
    untold_large: list[Movement] = field(default_factory=list)


def _add_untold(suspects: Suspects, movement: Movement, evidence: Evidence, params: Limits) -> None:
    cents, day = -movement.cents, movement.booked
    high = evidence.habits.quantile(OperationKind.CARD, params.untold_share, day) or 0
    if cents <= params.untold_test_cents:
        suspects.untold_tests.append(movement)
    elif cents >= max(params.untold_large_cents, high):
        suspects.untold_large.append(movement)


def suspects(evidence: Evidence, shops: Merchants, params: Limits) -> Suspects:
    """Sort the first card payments at unknown merchants by what they may be; what was paid in person is none."""
    found = Suspects()
    for movement in evidence.card_payments:
        key, day, cents = movement.reading.payee_key, movement.booked, -movement.cents
        if params.test_cents < cents < params.large_cents:
            continue
        presence = shops.presence(movement)
        if presence is Presence.IN_PERSON:
            continue
        learned = evidence.habits.known_days(movement.operation.account, day) >= params.learning_days
        if not learned or evidence.habits.known_before(key, day, OperationKind.CARD):
            continue
        if presence not in _FAR:
            _add_untold(found, movement, evidence, params)
        elif cents <= params.test_cents:
            if not shops.is_small_ticket(movement):
                found.tests.append(movement)
        elif cents > (evidence.habits.quantile(OperationKind.CARD, params.large_share, day) or 0):
            found.large.append(movement)
        else:
            found.usual.append(movement)
    return found


def nearby(one: Movement, others: list[Movement], days: int) -> list[Movement]:
    """Movements at other merchants of the same account within so many days of purchase."""
    return [
        other
        for other in others
        if abs(paid_on(other) - paid_on(one)) <= timedelta(days=days)
        and other.operation.account == one.operation.account
        and other is not one
    ]


def is_sure(rows: list[Movement], shops: Merchants) -> bool:
    """Whether the rows are surely at a distance: while travelling, a label without a town proves nothing."""
    marked = [row for row in rows if shops.presence(row) is Presence.REMOTE]
    return len(marked) >= 2 or (bool(marked) and not any(shops.travelling(paid_on(row), rows) for row in rows))


def is_rare(test: Movement, suspects: Suspects, shops: Merchants, params: Limits) -> bool:
    """Whether tiny payments at unknown names are rare for this person, who is not travelling."""
    lately = nearby(test, [one for one in suspects.tests if one.booked < test.booked], HALF_YEAR)
    return len(lately) <= params.rare_tests and not shops.travelling(paid_on(test), [test])
