"""Where the columns of a printed table stand, by the words of its headings, which may run over two or three lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from watchdog_sante.readers.folding import same_length
from watchdog_sante.readers.printed_columns import Cell, Column, Columns, cells_of
from watchdog_sante.readers.printed_layout import MONEY, PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import tokens_of
from watchdog_sante.readers.profile import Role

_FEWEST = 3  # known headings in a line that make it a line of headings
_TALLEST = 4  # lines that headings may run over
_JOINING = re.compile(r"[^a-z0-9]*(?:(?:de|du|des|la|le|les|a|au|aux|l|d|et|en|par|pour|sur|qui|vous)[^a-z0-9]+)+")


def headings_at(lines: Sequence[PrintedLine], at: int, layout: PrintedLayout) -> Columns | None:
    """The columns whose headings begin with the line at this place, over as many lines as show most of them."""
    best: Columns | None = None
    alone = 0  # headings that one line of the block shows by itself: a block must show more, or a letterhead joins it
    if _is_full(lines[at]):
        return None
    for height in range(1, _TALLEST + 1):
        block = lines[at : at + height]
        if height > 1 and len(cells_of(block[0])) < _FEWEST - 1:
            break
        if len(block) < height or block[-1].page != block[0].page or (height > 1 and _is_full(block[-1])):
            break
        found = _in_line(block[0], layout) if height == 1 else _in_block(block, layout)
        alone = max(alone, len(_in_line(block[-1], layout).columns))
        more = found is not None and (height == 1 or len(found.columns) > alone)
        if found and more and _is_table(found) and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _is_full(line: PrintedLine) -> bool:
    tokens = tokens_of(line.text)
    return bool(tokens.amounts or tokens.days)


def _is_table(columns: Columns) -> bool:
    return len(columns.columns) >= _FEWEST and bool(columns.money)


def _phrases(text: str, layout: PrintedLayout) -> list[tuple[int, int, Role]]:
    """Headings in a plain text, the longest first, none inside another."""
    found: list[tuple[int, int, Role]] = []
    for pattern, role in layout.headings:
        for match in pattern.finditer(text):
            found.append((match.start(), match.end(), role))
            text = f"{text[: match.start()]}{'|' * len(match[0])}{text[match.end() :]}"
    return sorted(found)


def _whole(found: Sequence[tuple[int, int, Role]], folded: str) -> list[tuple[int, int, Role]]:
    """The headings, those that little words join within one cell (`Date de soin`) being one: what its first says, save
    that what the basic insurer reimbursed is its part (`Remboursé par la Sécu`)."""
    whole: list[tuple[int, int, Role]] = []
    for start, end, role in found:
        between = folded[whole[-1][1] : start] if whole else ""
        if "  " not in between and _JOINING.fullmatch(between):
            first = whole[-1][2]
            whole[-1] = (whole[-1][0], end, role if (first, role) == (Role.REIMBURSED, Role.BASIC) else first)
        else:
            whole.append((start, end, role))
    return whole


def _in_line(line: PrintedLine, layout: PrintedLayout) -> Columns:
    folded = same_length(line.text)
    phrases = _phrases(folded, layout)
    found = _whole(phrases, folded)
    if len(found) < len(phrases) and len(cells_of(line)) < _FEWEST:
        return Columns()  # words of a sentence ("remboursement de soins à l'assuré"), not headings
    bare = [start for start, end, role in found if role is Role.REIMBURSED and " " not in folded[start:end].strip()]
    bare = bare if sum(role is Role.REIMBURSED for _, _, role in found) > len(bare) else []
    # A bare "remboursé" beside the insurer's own part is a sum of both, or another's.
    found = [(start, end, Role.OTHER_AMOUNT if start in bare else role) for start, end, role in found]
    columns = _once(Column(role, *line.edges(start, end)) for start, end, role in found)
    others = (cell for cell in cells_of(line) if not any(_over(cell, column) for column in columns))
    return _own_part(Columns(columns, bool(line.spans), 1, tuple(map(_unknown, others))))


def _own_part(columns: Columns) -> Columns:
    """A top-up insurer may call its part by any name: it is the one unknown heading behind the basic insurer's part."""
    behind = [column.right for column in columns.columns if column.role is Role.BASIC]
    named = [one for one in columns.others if behind and one.left > behind[0]]
    if Role.REIMBURSED in columns.roles or Role.EXPENSE not in columns.roles or len(named) != 1:
        return columns
    own = replace(named[0], role=Role.REIMBURSED)
    kept = tuple(sorted((*columns.columns, own), key=lambda column: column.left))
    return replace(columns, columns=kept, others=tuple(one for one in columns.others if one is not named[0]))


def _over(cell: Cell, other: Cell | Column) -> bool:
    return cell.left < other.right and other.left < cell.right


def _unknown(cell: Cell) -> Column:
    return Column(Role.OTHER_AMOUNT, cell.left, cell.right)


def _once(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Each role once; a second rate or a second amount beside it is another insurer's.

    Of two headings of acts where none is of days (`Soins | Prestation`), the first stands over the days of care.
    """
    given = list(columns)
    roles = [column.role for column in given]
    if roles.count(Role.ACT) > 1 and Role.CARE_DATE not in roles:
        given[roles.index(Role.ACT)] = replace(given[roles.index(Role.ACT)], role=Role.CARE_DATE)
    kept: list[Column] = []
    for column in given:
        seen = [one.role for one in kept]
        if column.role in seen and column.role in MONEY:
            column = Column(Role.OTHER_AMOUNT, column.left, column.right)
        elif column.role in seen:
            column = Column(Role.IGNORED, column.left, column.right)
        kept.append(column)
    money = [at for at, column in enumerate(kept) if column.role in MONEY]
    if len(money) == 1 and kept[money[0]].role is Role.EXPENSE:
        kept[money[0]] = replace(kept[money[0]], role=Role.REIMBURSED)  # the one amount of a table (`Montant`)
    return tuple(kept)


def _in_block(block: Sequence[PrintedLine], layout: PrintedLayout) -> Columns | None:
    """Headings over several lines: cells that stand above each other are one heading."""
    if not all(line.spans for line in block):
        return None
    stacks: list[list[Cell]] = []
    for cell in (cell for line in block for cell in cells_of(line)):
        over = [stack for stack in stacks if _stands_under(cell, stack)]
        if over:
            over[0].append(cell)
        else:
            stacks.append([cell])
    columns: list[Column] = []
    others: list[Column] = []
    for stack in stacks:
        text = " ".join(cell.text for cell in stack)
        left, right = min(cell.left for cell in stack), max(cell.right for cell in stack)
        found = _phrases(same_length(text), layout)
        if found:
            longest = max(found, key=lambda one: one[1] - one[0])
            columns.append(Column(longest[2], left, right))
        else:
            others.append(Column(Role.OTHER_AMOUNT, left, right))
    columns.sort(key=lambda column: column.left)
    if any(before.right > after.right for before, after in pairwise(columns)):
        return None
    return _own_part(Columns(_once(columns), True, len(block), tuple(others)))


def _stands_under(cell: Cell, stack: Sequence[Cell]) -> bool:
    return any(_over(cell, above) for above in stack)
