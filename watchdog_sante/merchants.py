"""Where a card was used: presented in person, at a distance, or the label does not tell.

Only this room weighs the marks of a card label (town, intermediary, web address, kind of merchant). Small payments at
unknown car parks, tolls, vending machines and laundries are everyday, whatever their name. Source: domain notes,
section 2, P1 (innocent twins).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from watchdog_sante.labels.fields import CUT_LENGTHS
from watchdog_sante.likeness import holds_any
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.operations import Movement

_SITES = "COM|NET|ORG|APP|BIZ|CLUB|CLOUD|DEV|INFO|LIVE|ONLINE|PRO|SHOP|SITE|STORE|TOP|VIP|WEB|XYZ|FR|EU|UK|IO|CO"
_WEB = re.compile(
    rf"(?:^|[ *])WWW\b|[A-Z0-9-]{{3}}\.(?:{_SITES})\b|[A-Z0-9-]{{3}}\.[A-Z]{{2}}(?:/|$)|"
    r"\b(?:ONLINE|INTERNET|WEB|ESHOP|E-SHOP|MARKETPLACE)\b"
)
_THROUGH = re.compile(r"\b[A-Z0-9]{2,} ?\*+ ?[A-Z]")  # a payment service, then the seller: XYZ*SELLER
_VIRTUAL = re.compile(r"\bPAYWEB\b")  # a card number for one online payment (Crédit Mutuel, CIC)
_CONTACTLESS = re.compile(r"\bPSC\b|\bSANS CONTACT\b")
_TOLD = 0.4  # an account whose labels name a town this often tells something when they name none
_STAY_DAYS = 35  # a town known for longer is where the household lives or goes, not this journey's
_TRIP_DAYS, _TRIP_MERCHANTS = 3, 4  # so many new names seen in person around a day: the person is travelling


class Presence(StrEnum):
    """in_person; remote (the label shows it); unplaced (no town where the account's labels name one); unknown."""

    IN_PERSON = "in_person"
    REMOTE = "remote"
    UNPLACED = "unplaced"
    UNKNOWN = "unknown"


def paid_on(movement: Movement) -> date:
    """The day of purchase where the label tells it, else the booking day."""
    return movement.reading.card_date or movement.booked


@dataclass(frozen=True)
class Merchants:
    """How to read the household's card labels: words of merchants met in person, and accounts that name towns."""

    small_tickets: tuple[str, ...]
    trades: tuple[str, ...]
    terminals: tuple[str, ...]
    online: tuple[str, ...]
    lures: tuple[str, ...]
    telling: frozenset[str]
    firsts: tuple[tuple[date, str, bool, str], ...]  # first purchase of each merchant: day, key, web mark, town
    towns: dict[str, date]  # first purchase in each town

    def is_small_ticket(self, movement: Movement) -> bool:
        """Whether the merchant is of a kind where a small payment at an unknown name is everyday."""
        return holds_any(movement.reading.payee_key, self.small_tickets)

    def is_lure(self, movement: Movement) -> bool:
        """Whether the merchant's name speaks of the health insurance or its card, which nobody pays by card."""
        return not movement.reading.town and holds_any(movement.reading.payee_key, self.lures)

    def presence(self, movement: Movement) -> Presence:
        """Where the card was used, as far as the label tells."""
        reading = movement.reading
        label = movement.operation.label.upper()
        site = _WEB.search(reading.payee.upper()) or _VIRTUAL.search(label)
        through = reading.intermediary in self.online or (not reading.intermediary and _THROUGH.search(label))
        if site or through or self.is_lure(movement):
            return Presence.REMOTE
        met = reading.intermediary in self.terminals or self.is_small_ticket(movement)
        met = met or holds_any(reading.payee_key, self.trades)
        if met or reading.town or _CONTACTLESS.search(label):
            return Presence.IN_PERSON
        told = movement.operation.account in self.telling and len(label) not in CUT_LENGTHS
        return Presence.UNPLACED if told else Presence.UNKNOWN

    def _is_usual(self, town: str, day: date) -> bool:
        """Whether the household bought in that town well before: the shops of Christmas are no journey."""
        return bool(town) and day - self.towns[town] > timedelta(days=_STAY_DAYS)

    def travelling(self, day: date, besides: Iterable[Movement]) -> bool:
        """Whether so many new merchants without a web mark, besides those in question, are met around a day."""
        asked = {movement.reading.payee_key for movement in besides}
        near = {
            key
            for first, key, web, town in self.firsts
            if abs(first - day) <= timedelta(days=_TRIP_DAYS) and not web and not self._is_usual(town, day)
        }
        return len(near - asked) >= _TRIP_MERCHANTS


def merchants(cards: Sequence[Movement], knowledge: Knowledge) -> Merchants:
    """Learn how the household's card labels are worded from its card payments, in order of time."""
    told = Counter(one.operation.account for one in cards if one.reading.town)
    total = Counter(one.operation.account for one in cards)
    groups = {group.key: group.words for group in (*knowledge.risky_merchants, *knowledge.intermediaries)}
    firsts: dict[str, tuple[date, str, bool, str]] = {}
    towns: dict[str, date] = {}
    for one in cards:
        key, day, town = one.reading.payee_key, paid_on(one), one.reading.town
        firsts.setdefault(key, (day, key, _WEB.search(one.reading.payee.upper()) is not None, town))
        if town:
            towns[town] = min(day, towns.get(town, day))
    return Merchants(
        small_tickets=groups.get("small-tickets", ()),
        trades=groups.get("met-in-person", ()),
        terminals=groups.get("terminals", ()),
        online=groups.get("online-payments", ()),
        lures=groups.get("health-lures", ()),
        telling=frozenset(account for account in total if told[account] >= _TOLD * total[account]),
        firsts=tuple(sorted(firsts.values())),
        towns=towns,
    )
