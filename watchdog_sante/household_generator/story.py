"""The household's life as one value that grows: each room hands it on with more in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from watchdog_sante.household_generator.calendar import month_end, months
from watchdog_sante.household_generator.people import Family, TopUp
from watchdog_sante.household_generator.values import BankEvent, CareLine, PlantedEvent, Snapshot

SECOND_INSURER = "second_insurer"
BANK = "bank/"  # before an account's key: the name of its series of files


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
    more_insurers: tuple[TopUp, ...] = ()  # those the settings name beside the family's own

    @property
    def end(self) -> date:
        """The last day that files may tell of."""
        return month_end(months(self.start, self.months)[-1])

    def told(self, source: str, first: date, last: date | None = None) -> bool:
        """Whether no lost file is needed to know every day from first to last of that source."""
        last = last or first
        if first < self.start or last > self.end:
            return False
        if source.startswith(BANK) and source.removeprefix(BANK) not in {a.key for a in self.family.accounts}:
            return False
        return not any(first <= month_end(month) and last >= month for lost, month in self.lost if lost == source)

    def shows(self, account: str, day: date) -> bool:
        """Whether a statement kept tells of that day: its own month's, or the next one's first lines."""
        lost = {month for source, month in self.lost if source == f"{BANK}{account}"}
        own, following = months(day, 2)
        repeated = (following - day).days <= self.overlap and following <= self.end
        shown = account in {one.key for one in self.family.accounts}
        return shown and (own not in lost or (repeated and following not in lost))

    def with_events(self, events: Iterable[BankEvent]) -> Self:
        """The story with these operations as well, those outside the period left out."""
        told = (event for event in events if self.start <= event.day <= self.end)
        return replace(self, events=(*self.events, *told))

    def without_events(self, events: Iterable[BankEvent]) -> Self:
        """The story in which these operations (by value, each once) did not happen."""
        left, gone = list(self.events), list(events)
        for event in gone:
            left.remove(event)
        return replace(self, events=tuple(left))

    def with_lines(self, lines: Iterable[CareLine]) -> Self:
        """The story with these statement rows as well, those outside the period left out."""
        told = (line for line in lines if self.start <= line.paid_on <= self.end)
        return replace(self, lines=(*self.lines, *told))

    def without_lines(self, lines: Iterable[CareLine]) -> Self:
        """The story whose statements do not tell of these rows (by value, each once)."""
        left, gone = list(self.lines), list(lines)
        for line in gone:
            left.remove(line)
        return replace(self, lines=tuple(left))

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
