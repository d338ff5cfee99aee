"""Forms without a header: a profile that names its columns #1, #2 ... is recognised by the shape of the lines.

It claims a file when one of the lines it knows beside the table, if it knows any, is among the first or the last (the
account's line, which only that bank writes) and nearly all others have its width, a day and an amount in their places.
"""

from collections.abc import Sequence

from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.readers.csv_cells import Days, bare
from watchdog_sante.readers.csv_facts import line_matches
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import cells_of, is_blank
from watchdog_sante.readers.csv_sections import EDGE
from watchdog_sante.readers.profile import Profile, Role

_SAMPLE = 50
_NEARLY_ALL = 0.8


def layouts_by_position(lines: Sequence[str], profiles: Sequence[Profile]) -> tuple[Layout, ...]:
    """Every headerless profile that recognises the file."""
    asked = [profile for profile in profiles if profile.fields]
    laid = [laid_out(profile, -1, delimiter) for profile in asked for delimiter in profile.delimiters]
    return tuple(layout for layout in laid if _recognises(layout, lines))


def laid_out(profile: Profile, header: int, delimiter: str) -> Layout:
    """The layout of a profile whose columns are named by position."""
    names = tuple(f"#{n}" for n in range(1, profile.fields + 1))
    return Layout(profile, header, delimiter, names, tuple(profile.columns.get(name, Role.IGNORED) for name in names))


def _recognises(layout: Layout, lines: Sequence[str]) -> bool:
    profile = layout.profile
    edges = [*lines[:EDGE], *lines[-EDGE:]]
    if profile.patterns and not any(line_matches(profile, line) for line in edges):
        return False
    table = [line for line in lines[:_SAMPLE] if not is_blank(line) and not line_matches(profile, line)]
    rows = [cells_of(line, layout.delimiter) for line in table]
    wide = [row for row in rows if len(row) == profile.fields]
    day, amount = layout.first(Role.DAY), layout.first(Role.AMOUNT)
    days = Days(profile.days, (row[day] for row in wide))
    good = [row for row in wide if days.read(row[day]) and parse_cents(bare(row[amount]), profile.decimal) is not None]
    return len(good) >= _NEARLY_ALL * len(rows)
