"""Which snapshots are of one insurer's card: two insurers side by side are not one that changes.

A name that replaces another belongs to the same card, so that the change is told. Two names are two cards when settings
name both, when both were shown on one day, or when they keep taking turns.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from watchdog_sante.insurer_card.fields import FieldKind, field_kind
from watchdog_sante.insurer_card.same_value import same_organisation
from watchdog_sante.model.operations import Detail

_TURNS = 4  # changes from one name to the other and back that one card does not make


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one file shows of one day."""

    day: date
    details: tuple[Detail, ...]

    @property
    def organisation(self) -> str:
        """The insurer that this snapshot is about, "" when it does not say."""
        names = (detail.value for detail in self.details if field_kind(detail.field) is FieldKind.ORGANISATION)
        return next(names, "")


def snapshots_of(details: Iterable[Detail]) -> list[Snapshot]:
    """One a day and file; the same snapshot in two files counts once, and the order of files does not matter."""
    gathered: dict[tuple[date, str], list[Detail]] = {}
    for detail in details:
        for file in {origin.file for origin in detail.origins}:
            gathered.setdefault((detail.day, file), []).append(detail)
    found = {
        Snapshot(day, tuple(sorted(rows, key=lambda row: (row.field, row.value, row.key))))
        for (day, _), rows in gathered.items()
    }
    return sorted(found, key=lambda one: (one.day, [(row.field, row.value) for row in one.details]))


def _named_apart(first: str, second: str, snapshots: list[Snapshot], insurers: tuple[str, ...]) -> bool:
    """Whether two names are surely two insurers: settings name both, or both cards were shown on one day."""
    owners = [{name for name in insurers if same_organisation(name, told)} for told in (first, second)]
    days = [
        {one.day for one in snapshots if one.organisation and same_organisation(name, one.organisation)}
        for name in (first, second)
    ]
    return bool(days[0] & days[1]) or (all(owners) and not owners[0] & owners[1])


def _in_turns(first: str, second: str, snapshots: list[Snapshot]) -> bool:
    """Whether two names keep taking turns: two cards looked at one after the other, not one that was replaced."""
    told = [one.organisation for one in snapshots if one.organisation]
    of_both = [name for name in told if same_organisation(first, name) or same_organisation(second, name)]
    is_first = [same_organisation(first, name) for name in of_both]
    return sum(before != after for before, after in pairwise(is_first)) >= _TURNS


@dataclass(slots=True)
class Card:
    """Snapshots of one insurer, or of insurers that replaced each other, in the order of days.

    `borrowed` is what the other card last showed: it tells what a newly appearing card changes.
    """

    names: list[str]
    snapshots: list[Snapshot]
    borrowed: Snapshot | None = None


def _only_account(snapshot: Snapshot) -> Snapshot:
    kept = (detail for detail in snapshot.details if field_kind(detail.field) is FieldKind.ACCOUNT)
    return Snapshot(snapshot.day, tuple(kept))


def cards_of(snapshots: list[Snapshot], insurers: tuple[str, ...]) -> list[Card]:
    """Each card with its snapshots. A second insurer that settings announce is only compared by its account."""
    cards: list[Card] = []
    for number, snapshot in enumerate(snapshots):
        name = snapshot.organisation
        known = next((one for one in cards if not name or any(same_organisation(n, name) for n in one.names)), None)
        card = known
        if card is None:  # a name not seen so far
            surely = [one for one in cards if any(_named_apart(n, name, snapshots, insurers) for n in one.names)]
            apart = [one for one in cards if one in surely or any(_in_turns(n, name, snapshots) for n in one.names)]
            card = next((one for one in cards if one not in apart), None)
        if card is None:
            before = snapshots[number - 1] if cards else None
            card = Card([], [], _only_account(before) if before and surely else before)
            cards.append(card)
        card.names += [name] if name and name not in card.names else []
        card.snapshots.append(snapshot)
    return cards
