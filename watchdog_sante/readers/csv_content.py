"""A CSV that no profile knows, read by what its cells are: a day column, a label column, one or two amount columns.

It is read only when nothing is left to guess: French marks (decimal comma, `;` or tab), one form of day, and either one
signed amount, a debit that is written negative beside a credit, or an amount with the running balance it leads to.
Everything else is refused, with the way to write a profile.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from watchdog_sante.readers.amounts import parse_cents
from watchdog_sante.readers.csv_cells import Days, bare
from watchdog_sante.readers.csv_layout import HEADER_WITHIN, Layout
from watchdog_sante.readers.csv_lines import MOST_COLUMNS, begins_with_day, cells_of, is_blank
from watchdog_sante.readers.csv_money import CREDIT_WORDS, DEBIT_WORDS
from watchdog_sante.readers.csv_positions import laid_out
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Profile, Role

NAME = "by-content"
FORMS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d")
_SAMPLE = 200
_CURRENCIES = frozenset(
    "EUR USD GBP CHF CAD AUD JPY CNY SEK NOK DKK PLN CZK HUF RON BGN TRY MAD TND DZD XPF XOF XAF MUR".split()
)
_MOST_DAYS = 2  # the booking day, then the value day, as in every export seen


@dataclass(frozen=True, slots=True)
class Care:
    """How sure to be: forms of days to try, fewest rows to judge by, share of cells that must fit."""

    forms: Sequence[str]
    fewest: int
    share: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table by what their cells are: indexes of days, amounts, labels, currencies, kinds of operation."""

    width: int
    form: str
    days: tuple[int, ...]
    amounts: tuple[int, ...]
    labels: tuple[int, ...]
    currencies: tuple[int, ...]
    kinds: tuple[int, ...]


_KINDS = frozenset(
    "prelevement prelevements virement virements carte cartes paiement paiements par cheque cheques retrait retraits"
    " dab depot depots remise remises versement versements frais commission commissions interet interets agios sepa"
    " operation bancaire bancaires achat achats cb emis emise recu recue de d europeen instantane permanent tip especes"
    " autre autres prlv prlvt vir virt chq debit credit".split()
)  # words of a column that says what kind of operation each row is, and not with whom

_SURE = Care(FORMS, fewest=3, share=1)  # below three rows a column's meaning is chance


def layout_by_content(lines: Sequence[str]) -> Layout | None:
    """The layout that the cells themselves show beyond doubt, or None."""
    for delimiter in (";", "\t", "|"):
        start = first_row(lines, delimiter)
        if start is None:
            continue
        rows = sample(lines, start, delimiter)
        columns = columns_of(rows, ",", _SURE)
        roles = _roles(columns, rows) if columns else None
        if columns and roles:
            named = {f"#{at + 1}": roles.get(at, Role.IGNORED) for at in range(columns.width)}
            profile = Profile(
                name=NAME, source=NAME, columns=named, fields=columns.width, days=(columns.form,), decimal=","
            )
            return laid_out(profile, start - 1, delimiter)
    return None


def completed(layout: Layout, lines: Sequence[str]) -> Layout:
    """The layout with what its header has no known name for, found by cells: currency codes, debit or credit."""
    rows = [row for row in sample(lines, layout.header + 1, layout.delimiter) if len(row) == len(layout.roles)]
    for at, role in enumerate(layout.roles):
        cells = {row[at] for row in rows}
        if role not in (Role.IGNORED, Role.TYPE) or not cells:
            continue
        if Role.CURRENCY not in layout.roles and _CURRENCIES.issuperset(cells):
            layout = _with(layout, at, Role.CURRENCY)
        elif Role.AMOUNT in layout.roles and Role.DIRECTION not in layout.roles and are_directions(cells):
            layout = _with(layout, at, Role.DIRECTION)
    return layout


def _with(layout: Layout, at: int, role: Role) -> Layout:
    return replace(layout, roles=(*layout.roles[:at], role, *layout.roles[at + 1 :]))


def are_directions(cells: Iterable[str]) -> bool:
    """Whether a column says debit or credit row by row: the amounts alone would be read with the wrong sign."""
    return all(fold_name(cell) in DEBIT_WORDS | CREDIT_WORDS for cell in cells)


def first_row(lines: Sequence[str], delimiter: str) -> int | None:
    """Index of the first line that has a day among its cells."""
    return next((at for at, line in enumerate(lines[:HEADER_WITHIN]) if has_day(line, delimiter)), None)


def has_day(line: str, delimiter: str) -> bool:
    """Whether the line has at least three cells and one of them looks like a day."""
    cells = cells_of(line, delimiter) if 2 <= line.count(delimiter) < MOST_COLUMNS else []
    return any(begins_with_day(f"{bare(cell)};") for cell in cells)


def sample(lines: Sequence[str], start: int, delimiter: str) -> list[list[str]]:
    """The cells of the first rows, bare."""
    wanted = [line for line in lines[start : start + _SAMPLE] if not is_blank(line)]
    return [[bare(cell) for cell in cells_of(line, delimiter)] for line in wanted]


def columns_of(rows: Sequence[Sequence[str]], decimal: str, care: Care) -> Columns | None:
    """What the columns are; None when rows are too few or not of one width."""
    if len(rows) < care.fewest or len({len(row) for row in rows}) != 1:
        return None
    cells = [[row[at] for row in rows] for at in range(len(rows[0]))]
    days = {at: form for at, column in enumerate(cells) if (form := _form(column, care))}
    amounts = tuple(at for at, column in enumerate(cells) if at not in days and _are_amounts(column, decimal, care))
    words = [at for at in range(len(cells)) if at not in days and at not in amounts and _are_words(cells[at])]
    currencies = tuple(at for at in words if _CURRENCIES.issuperset(cells[at]))
    kinds = tuple(at for at in words if at not in currencies and _are_kinds(cells[at]))
    # Of columns of words the label is one that does not only name kinds of operation, and the longest.
    labels = [at for at in words if at not in currencies]
    longest = sorted(labels, key=lambda at: (at in kinds, -sum(map(len, cells[at]))))
    form = next(iter(days.values()), "")
    told = (*longest[:1], *_elsewhere(cells, longest[0], {*days, *amounts})) if longest else ()
    return Columns(len(cells), form, tuple(days), amounts, told, currencies[:1], kinds[:1])


def _elsewhere(cells: Sequence[Sequence[str]], label: int, others: set[int]) -> list[int]:
    """The column that holds the label of exactly the rows whose label column is empty: some banks write the labels of
    card payments in a place of their own."""
    empty = [not cell for cell in cells[label]]
    if not any(empty):
        return []
    here = [at for at, column in enumerate(cells) if at != label and at not in others]
    return [at for at in here if [any(map(str.isalpha, cell)) for cell in cells[at]] == empty][:1]


def _form(column: Sequence[str], care: Care) -> str:
    """The form in which enough cells are days, else ""."""
    for form in care.forms:
        days = Days((form,), column)
        if sum(days.read(cell) is not None for cell in column) >= care.share * len(column):
            return form
    return ""


def _are_amounts(column: Sequence[str], decimal: str, care: Care) -> bool:
    filled = [cell for cell in column if cell]
    readable = sum(parse_cents(cell, decimal) is not None for cell in filled)
    return any(decimal in cell for cell in filled) and readable >= care.share * len(filled)


def _are_kinds(column: Sequence[str]) -> bool:
    return all(_KINDS.issuperset(fold_name(cell).split()) for cell in column)


def _are_words(column: Sequence[str]) -> bool:
    return sum(any(map(str.isalpha, cell)) for cell in column) * 2 > len(column)


def _roles(columns: Columns, rows: Sequence[Sequence[str]]) -> dict[int, Role] | None:
    if not 1 <= len(columns.days) <= _MOST_DAYS or not columns.labels:
        return None
    money = _money(columns.amounts, rows)
    if money is None:
        return None
    roles = dict(zip(columns.days, (Role.DAY, Role.VALUE_DAY), strict=False))
    roles |= dict.fromkeys(columns.kinds, Role.TYPE)
    roles |= dict.fromkeys(columns.labels, Role.LABEL) | dict.fromkeys(columns.currencies, Role.CURRENCY)
    return roles | money


def _money(amounts: Sequence[int], rows: Sequence[Sequence[str]]) -> dict[int, Role] | None:
    """What one or two columns of amounts are, where their signs or their sums leave no doubt."""
    cents = [[parse_cents(row[at], ",") for row in rows] for at in amounts]
    if len(amounts) == 1 and None not in cents[0] and any((value or 0) < 0 for value in cents[0]):
        return {amounts[0]: Role.AMOUNT}
    if len(amounts) != 2:
        return None
    if all((one is None) is not (other is None) for one, other in zip(*cents, strict=True)):
        signs = [{(value < 0) for value in column if value} for column in cents]
        for out, into in ((0, 1), (1, 0)):
            if signs[out] == {True} and signs[into] == {False}:
                return {amounts[out]: Role.DEBIT, amounts[into]: Role.CREDIT}
        return None
    for amount, balance in ((0, 1), (1, 0)):
        if _leads_to(cents[amount], cents[balance]):
            return {amounts[amount]: Role.AMOUNT, amounts[balance]: Role.BALANCE}
    return None


def _leads_to(amounts: Sequence[int | None], balances: Sequence[int | None]) -> bool:
    """Whether each balance is the one before plus its row's amount, read downwards or upwards."""
    if None in amounts or None in balances:
        return False
    pairs = [(amount or 0, balance or 0) for amount, balance in zip(amounts, balances, strict=True)]
    return any(
        all(before[1] + after[0] == after[1] for before, after in pairwise(order)) for order in (pairs, pairs[::-1])
    )
