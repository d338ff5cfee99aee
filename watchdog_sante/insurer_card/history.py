"""From snapshots to changes: each field followed through time, one insurer at a time.

The first snapshot is trusted. A snapshot that lacks a field says nothing of it. A value that goes back to one that had
stood before is no second change: one wrong copy deserves one word, not two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from watchdog_sante.insurer_card.fields import FieldKind, field_key, field_kind
from watchdog_sante.insurer_card.same_value import mistyped, same_organisation, same_value
from watchdog_sante.model.operations import Detail


@dataclass(frozen=True, slots=True)
class Change:
    """A field whose value is not what it was. `since` and `sightings`: since when and how often `before` was seen."""

    insurer: str  # name of the insurer as first told, "" when no snapshot names it
    kind: FieldKind
    before: Detail
    after: Detail
    since: date
    sightings: int
    mistyped: bool
    earlier: tuple[Detail, ...]  # what the insurer's card showed before that day, all fields


@dataclass(frozen=True, slots=True)
class _Snapshot:
    day: date
    details: tuple[Detail, ...]

    @property
    def organisation(self) -> str:
        """The insurer that this snapshot is about, "" when it does not say."""
        names = (detail.value for detail in self.details if field_kind(detail.field) is FieldKind.ORGANISATION)
        return next(names, "")


def _snapshots(details: Iterable[Detail]) -> list[_Snapshot]:
    """One a day and file; the same snapshot in two files counts once, and the order of files does not matter."""
    gathered: dict[tuple[date, str], list[Detail]] = {}
    for detail in details:
        for file in {origin.file for origin in detail.origins}:
            gathered.setdefault((detail.day, file), []).append(detail)
    found = {
        _Snapshot(day, tuple(sorted(rows, key=lambda row: (row.field, row.value, row.key))))
        for (day, _), rows in gathered.items()
    }
    return sorted(found, key=lambda one: (one.day, [(row.field, row.value) for row in one.details]))


def _apart(first: str, second: str, snapshots: list[_Snapshot], insurers: tuple[str, ...]) -> bool:
    """Whether two names are two insurers side by side, and not one that replaced the other."""
    owners = [[name for name in insurers if same_organisation(name, told)] for told in (first, second)]
    if all(owners) and not set(owners[0]) & set(owners[1]):
        return True
    told = [
        (snapshot.day, same_organisation(first, snapshot.organisation))
        for snapshot in snapshots
        if snapshot.organisation
        and (same_organisation(first, snapshot.organisation) or same_organisation(second, snapshot.organisation))
    ]
    turns = sum(before[1] != after[1] for before, after in pairwise(told))
    same_day = {day for day, is_first in told if is_first} & {day for day, is_first in told if not is_first}
    return turns >= 3 or bool(same_day)


def _cards(snapshots: list[_Snapshot], insurers: tuple[str, ...]) -> list[list[_Snapshot]]:
    """Snapshots of one insurer (or of insurers that replaced each other) together, in the order of days."""
    names: list[list[str]] = []
    cards: list[list[_Snapshot]] = []
    for snapshot in snapshots:
        name, place = snapshot.organisation, 0
        if name:
            fits = (i for i, old in enumerate(names) if not any(_apart(one, name, snapshots, insurers) for one in old))
            place = next((i for i, old in enumerate(names) if any(same_organisation(one, name) for one in old)), -1)
            place = place if place >= 0 else next(fits, len(names))
        if place == len(cards):
            names.append([])
            cards.append([])
        names[place] += [name] if name else []
        cards[place].append(snapshot)
    return cards


def _by_field(card: list[_Snapshot]) -> dict[str, list[tuple[Detail, ...]]]:
    """For each field, its values snapshot by snapshot (a card may show two telephone numbers under one name)."""
    steps: dict[str, list[tuple[Detail, ...]]] = {}
    for snapshot in card:
        told: dict[str, list[Detail]] = {}
        for detail in snapshot.details:
            if detail.value.strip():
                told.setdefault(field_key(detail.field), []).append(detail)
        for key, values in told.items():
            steps.setdefault(key, []).append(tuple(values))
    return steps


def _told(kind: FieldKind, values: Iterable[Detail], one: Detail) -> bool:
    return any(same_value(kind, value.value, one.value) for value in values)


def _field_changes(steps: list[tuple[Detail, ...]]) -> Iterator[tuple[Detail, Detail, date, int]]:
    kind = field_kind(steps[0][0].field)
    settled = list(steps[0])
    last, since, sightings = steps[0], steps[0][0].day, 1
    for step in steps[1:]:
        new = [detail for detail in step if not _told(kind, last, detail)]
        if not new:
            settled += step
            sightings += 1
            continue
        for detail in new:
            if not _told(kind, settled, detail):
                yield last[0], detail, since, sightings
        last, since, sightings = step, step[0].day, 1


def changes(details: Iterable[Detail], insurers: tuple[str, ...] = ()) -> list[Change]:
    """Every change of every field, by day. `insurers`: names in settings, which tell two insurers apart."""
    snapshots = _snapshots(details)
    found = []
    for card in _cards(snapshots, insurers):
        name = next((snapshot.organisation for snapshot in card if snapshot.organisation), "")
        rows = [row for snapshot in card for row in snapshot.details]
        for steps in _by_field(card).values():
            kind = field_kind(steps[0][0].field)
            for before, after, since, sightings in _field_changes(steps):
                slip = mistyped(kind, before.value, after.value)
                earlier = tuple(row for row in rows if row.day < after.day)
                found.append(Change(name, kind, before, after, since, sightings, slip, earlier))
    return sorted(found, key=lambda change: (change.after.day, change.after.field, change.after.value))
