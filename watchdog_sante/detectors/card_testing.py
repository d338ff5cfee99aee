"""WS111, card testing: a small payment at an unknown merchant, then large ones; or payments far above your habit.

Looks for: within days, a tiny payment and a large one, both at merchants never seen and paid at a distance; several
large payments at such merchants; one on a site far above everything the card ever paid; a tiny payment to a name that
speaks of the carte Vitale or the health insurance.
Why it matters: a stolen card number is tried with a tiny sum before it is used; the lure of a false reimbursement is
0.95 or 1.90 euros of delivery.
What to do: block the card, contest, report on Perceval; answer no "adviser" who calls next.
Known false alarms: car parks, tolls, vending machines, laundries, terminals of markets, travel: small payments made in
person are no test. A large purchase alone, in a shop, is the person's own business.
Source: domain notes, section 2, P1.
"""

from collections.abc import Iterator

from pydantic import BaseModel, Field

from watchdog_sante.card_suspects import HALF_YEAR, Suspects, is_rare, is_sure, nearby
from watchdog_sante.card_suspects import suspects as card_suspects
from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.merchants import Merchants, Presence, paid_on
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, Value, say
from watchdog_sante.remedies import about_card

CARD = Card("WS111", "card-testing", Severity.CRITICAL, ("watch-accounts", "beware-solicitations"), "0.1")

EXAMPLES = (
    Example(
        "test-then-large",
        """
        bank           | amount  | label                                          | expect
        2023-01-05 x8  | -54.10  | CARTE 04/01/23 SUPERMARCHE ORME LYON 03        |
        2023-01-19 x8  | -23.00  | CARTE 18/01/23 BRASSERIE TILLEUL LYON 03       |
        2023-06-14     | -1.20   | CARTE 13/06/23 PAYPAL *ORVAXIA                 | WS111
        2023-06-15     | -612.00 | CARTE 14/06/23 WWW.TREMPLUM.FR                 | WS111
        """,
    ),
    Example(
        "journey",
        """
        bank           | amount  | label                                          | expect
        2023-01-05 x8  | -54.10  | CARTE 04/01/23 SUPERMARCHE ORME LYON 03        |
        2023-01-19 x8  | -123.00 | CARTE 18/01/23 BRASSERIE TILLEUL LYON 03       |
        2023-06-14     | -1.20   | CARTE 13/06/23 PARKING DES QUAIS LYON 03       |
        2023-06-14     | -1.80   | CARTE 13/06/23 PEAGE DE L EST                  |
        2023-06-15     | -612.00 | CARTE 14/06/23 MEUBLES CHARME LYON 03          |
        2023-08-15     | -160.00 | CARTE 14/08/23 WWW.TREMPLUM.FR                 |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """What is a test, what is large, and how near."""

    learning_days: int = Field(60, ge=0)
    test_cents: int = Field(500, ge=1)
    large_cents: int = Field(10_000, ge=1)
    large_share: float = Field(0.95, gt=0, lt=1)
    days: int = Field(3, ge=0)
    long_days: int = Field(10, ge=0)
    rare_tests: int = Field(2, ge=0)
    untold_test_cents: int = Field(200, ge=1)
    untold_large_cents: int = Field(30_000, ge=1)
    untold_share: float = Field(0.98, gt=0, lt=1)
    alone_days: int = Field(180, ge=0)
    alone_times: float = Field(2, gt=1)


def _untold(suspects: Suspects, shops: Merchants, params: Params) -> Iterator[tuple[str, list[Movement], Severity]]:
    """A rare tiny payment, then a very large one, where no label tells a shop from a site; or a large one on a site."""
    sites = [one for one in suspects.large if shops.presence(one) is Presence.REMOTE]
    tests = [*suspects.untold_tests, *(one for one in suspects.tests if -one.cents <= params.untold_test_cents)]
    for test in tests:
        lately = [one for one in nearby(test, tests, HALF_YEAR) if one.booked < test.booked]
        later = nearby(test, [*suspects.untold_large, *sites], params.long_days)
        used = [one for one in later if paid_on(one) >= paid_on(test)]
        sure = shops.presence(test) is Presence.REMOTE or not shops.travelling(paid_on(test), [test, *used])
        if used and len(lately) <= params.rare_tests and sure:
            yield "tested", [test, *used], Severity.WARNING


def _together(suspects: Suspects, shops: Merchants, params: Params) -> Iterator[tuple[str, list[Movement], Severity]]:
    """A test with the large payments around it, then large payments around each other: kind, rows, severity."""
    for test in suspects.tests:
        tests = [test, *nearby(test, suspects.tests, params.days)]
        used = nearby(test, [*suspects.large, *suspects.usual], params.days)
        if len(tests) > 1 and used and is_sure([*tests, *used], shops):
            yield "tested", [*tests, *used], CARD.severity
            continue
        near = [test, *nearby(test, suspects.large, params.days)]
        later = [test, *nearby(test, suspects.large, params.long_days)]
        sites = all(shops.presence(row) is Presence.REMOTE for row in later)
        if len(near) > 1 and is_sure(near, shops):
            yield "tested", near, CARD.severity
        elif len(later) > 1 and (sites or is_rare(test, suspects, shops, params)):
            yield "tested", later, Severity.WARNING
    yield from _untold(suspects, shops, params)
    for large in suspects.large:
        rows = [large, *nearby(large, suspects.large, params.days)]
        if len(rows) > 1 and is_sure(rows, shops):
            yield "several", rows, Severity.WARNING


def _alone(suspects: Suspects, shops: Merchants, evidence: Evidence, params: Params) -> Iterator[Movement]:
    """Large payments on a site, far above everything the card paid in a long history."""
    for large in suspects.large:
        learned = evidence.habits.learned_days(large.operation.account, large.booked)
        largest = evidence.habits.largest(OperationKind.CARD, large.booked) or 0
        site = shops.presence(large) is Presence.REMOTE
        if site and learned >= params.alone_days and -large.cents > params.alone_times * largest:
            yield large


def _incidents(evidence: Evidence, params: Params) -> Iterator[tuple[str, list[Movement], Severity]]:
    """Each row in one incident, the gravest kind first."""
    shops = evidence.merchants
    suspects = card_suspects(evidence, shops, params)
    told: set[str] = set()
    alone = [("lure", [test], Severity.WARNING) for test in suspects.tests if shops.is_lure(test)]
    alone += [("above", [large], Severity.WARNING) for large in _alone(suspects, shops, evidence, params)]
    for kind, rows, severity in (*_together(suspects, shops, params), *alone):
        if not told & {row.operation.key for row in rows}:
            told |= {row.operation.key for row in rows}
            yield kind, rows, severity


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding an incident: the test with what followed, or the large payments together."""
    findings = []
    for kind, unordered, severity in _incidents(evidence, params):
        rows = sorted(unordered, key=lambda row: (row.booked, row.operation.key))[:12]
        smallest, largest = max(rows, key=lambda row: row.cents), min(rows, key=lambda row: row.cents)
        high = evidence.habits.quantile(OperationKind.CARD, params.large_share, rows[0].booked) or 0
        name, amount = largest.reading.payee, Money(-largest.cents)
        told: dict[str, Value] = {
            "small": Money(-smallest.cents),
            "tested": smallest.reading.payee,
            "number": len(rows),
        }
        findings.append(
            found(
                CARD,
                rows[0].booked,
                f"payee:{largest.reading.payee_key}",
                tuple(bank_evidence(row) for row in rows),
                about_card(rows[0].booked),
                severity=severity,
                name=name,
                amount=amount,
                high=Money(high),
                what=say(f"card-testing.what.{kind}", name=name, amount=amount, **told),
            )
        )
    return findings
