"""Where each account's table lies in a CSV: several accounts in one file each have their own preamble and header.

Lines between two tables are told apart from broken rows by what the profile knows of them: only blank lines, known
lines and lines with a single cell are passed over, and none of them begins with a day.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.readers.csv_cells import bare
from watchdog_sante.readers.csv_facts import facts_of, line_matches, names_account, whole_line_matches
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import begins_with_day, is_blank
from watchdog_sante.readers.profile import Profile

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
EDGE = 5  # lines at either end of a form without a header where the account's line stands


@dataclass(frozen=True, slots=True)
class Section:
    """One table: indexes of its first line and of the line after its last, and the lines that speak of its account.

    `before` and `after` stand around the table; `edges` are the first and last lines of a form without a header.
    """

    before: Sequence[str]
    first: int
    stop: int
    after: Sequence[str] = ()
    edges: Sequence[str] = ()


def sections_of(lines: Sequence[str], layout: Layout) -> list[Section]:
    """The tables of the file, in order. A header that comes again, alone on its line, begins the next one."""
    if layout.profile.ends_with_balance:
        return _between_balances(lines, layout)
    if layout.profile.fields:
        edges = [line for line in (*lines[:EDGE], *lines[-EDGE:]) if line_matches(layout.profile, line)]
        return [Section(lines[: layout.header + 1], layout.header + 1, len(lines), edges=edges)]
    header = lines[layout.header].strip()
    headers = [at for at in range(layout.header, len(lines)) if lines[at].strip() == header]
    found: list[Section] = []
    before: Sequence[str] = lines[: layout.header]
    for at, following in zip(headers, [*headers[1:], len(lines)], strict=True):
        stop = _end_of_table(lines, at, following, layout) if following < len(lines) else following
        between = lines[stop:following]
        split = next((n for n, line in enumerate(between) if names_account(layout.profile, line)), 0)
        found.append(Section(before, at + 1, stop, between[:split]))
        before = between[split:]
    return found


def _between_balances(lines: Sequence[str], layout: Layout) -> list[Section]:
    """Accounts one below the other, each with its rows and then its closing balance, which ends them.

    Rows whose own closing balance was lost are not given to the next account.
    """
    known = [line_matches(layout.profile, line) for line in lines]
    stops = [at + 1 for at, is_known in enumerate(known) if is_known and not all(known[:at])]
    # A balance right below another one opens the next account: it ends nothing.
    stops = [stop for stop in stops if not known[stop - 2]]
    if not stops or any(map(str.strip, lines[stops[-1] :])):
        stops.append(len(lines))
    found = []
    first = layout.header + 1
    for stop in stops:
        lost = _end_of_lost(lines, known, first, stop, layout.profile)
        if lost > first:
            found.append(Section((), first, lost, edges=[line for line in lines[first : first + 1] if known[first]]))
            first = lost
        if first < stop - 1:  # else the balance opens the next account
            found.append(Section((), first, stop, edges=[lines[at] for at in range(first, stop) if known[at]]))
            first = stop
    return found


def _end_of_lost(lines: Sequence[str], known: Sequence[bool], first: int, stop: int, profile: Profile) -> int:
    """Index after the rows that belong to another account than the balance which ends them; `first` without any.

    Their own opening balance names another account; or, without one, the days run back once to begin anew.
    """
    if stop == first or not known[stop - 1]:
        return first
    if known[first]:
        accounts = [facts_of(profile, [lines[at]]).account for at in (first, stop - 1)]
        return first if accounts[0] == accounts[1] else stop - 1
    days = [(at, _day_order(lines[at])) for at in range(first, stop - 1) if _day_order(lines[at])]
    steps = [(after[0], after[1] > before[1]) for before, after in pairwise(days) if before[1] != after[1]]
    rising = [at for at, rises in steps if rises]
    falling = [at for at, rises in steps if not rises]
    fewer, more = sorted((rising, falling), key=len)
    return fewer[0] if len(fewer) == 1 and len(more) > 1 else first


def _day_order(line: str) -> str:
    """The day that a row begins with, written so that days sort; "" without one."""
    found = _DAY.match(line)
    return "".join(found.group(3, 2, 1)) if found else ""


def _end_of_table(lines: Sequence[str], header: int, following: int, layout: Layout) -> int:
    """Index after the last row before the header `following`."""
    stop = following
    while stop > header + 1 and _is_aside(layout.profile, lines[stop - 1], layout.delimiter):
        stop -= 1
    return stop


def _is_aside(profile: Profile, line: str, delimiter: str) -> bool:
    if begins_with_day(f"{line}{delimiter}"):
        return False
    if is_blank(line) or whole_line_matches(profile, line):
        return True
    filled = list(filter(None, map(bare, line.split(delimiter))))
    return len(filled) == 1 or (line_matches(profile, line) and not any(map(_is_amount, filled)))


def is_row_like(cells: Sequence[str]) -> bool:
    """Whether cells are those of a row, however broken: a day first, or anywhere a day and an amount."""
    return any(map(_is_day, cells)) and (_is_day(cells[0]) or any(map(_is_amount, cells)))


def _is_day(cell: str) -> bool:
    return begins_with_day(f"{bare(cell)};")


def _is_amount(cell: str) -> bool:
    return parse_cents(bare(cell), ",") is not None or parse_cents(bare(cell), ".") is not None
