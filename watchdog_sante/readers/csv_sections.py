"""Where each account's table lies in a CSV: several accounts in one file each have their own preamble and header.

Lines between two tables are told apart from broken rows by what the profile knows of them: only blank lines, known
lines and lines with a single cell are passed over, and none of them begins with a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.readers.csv_cells import bare
from watchdog_sante.readers.csv_facts import line_matches, names_account, whole_line_matches
from watchdog_sante.readers.csv_layout import Layout
from watchdog_sante.readers.csv_lines import begins_with_day, is_blank
from watchdog_sante.readers.profile import Profile

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
    """Accounts one below the other, each with its rows and then its closing balance, which ends them."""
    known = [line_matches(layout.profile, line) for line in lines]
    stops = [at + 1 for at, is_known in enumerate(known) if is_known and not all(known[:at])]
    # A balance right below another one opens the next account: it ends nothing.
    stops = [stop for stop in stops if not known[stop - 2]]
    if not stops or any(map(str.strip, lines[stops[-1] :])):
        stops.append(len(lines))
    found = []
    for first, stop in zip([layout.header + 1, *stops], stops, strict=False):
        found.append(Section((), first, stop, edges=[lines[at] for at in range(first, stop) if known[at]]))
    return found


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
    return _is_day(cells[0]) or (any(map(_is_day, cells)) and any(map(_is_amount, cells)))


def _is_day(cell: str) -> bool:
    return begins_with_day(f"{bare(cell)};")


def _is_amount(cell: str) -> bool:
    return parse_cents(bare(cell), ",") is not None or parse_cents(bare(cell), ".") is not None
