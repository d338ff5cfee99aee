"""From snapshots to changes: each field followed through time, one insurer at a time.

The first snapshot is trusted. A snapshot that lacks a field says nothing of it. A value that goes back to one that had
stood before is no second change: one wrong copy deserves one word, not two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from watchdog_sante.insurer_card.cards import Card, cards_of, snapshots_of
from watchdog_sante.insurer_card.fields import FieldKind, field_key, field_kind
from watchdog_sante.insurer_card.same_value import account_country, mistyped, same_value
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


def _by_field(card: Card) -> dict[str, list[tuple[Detail, ...]]]:
    """For each field, its values snapshot by snapshot (a card may show two telephone numbers under one name)."""
    steps: dict[str, list[tuple[Detail, ...]]] = {}
    for snapshot in [*([card.borrowed] if card.borrowed else []), *card.snapshots]:
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


def _leaves_country(before: Detail, after: Detail) -> bool:
    return account_country(before.value) != account_country(after.value)


def _confirmed(before: Detail, kind: FieldKind, earlier: Iterable[Detail]) -> bool:
    """Whether the insurer's own card showed that value too before it changed."""
    key = field_key(before.field)
    return any(field_key(row.field) == key and same_value(kind, before.value, row.value) for row in earlier)


def changes(details: Iterable[Detail], insurers: tuple[str, ...] = ()) -> list[Change]:
    """Every change of every field, by day. `insurers`: names in settings, which tell two insurers apart."""
    found = []
    for card in cards_of(snapshots_of(details), insurers):
        name = next(iter(card.names), "")
        own = {row for snapshot in card.snapshots for row in snapshot.details}
        for steps in _by_field(card).values():
            kind = field_kind(steps[0][0].field)
            for before, after, since, sightings in _field_changes(steps):
                earlier = tuple(sorted((row for row in own if row.day < after.day), key=lambda row: (row.day, row.key)))
                borrowed = before not in own and not _confirmed(before, kind, earlier)
                if borrowed and kind is FieldKind.ACCOUNT and not _leaves_country(before, after):
                    continue  # two insurers may each pay to another of the household's accounts
                slip = mistyped(kind, before.value, after.value)
                found.append(Change(name, kind, before, after, since, sightings, slip, earlier))
    return sorted(found, key=lambda change: (change.after.day, change.after.field, change.after.value))
