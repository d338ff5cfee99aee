"""What is a word of a bank's label and what is not: a day that nearly touches it, amounts inside it, glued words."""

from dataclasses import replace

from watchdog_sante.readers.printed_columns import Columns
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import Tokens
from watchdog_sante.readers.profile import Role
from watchdog_sante.redaction import mask_nir

_APART = 15.0  # points between an amount that is part of a label and the first column of amounts


def with_value_day(line: PrintedLine, tokens: Tokens, columns: Columns) -> Tokens:
    """A day that nearly touches the label is the value day all the same where it stands under that heading."""
    edges = [(one.left, one.right) for one in columns.columns if one.role is Role.VALUE_DAY]
    for token in tokens.days:
        left, right = line.edges(token.start, token.end)
        if token.start in tokens.stray and line.spans and any(left < e[1] and e[0] < right for e in edges):
            rest = f"{tokens.rest[: token.start]}{' ' * (token.end - token.start)}{tokens.rest[token.end :]}"
            tokens = replace(tokens, rest=rest, stray=tokens.stray - {token.start})
    return tokens


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
