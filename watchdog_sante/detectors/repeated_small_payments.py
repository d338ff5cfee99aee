"""WS112, repeated small payments: an unknown merchant takes small sums again and again.

Looks for: a new merchant paid at a distance by card that takes the same small sum several months in a row, several
small sums within days (where no label tells a shop from a site: five within three days), or a tiny sum followed by a
much larger one (the subscription hidden behind a trial; where the label names a town, month after month).
Why it matters: small sums pass unseen; a trial at one euro can hide a subscription of 20 to 90 euros a month.
What to do: if you subscribed to nothing, block the card and contest the payments; else give up the subscription.
Known false alarms: a subscription that you chose (accept it once), transport, car parks, app stores, vending machines.
Source: domain notes, section 2, P1 (subscription trap, innocent twins).
"""

from collections import defaultdict
from datetime import timedelta

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, bank_evidence
from watchdog_sante.examples import Example
from watchdog_sante.mandates import rhythm
from watchdog_sante.merchants import Merchants, Presence, paid_on
from watchdog_sante.model.findings import Card, Finding, Severity, found
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Movement
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.remedies import about_card

CARD = Card("WS112", "repeated-small-payments", Severity.WARNING, ("watch-accounts",), "0.1")

EXAMPLES = (
    Example(
        "trial-offer",
        """
        bank           | amount | label                                     | expect
        2023-01-05 x8  | -54.10 | CARTE 04/01/23 SUPERMARCHE ORME LYON 03   |
        2023-06-14     | -1.90  | CARTE 13/06/23 ORVAXIA.COM                | WS112
        2023-06-29     | -49.90 | CARTE 28/06/23 ORVAXIA.COM                | WS112
        """,
    ),
    Example(
        "trial-with-a-town",
        """
        bank           | amount | label                                     | expect
        2023-01-05 x8  | -54.10 | CARTE 04/01/23 SUPERMARCHE ORME LYON 03   |
        2023-06-14     | -1.00  | CARTE 13/06/23 ORVAXIA CLUB LYON 03       | WS112
        2023-06-17     | -49.90 | CARTE 16/06/23 ORVAXIA CLUB LYON 03       | WS112
        2023-07-17     | -49.90 | CARTE 16/07/23 ORVAXIA CLUB LYON 03       |
        2023-08-17     | -49.90 | CARTE 16/08/23 ORVAXIA CLUB LYON 03       |
        2023-06-21     | -1.50  | CARTE 20/06/23 TABAC CHARME LYON 03       |
        2023-06-29     | -49.90 | CARTE 28/06/23 TABAC CHARME LYON 03       |
        2023-07-04     | -49.90 | CARTE 03/07/23 TABAC CHARME LYON 03       |
        """,
    ),
    Example(
        "many-small-sums",
        """
        bank           | amount | label                                     | expect
        2023-01-05 x8  | -54.10 | CARTE 04/01/23 SUPERMARCHE ORME           |
        2023-06-14     | -4.99  | CARTE 13/06/23 ORVAXIA DIGITAL            | WS112
        2023-06-14     | -9.99  | CARTE 13/06/23 ORVAXIA DIGITAL            | WS112
        2023-06-15     | -2.99  | CARTE 14/06/23 ORVAXIA DIGITAL            | WS112
        2023-06-15     | -4.99  | CARTE 14/06/23 ORVAXIA DIGITAL            | WS112
        2023-06-16     | -9.99  | CARTE 15/06/23 ORVAXIA DIGITAL            | WS112
        2023-07-03     | -4.20  | CARTE 02/07/23 BRASSERIE TILLEUL          |
        2023-07-05     | -3.10  | CARTE 04/07/23 BRASSERIE TILLEUL          |
        2023-07-07     | -4.20  | CARTE 06/07/23 BRASSERIE TILLEUL          |
        2023-07-10     | -3.10  | CARTE 09/07/23 BRASSERIE TILLEUL          |
        2023-07-12     | -4.20  | CARTE 11/07/23 BRASSERIE TILLEUL          |
        """,
    ),
    Example(
        "old-habits",
        """
        bank           | amount | label                                     | expect
        2023-01-05 x8  | -54.10 | CARTE 04/01/23 SUPERMARCHE ORME LYON 03   |
        2023-01-09 x8  | -9.99  | CARTE 08/01/23 FILMS-A-LA-MAISON.COM      |
        2023-06-12 x3  | -1.20  | CARTE 11/06/23 SELECTA GARE               |
        2023-06-13 x3  | -1.20  | CARTE 12/06/23 SELECTA GARE               |
        """,
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """What is small, and how often is repeated."""

    learning_days: int = Field(90, ge=0)
    small_cents: int = Field(2_000, ge=1)
    times: int = Field(3, ge=2)
    days: int = Field(21, ge=0)
    rapid_times: int = Field(5, ge=2)
    rapid_days: int = Field(2, ge=0)
    trial_cents: int = Field(500, ge=1)
    lure_cents: int = Field(200, ge=1)
    trial_times: float = Field(5, gt=1)
    trap_cents: int = Field(1_000, ge=1)
    trial_days: int = Field(62, ge=1)


_SHOWN = 12  # rows: more are no evidence that a person reads


def _trial(rows: list[Movement], presence: Presence, params: Params) -> list[Movement]:
    """The first payment and the much larger one that followed it, else nothing.

    Where the label does not tell whether the merchant was met, or the first sum is no lure, the larger must come twice:
    on a market place of many sellers one buys for any sum.
    """
    first = rows[0]
    if -first.cents > (params.trial_cents if presence is Presence.REMOTE else params.lure_cents):
        return []
    for index, later in enumerate(rows[1:], start=1):
        near = paid_on(later) - paid_on(first) <= timedelta(days=params.trial_days)
        larger = -later.cents >= max(params.trap_cents, -params.trial_times * first.cents)
        again = any(row.cents == later.cents for row in rows[index + 1 :])
        lured = -first.cents <= params.lure_cents and presence in (Presence.REMOTE, Presence.UNPLACED)
        if near and larger and (again or lured):
            return [first, later]
    return []


def _burst(rows: list[Movement], _: Presence, params: Params) -> list[Movement]:
    """The same small sum so many times within days, else nothing."""
    for cents in sorted({row.cents for row in rows if -row.cents <= params.small_cents}):
        same = [row for row in rows if row.cents == cents]
        for start in range(len(same) - params.times + 1):
            run = same[start : start + params.times]
            if paid_on(run[-1]) - paid_on(run[0]) <= timedelta(days=params.days):
                return run
    return []


def _rapid(rows: list[Movement], _: Presence, params: Params) -> list[Movement]:
    """Many small sums, alike or not, in two or three days and more than one on some day, else nothing."""
    small = [row for row in rows if -row.cents <= params.small_cents]
    for start in range(len(small) - params.rapid_times + 1):
        run = small[start : start + params.rapid_times]
        days = [paid_on(row) for row in run]
        if days[-1] - days[0] <= timedelta(days=params.rapid_days) and len(set(days)) < len(days):
            near = [row for row in small[start:] if paid_on(row) - days[0] <= timedelta(days=params.rapid_days)]
            return near[:_SHOWN]
    return []


def _monthly(rows: list[Movement], _: Presence, params: Params) -> list[Movement]:
    """The same small sum several months in a row, from the first payment on, else nothing."""
    same = [row for row in rows if row.cents == rows[0].cents and -row.cents <= params.small_cents][: params.times]
    return same if len(same) >= params.times and rhythm(row.booked for row in same) == 1 else []


_CHECKS = (("trial", _trial), ("rapid", _rapid), ("burst", _burst), ("monthly", _monthly))


def _repeated(rows: list[Movement], shops: Merchants, params: Params) -> tuple[str, list[Movement]]:
    """Kind of repetition and the payments that show it; none for a merchant met in person or on a journey."""
    presence = shops.presence(rows[0])
    if shops.is_small_ticket(rows[0]):
        return "", []  # an app store's bill is a web address too
    if presence is Presence.IN_PERSON:  # some banks print the cardholder's town behind every merchant
        trial = _trial(rows, presence, params)
        return ("trial", trial) if trial and rhythm(row.booked for row in rows[1:]) else ("", [])
    if presence is not Presence.REMOTE and shops.travelling(paid_on(rows[0]), rows[:1]):
        return "", []
    for kind, check in _CHECKS[:2] if presence is Presence.UNKNOWN else _CHECKS:
        if repeated := check(rows, presence, params):
            return kind, repeated
    return "", []


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding a merchant: the gravest repetition, on the payments that show it."""
    by_merchant: dict[str, list[Movement]] = defaultdict(list)
    for movement in evidence.card_payments:
        by_merchant[movement.reading.payee_key].append(movement)
    findings = []
    for key, unordered in sorted(by_merchant.items()):
        # Booked on one day, the trial came first.
        rows = sorted(unordered, key=lambda row: (row.booked, paid_on(row), -row.cents, row.operation.key))
        first = rows[0]
        learned = evidence.habits.learned_days(first.operation.account, first.booked) >= params.learning_days
        kind, repeated = _repeated(rows, evidence.merchants, params) if learned and len(rows) > 1 else ("", [])
        if not repeated or evidence.habits.known_before(key, first.booked, OperationKind.CARD):
            continue
        last = repeated[-1]
        small, amount = Money(-first.cents), Money(-last.cents)
        findings.append(
            found(
                CARD,
                last.booked,
                f"payee:{key}",
                tuple(bank_evidence(row) for row in repeated),
                about_card(last.booked),
                context=tuple(bank_evidence(row) for row in rows if row not in repeated)[:5],
                name=first.reading.payee,
                amount=amount,
                start=first.booked,
                what=say(f"repeated-small-payments.what.{kind}", small=small, amount=amount, times=len(repeated)),
            )
        )
    return findings
