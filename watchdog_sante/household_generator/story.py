"""The household's life as one value that grows: each room hands it on with more in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from watchdog_sante.household_generator.calendar import month_end, months
from watchdog_sante.household_generator.people import Family
from watchdog_sante.household_generator.values import BankEvent, CareLine, PlantedEvent, Snapshot

SECOND_INSURER = "second_insurer"


@dataclass(frozen=True)
class Story:
    """All that happens from `start` to `end`, and the monthly files that were lost (source, month)."""

    seed: int
    family: Family
    start: date
    months: int
    overlap: int  # days of the month before that a monthly file repeats
    events: tuple[BankEvent, ...] = ()
    lines: tuple[CareLine, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    lost: frozenset[tuple[str, date]] = frozenset()
    labels: tuple[PlantedEvent, ...] = ()
    silent: tuple[PlantedEvent, ...] = ()
    opening: tuple[tuple[str, int], ...] = ()  # cents on each account before the first day

    @property
    def end(self) -> date:
        """The last day that files may tell of."""
        return month_end(months(self.start, self.months)[-1])

    def told(self, source: str, first: date, last: date | None = None) -> bool:
        """Whether no lost file is needed to know every day from first to last of that source."""
        last = last or first
        if first < self.start or last > self.end:
            return False
        return not any(first <= month_end(month) and last >= month for lost, month in self.lost if lost == source)

    def with_events(self, events: Iterable[BankEvent]) -> Self:
        """The story with these operations as well."""
        return replace(self, events=self.events + tuple(events))

    def without_events(self, events: Iterable[BankEvent]) -> Self:
        """The story in which these operations (by value, each once) did not happen."""
        left, gone = list(self.events), list(events)
        for event in gone:
            left.remove(event)
        return replace(self, events=tuple(left))

    def with_lines(self, lines: Iterable[CareLine]) -> Self:
        """The story with these statement rows as well."""
        return replace(self, lines=self.lines + tuple(lines))

    def with_snapshots(self, snapshots: Iterable[Snapshot]) -> Self:
        """The story whose insurer details read like this instead."""
        return replace(self, snapshots=tuple(snapshots))

    def labelled(self, label: PlantedEvent) -> Self:
        """The story with a label: a fraud, or an innocent event that may be asked about."""
        return replace(self, labels=(*self.labels, label))

    def kept_silent(self, twin: PlantedEvent) -> Self:
        """The story with an innocent twin that no alert may accuse."""
        return replace(self, silent=(*self.silent, twin))


def insurer_source(line: CareLine) -> str:
    """Which series of files tells of this row."""
    return SECOND_INSURER if line.second else line.insurer.value
