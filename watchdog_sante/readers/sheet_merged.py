"""Cells merged over several rows: a day that stands once for all of them is the day of each.

Only days are spread. An amount that stands once for several rows was paid once: it stays where it is, and the other
rows are told to lack theirs.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from watchdog_sante.readers.csv_lines import begins_with_day
from watchdog_sante.readers.sheet_cells import Cells, Value, column_of

_MOST_ROWS = 500  # a merge over more is a frame, no day


def spread_days(rows: Mapping[int, Cells], merged: Sequence[str]) -> Mapping[int, Cells]:
    """The rows with the days of merged cells (`A2:A4`) written on each row that has any other cell."""
    if not merged:
        return rows
    found: dict[int, dict[int, Value]] = {number: dict(cells) for number, cells in rows.items()}
    for reference in merged:
        first, _, last = reference.partition(":")
        top, bottom, column = _row(first), _row(last or first), column_of(first)
        day = found.get(top, {}).get(column)
        if day is None or not _is_day(day) or bottom - top > _MOST_ROWS:
            continue
        for number in range(top + 1, bottom + 1):
            if number in found:
                found[number].setdefault(column, day)
    return found


def _row(name: str) -> int:
    digits = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else 0


def _is_day(value: Value) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and begins_with_day(f"{value};"))
