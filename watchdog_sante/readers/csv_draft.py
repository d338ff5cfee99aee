"""A first profile for a CSV or a sheet that none knows, for the person to finish: roles by the header, else by cells.

Nothing of the file but its column names stands in the draft: it may be shown to others without a thought.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import Rejection
from watchdog_sante.readers import sheet
from watchdog_sante.readers.csv import text_lines
from watchdog_sante.readers.csv_cells import bare
from watchdog_sante.readers.csv_content import FORMS, Care, Columns, are_directions, columns_of, has_day
from watchdog_sante.readers.csv_lines import cells_of
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Profile, Role
from watchdog_sante.readers.sheet import sheet_lines
from watchdog_sante.redaction import mask_for_showing

_OTHER_FORMS = ("%m/%d/%Y", "%m/%d/%y")  # the American ones only where the French ones read nothing
_LENIENT = Care((*FORMS, *_OTHER_FORMS), fewest=1, share=0.8)
_SAMPLE = 300
_HEAD = 8192  # bytes that a reader claims a file by
_KNOWN = (
    *(Role.DAY, Role.VALUE_DAY, Role.LABEL, Role.LABEL_ELSE, Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.BALANCE),
    *(Role.CURRENCY, Role.ACCOUNT, Role.DIRECTION),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a profile, and what is left for the person to check or to fill in."""

    text: str
    notes: tuple[Sentence, ...]
    seen: tuple[tuple[int, str], ...] = ()  # of a printed statement: its lines as they are seen, by row number


def draft(data: bytes, name: str, profiles: Sequence[Profile]) -> Draft | Rejection:
    """A profile called after the file's `name` for this file, or why none can be proposed."""
    lines = sheet_lines(data) if sheet.claims(data[:_HEAD], name) else text_lines(data)
    if isinstance(lines, Rejection):
        return lines
    tables = [_table(lines.texts[:_SAMPLE], delimiter) for delimiter in (";", "\t", "|", ",")]
    table = max(tables, key=lambda table: len(table.rows))
    decimal = "," if _seen(table.rows, ",") >= _seen(table.rows, ".") else "."
    columns = columns_of(table.rows, decimal, _LENIENT)
    if columns is None:
        return Rejection(say("refused.csv_no_draft"))
    return _draft(name.rpartition(".")[0] or name, table, _roles(table, columns, profiles), columns, decimal)


@dataclass(frozen=True, slots=True)
class _Table:
    delimiter: str
    names: Sequence[str]
    rows: Sequence[Sequence[str]]


def _table(lines: Sequence[str], delimiter: str) -> _Table:
    """The lines that have a day, of the width that most of them have, and the line of that width just above."""
    cells = [[bare(cell) for cell in cells_of(line, delimiter)] for line in lines]
    dated = [at for at, line in enumerate(lines) if has_day(line, delimiter)]
    widths = [len(cells[at]) for at in dated]
    wanted = [at for at in dated if len(cells[at]) == max(widths, key=widths.count)]
    if not wanted:
        return _Table(delimiter, (), ())
    above = cells[wanted[0] - 1] if wanted[0] else []
    names = above if len(above) == len(cells[wanted[0]]) and any(above) else []
    return _Table(delimiter, [mask_for_showing(" ".join(name.split())) for name in names], [cells[at] for at in wanted])


def _seen(rows: Sequence[Sequence[str]], mark: str) -> int:
    """How many cells are amounts with this decimal mark."""
    thousands = ",.".replace(mark, "")
    shape = re.compile(rf"[-+]?[\d {thousands}]+{re.escape(mark)}\d\d")
    return sum(shape.fullmatch(cell) is not None for row in rows for cell in row)


def _roles(table: _Table, columns: Columns, profiles: Sequence[Profile]) -> list[Role]:
    """By the names that the known forms use, the fallback's first; then by what the cells are."""
    names = table.names
    directions = [at for at in range(columns.width) if are_directions(row[at] for row in table.rows)]
    words: dict[str, Role] = {}
    for profile in sorted(profiles, key=lambda profile: profile.fallback):
        words |= {name: role for name, role in profile.folded.items() if role in _KNOWN}
    roles = [words.get(fold_name(name), Role.IGNORED) for name in names] or [Role.IGNORED] * columns.width
    by_cells = (
        (Role.DAY, columns.days[:1]),
        (Role.VALUE_DAY, columns.days[1:2]),
        (Role.LABEL, columns.labels),
        (Role.DIRECTION, directions),
        (Role.CURRENCY, columns.currencies),
        (Role.AMOUNT, columns.amounts[:1] if len(columns.amounts) == 1 else ()),
    )
    for role, places in by_cells:
        for at in places:
            if role not in roles and roles[at] is Role.IGNORED and not _has_pair(role, roles):
                roles[at] = role
    if Role.DAY not in roles:
        roles = [Role.DAY if role is Role.VALUE_DAY else role for role in roles]
    if Role.LABEL not in roles:
        roles = [Role.LABEL if role is Role.LABEL_ELSE else role for role in roles]
    return roles


def _has_pair(role: Role, roles: Sequence[Role]) -> bool:
    return role is Role.AMOUNT and Role.DEBIT in roles and Role.CREDIT in roles


def _draft(name: str, table: _Table, roles: Sequence[Role], columns: Columns, decimal: str) -> Draft:
    titles = _titles(table.names) if table.names else [f"#{at}" for at in range(1, columns.width + 1)]
    profile: dict[str, object] = {
        "name": fold_name(name).replace(" ", "-") or "draft",
        "banks": [],
        "source": "profiles draft",
        "delimiters": [table.delimiter],
        "days": [columns.form or FORMS[0]],
        "decimal": decimal,
        "columns": {title: str(role) for title, role in zip(titles, roles, strict=True) if title},
    }
    if not table.names:
        profile["fields"] = columns.width
    missing = [role for role in (Role.DAY, Role.LABEL) if role not in roles]
    if Role.AMOUNT not in roles and not {Role.DEBIT, Role.CREDIT} <= set(roles):
        missing.append(Role.AMOUNT)
    notes = [say("csv.draft_missing", roles=", ".join(missing))] if missing else []
    notes += [] if columns.form else [say("csv.draft_days")]
    text = yaml.safe_dump(profile, allow_unicode=True, sort_keys=False)
    return Draft(text, (*notes, say("csv.draft_check")))


def _titles(names: Sequence[str]) -> list[str]:
    """Column names as a profile writes them: the second of one name is `Solde#2`."""
    folded = [fold_name(name) for name in names]
    times = [folded[: at + 1].count(name) for at, name in enumerate(folded)]
    return [f"{name}#{n}" if name and n > 1 else name for name, n in zip(names, times, strict=True)]
