"""After something was planted: do its rows stand in files that were kept? Labels name nothing that nobody can see."""

from dataclasses import replace
from random import Random

from watchdog_sante.household_generator.dice import dice
from watchdog_sante.household_generator.planting import Planter, bank_row, line_row
from watchdog_sante.household_generator.story import Story, insurer_source
from watchdog_sante.household_generator.values import CareLine, PlantedEvent, PlantedRow
from watchdog_sante.model.kinds import SourceKind

_TRIES = 4
_DETAILS = SourceKind.INSURER_DETAILS


def plant(story: Story, name: str, planter: Planter) -> Story:
    """The story with this planted in it, or unchanged when there is no room for it in files that were kept."""
    for attempt in range(_TRIES):
        rng = dice(story.seed, "plant", name, attempt)
        settled = _attempt(story, planter, rng)
        if settled is not None:
            return settled
    return story


def _attempt(story: Story, planter: Planter, rng: Random) -> Story | None:
    planted = planter(story, rng)
    if planted is None:
        return None
    old = len(story.labels)
    labels = [_shown(planted, label) for label in planted.labels[old:]]
    if any(
        not label.evidence or _half_hidden(before, label)
        for before, label in zip(planted.labels[old:], labels, strict=True)
    ):
        return None
    return replace(planted, labels=(*planted.labels[:old], *labels))


def _half_hidden(before: PlantedEvent, label: PlantedEvent) -> bool:
    """A fraud whose first row nobody can see would be judged by what is left of it."""
    return not label.acceptable and before.evidence[0] != label.evidence[0]


def _shown(story: Story, label: PlantedEvent) -> PlantedEvent:
    return replace(label, evidence=tuple(row for row in dict.fromkeys(label.evidence) if is_shown(story, row)))


def is_shown(story: Story, row: PlantedRow) -> bool:
    """Whether a file that was kept tells of this row."""
    if row.source == SourceKind.BANK:
        mine = (event for event in story.events if event.day == row.day and event.cents == row.cents)
        return any(story.shows(event.account, event.day) for event in mine)
    if row.source == _DETAILS:
        return any(one.day == row.day and row.field in dict(one.fields) for one in story.snapshots)
    lines = (line for line in story.lines if line.paid_on == row.day and line_row(line) == row)
    return any(_line_is_told(story, line) for line in lines)


def _line_is_told(story: Story, line: CareLine) -> bool:
    return (insurer_source(line), line.paid_on.replace(day=1)) not in story.lost


def _told_rows(story: Story) -> set[PlantedRow]:
    """Every row that the files kept tell of."""
    events = (event for event in story.events if story.shows(event.account, event.day))
    lines = (line for line in story.lines if _line_is_told(story, line))
    fields = (PlantedRow(_DETAILS, one.day, field=name) for one in story.snapshots for name, _ in one.fields)
    return {*map(bank_row, events), *map(line_row, lines), *fields}


def pruned(story: Story) -> Story:
    """The story whose labels and twins name only rows that are told, and whose twins share no row with a label."""
    told = _told_rows(story)
    labels = [_kept(label, told) for label in story.labels]
    asked = {row for label in labels for row in label.evidence}
    free = told - asked
    silent = [_kept(twin, free) for twin in story.silent]
    return replace(
        story,
        labels=tuple(label for label in labels if label.evidence),
        silent=tuple(twin for twin in silent if twin.evidence),
    )


def _kept(label: PlantedEvent, rows: set[PlantedRow]) -> PlantedEvent:
    return replace(label, evidence=tuple(row for row in dict.fromkeys(label.evidence) if row in rows))
