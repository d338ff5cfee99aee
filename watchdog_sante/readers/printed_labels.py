"""What is a word of a bank's label and what is not: a day that nearly touches it, amounts inside it, glued words."""

import re
from dataclasses import replace

from watchdog_sante.readers.printed_columns import Columns
from watchdog_sante.readers.printed_dates import ShortDay
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import Tokens
from watchdog_sante.readers.profile import Role
from watchdog_sante.redaction import mask_nir

_DOTTED = re.compile(r"(?P<day>0[1-9]|[12]\d|3[01])\.(?P<month>0[1-9]|1[0-2])")
_APART = 15.0  # points between an amount that is part of a label and the first column of amounts


def with_value_day(line: PrintedLine, tokens: Tokens, columns: Columns) -> Tokens:
    """A day that nearly touches the label is the value day all the same where it stands under that heading."""
    tokens = _short_value_day(line, tokens, columns)
    for token in tokens.days:
        if token.start in tokens.stray and _stands_under(line, token.start, token.end, columns, Role.VALUE_DAY):
            rest = f"{tokens.rest[: token.start]}{' ' * (token.end - token.start)}{tokens.rest[token.end :]}"
            tokens = replace(tokens, rest=rest, stray=tokens.stray - {token.start})
    return tokens


def _stands_under(line: PrintedLine, start: int, end: int, columns: Columns, role: Role) -> bool:
    left, right = line.edges(start, end)
    under = (one for one in columns.columns if one.role is role)
    return columns.placed and bool(line.spans) and any(left < one.right and one.left < right for one in under)


def _short_value_day(line: PrintedLine, tokens: Tokens, columns: Columns) -> Tokens:
    """`03.01` under the heading of value days is no amount of three euros."""
    for token in tokens.amounts:
        found = _DOTTED.fullmatch(line.text[token.start : token.end])
        if found and _stands_under(line, token.start, token.end, columns, Role.VALUE_DAY):
            day = ShortDay(token.start, token.end, int(found["month"]), int(found["day"]))
            amounts = tuple(one for one in tokens.amounts if one is not token)
            return replace(tokens, amounts=amounts, short_days=(*tokens.short_days, day))
    return tokens


def is_dated_by_column(line: PrintedLine, tokens: Tokens, columns: Columns) -> bool:
    """Whether a line with an amount says its day behind its words, under the heading of booking days."""
    under = [one for one in tokens.days if _stands_under(line, one.start, one.end, columns, Role.DAY)]
    return bool(tokens.amounts) and len(under) == 1 and under[0].start < tokens.amounts[0].start


def are_words(line: PrintedLine, tokens: Tokens, columns: Columns) -> bool:
    """Whether all amounts of a line below an operation are words of its label: they stand in no money column."""
    first = min((column.left for column in columns.money), default=0.0)
    rights = [line.edges(token.start, token.end)[1] for token in tokens.amounts]
    return columns.placed and bool(line.spans) and max(rights) < first - _APART


def unglued(label: str, layout: PrintedLayout) -> str:
    """The label with the spaces that the bank's printer leaves out after its own words."""
    label = mask_nir(" ".join(label.split()))
    for words in layout.glued:
        solid = words.replace(" ", "")
        if label.upper().startswith(solid) and label[len(solid) : len(solid) + 1] not in ("", " "):
            return f"{words} {label[len(solid) :]}"
    return label
