"""Examples on a detector's card, as small tables, turned into evidence: the first tests, and what `explain` shows.

What an example tells stands in the wording, as `<slug>.example.<story>`.

A table is lines of cells parted by `|`; an empty line parts two tables. The first cell of its head names the source:

    bank    | amount | label | account | expect
    basic   | care | beneficiary | act | provider | paid | reimbursed | to | expect
    top-up  | care | beneficiary | act | provider | paid | basic | reimbursed | to | expect
    details | field | value | expect

The first cell of a row is its day (`2023-01-05`), or `2023-01-05 x12` for the same row on that day of twelve months
in a row. `expect` holds the detector's id on the rows that it must accuse, and nothing on the others.
A `balance` column of a bank table is the running balance after the row; a row with a reason key in a column `unread`
stands in the file and could not be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from watchdog_sante.model.household import Household
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import Collected, RefusedFile, Source
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, RejectedRow, Row, Statement

KINDS = {
    "bank": SourceKind.BANK,
    "basic": SourceKind.BASIC_INSURER,
    "top-up": SourceKind.TOP_UP_INSURER,
    "details": SourceKind.INSURER_DETAILS,
}
ACCOUNT = "30003000000000001"


@dataclass(frozen=True)
class Example:
    """A short history with what is expected of the detector: `story` names its sentence, `tables` as above."""

    story: str
    tables: str
    household: Household = field(default_factory=Household)
    as_of: date | None = None
    refused: tuple[str, ...] = ()  # names of files that were refused whole


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an example's table, as a person is shown it."""

    row: Row  # the first of its rows, when it stands for several months
    months: int
    told: bool  # the detector must accuse it
    read: bool  # false: it stands in the file and could not be read


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an example: who speaks, and its lines."""

    kind: SourceKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """A row that must be accused: its source and day, with the cents or the field."""

    source: SourceKind
    day: date
    cents: int | None
    field: str | None
    detector: str


def _days(cell: str) -> Iterator[date]:
    text, _, times = cell.partition(" x")
    first = date.fromisoformat(text)
    for index in range(int(times or 1)):
        month = first.month - 1 + index
        yield first.replace(year=first.year + month // 12, month=month % 12 + 1)


def _cents(cell: str) -> int:
    return round(float(cell) * 100)


def _row(kind: SourceKind, number: int, day: date, cells: dict[str, str]) -> Row:
    if kind is SourceKind.BANK:
        account = cells.get("account") or ACCOUNT
        balance = cells.get("balance")
        balance_cents = _cents(balance) if balance else None
        return BankRow(number, account, day, _cents(cells["amount"]), cells["label"], balance_cents=balance_cents)
    if kind is SourceKind.INSURER_DETAILS:
        return DetailRow(number, day, cells["field"], cells["value"])
    paid = cells.get("paid")
    basic = cells.get("basic")
    return BenefitRow(
        number,
        kind,
        day,
        date.fromisoformat(cells["care"]) if cells.get("care") else None,
        cells.get("beneficiary", ""),
        cells.get("act", ""),
        cells.get("provider", ""),
        _cents(paid) if paid else None,
        None,
        "",
        _cents(basic) if basic else None,
        _cents(cells["reimbursed"]),
        PaidTo(cells.get("to") or "insured"),
    )


def _tables(text: str) -> Iterator[tuple[SourceKind, list[dict[str, str]]]]:
    for block in text.strip().split("\n\n"):
        lines = [[cell.strip() for cell in line.split("|")] for line in block.strip().splitlines()]
        head = lines[0]
        rows = [dict(zip(["day", *head[1:]], line, strict=False)) for line in lines[1:]]
        yield KINDS[head[0]], rows


def collected(example: Example) -> Collected:
    """The example's tables as if they had been read from one file each."""
    sources = []
    for index, (kind, table) in enumerate(_tables(example.tables)):
        rows: list[Row] = []
        lost: list[RejectedRow] = []
        for cells in table:
            number = len(rows) + len(lost) + 1
            if reason := cells.get("unread"):
                lost.append(RejectedRow(number, say(reason)))
                continue
            rows += [_row(kind, number + n, day, cells) for n, day in enumerate(_days(cells["day"]))]
        name = f"{kind.value}_{index}"
        sources.append(Source(name, "", name, Statement(kind, "example", tuple(rows), tuple(lost))))
    refused = tuple(RefusedFile(name, say("refused.empty")) for name in example.refused)
    return Collected(tuple(sources), refused)


def _line(kind: SourceKind, number: int, cells: dict[str, str]) -> Line:
    days = list(_days(cells["day"]))
    row = _row(kind, number, days[0], cells)
    return Line(row, len(days), bool(cells.get("expect")), not cells.get("unread"))


def shown(example: Example) -> tuple[Table, ...]:
    """The example's tables line by line, for a person to read."""
    return tuple(
        Table(kind, tuple(_line(kind, number, cells) for number, cells in enumerate(table, start=1)))
        for kind, table in _tables(example.tables)
    )


def expected(example: Example) -> frozenset[Expected]:
    """The rows that the `expect` columns say must be accused."""
    found = set()
    for kind, table in _tables(example.tables):
        for cells in table:
            for day in _days(cells["day"]) if cells.get("expect") else ():
                amount = cells.get("amount") or cells.get("reimbursed")
                cents = _cents(amount) if amount else None
                found.add(Expected(kind, day, cents, cells.get("field"), cells["expect"]))
    return frozenset(found)
