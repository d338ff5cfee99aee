"""When two rows are the same: each operation, benefit line and detail once, however many files tell of it.

Identity of an operation = account + local calendar date + cents + label under the frozen normaliser + n-th among
identical. The bank's own reference (FITID) is never part of it: banks reuse, omit and change it. The result depends on
the set of rows only, never on the order, the splitting or the repetition of files. Rooms inside: `normaliser`
(frozen), `wording`, `accounts`, `telling` (the multiset union), `cells` (rows of one day and amount), `insurance`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from watchdog_sante.identity.accounts import APART, UNNUMBERED, Accounts, account_number, accounts_of
from watchdog_sante.identity.cells import same_operations
from watchdog_sante.identity.insurance import benefit_lines, details
from watchdog_sante.identity.normaliser import NORMALISER_VERSION, key_of, normalised
from watchdog_sante.identity.telling import Told
from watchdog_sante.model.household import AccountName
from watchdog_sante.model.operations import BenefitLine, Detail, Operation, Origin
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow

__all__ = [
    "APART",
    "NORMALISER_VERSION",
    "UNNUMBERED",
    "AccountInFile",
    "FileCount",
    "Merged",
    "account_number",
    "merge",
]


@dataclass(frozen=True, slots=True)
class FileCount:
    """Rows of one file: `new` were told first by it (files in the order of their names), `known` by another before."""

    file: str
    new: int
    known: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class AccountInFile:
    """Which account a file means by a number (`written`, "" when it writes none)."""

    file: str
    sha256: str
    written: str
    account: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Everything told, once, sorted by day and key. `unnamed_accounts` are those that settings should name."""

    operations: tuple[Operation, ...]
    benefit_lines: tuple[BenefitLine, ...]
    details: tuple[Detail, ...]
    counts: tuple[FileCount, ...]
    unnamed_accounts: tuple[str, ...] = ()
    accounts: tuple[AccountInFile, ...] = ()
    unproven_accounts: tuple[str, ...] = ()  # of the unnamed: merged by folder though no common day proves it


_Cell = tuple[str, str, date, int]  # account, currency, day and cents: what rows of one operation share


def _in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources, key=lambda source: (source.file, source.sha256, source.folder)))


def merge(sources: tuple[Source, ...], accounts: tuple[AccountName, ...] = ()) -> Merged:
    """Merge the rows of all files; `accounts` are the person's names for accounts (by number or by folder)."""
    ordered = _in_order(sources)
    named = accounts_of(ordered, accounts)
    operations = _operations(ordered, named)
    lines, told = benefit_lines(ordered), details(ordered)
    origins = [one.origins for one in operations] + [one.origins for one in lines] + [one.origins for one in told]
    counts = _counts(ordered, origins)
    return Merged(operations, lines, told, counts, named.unnamed, _accounts(ordered, named), named.unproven)


def _accounts(sources: Sequence[Source], named: Accounts) -> tuple[AccountInFile, ...]:
    """Every number that a file writes on rows, periods or balances, with its account ("" when nothing tells it)."""
    found = set()
    for n, source in enumerate(sources):
        statement = source.statement
        written = {row.account for row in statement.rows if isinstance(row, BankRow)}
        written |= {period.account for period in statement.periods}
        written |= {balance.account for balance in statement.balances}
        found |= {AccountInFile(source.file, source.sha256, text, named.of(n, text)) for text in written}
    return tuple(sorted(found, key=lambda one: (one.file, one.sha256, one.written)))


def _operations(sources: Sequence[Source], named: Accounts) -> tuple[Operation, ...]:
    cells: defaultdict[_Cell, list[tuple[str, Told[BankRow]]]] = defaultdict(list)
    for n, source in enumerate(sources):
        profile = source.statement.profile
        for row in source.statement.rows:
            if isinstance(row, BankRow):
                cells[named.of(n, row.account), row.currency, row.booked, row.cents].append((profile, Told(n, row)))
    found: list[Operation] = []
    spans = _spans(cells)
    for (account, _, day, _), told in cells.items():
        if len(told) == 1:  # nearly every row: nothing to compare it with
            one = told[0][1]
            found.append(_operation(account, normalised(one.row.label), (one,), 1, sources))
            continue
        ranks: defaultdict[str, int] = defaultdict(int)
        inside = {one.source for _, one in told if spans[account, one.source][0] < day < spans[account, one.source][1]}
        for same in same_operations(told, inside):
            ranks[same.name] += 1
            found.append(_operation(account, same.name, same.told, ranks[same.name], sources))
    return tuple(sorted(found, key=lambda one: (one.booked, one.key)))


def _spans(
    cells: Mapping[_Cell, Sequence[tuple[str, Told[BankRow]]]],
) -> dict[tuple[str, int], tuple[date, date]]:
    """First and last day that a source tells of an account: either may be told in part."""
    spans: dict[tuple[str, int], tuple[date, date]] = {}
    for (account, _, day, _), told in cells.items():
        for _, one in told:
            first, last = spans.get((account, one.source), (day, day))
            spans[account, one.source] = (min(first, day), max(last, day))
    return spans


def _operation(
    account: str, name: str, told: Sequence[Told[BankRow]], rank: int, sources: Sequence[Source]
) -> Operation:
    """What the rows say together: the longest label, and of each other fact the smallest that any of them tells."""
    rows = [one.row for one in told]
    first = rows[0]
    money = () if first.currency == "EUR" else (first.currency,)
    key = key_of(account, first.booked, first.cents, name, rank, *money)
    if len(rows) == 1:  # nearly every operation: nothing to choose
        source = sources[told[0].source]
        origins = (Origin(source.file, first.row, source.sha256),)
        facts = first.value_day, first.balance_cents, first.type_hint, first.currency, first.payee
        return Operation(key, account, first.booked, first.cents, first.label, rank, origins, *facts)
    best = max(rows, key=lambda row: (len(row.label), row.label))
    return Operation(
        key,
        account,
        first.booked,
        first.cents,
        best.label,
        rank,
        tuple(sorted({Origin(sources[t.source].file, t.row.row, sources[t.source].sha256) for t in told})),
        min((row.value_day for row in rows if row.value_day), default=None),
        min((row.balance_cents for row in rows if row.balance_cents is not None), default=None),
        max(row.type_hint for row in rows),
        first.currency,
        max(row.payee for row in rows),
    )


def _counts(sources: Sequence[Source], told: Sequence[tuple[Origin, ...]]) -> tuple[FileCount, ...]:
    first = Counter((origin.file, origin.sha256) for origin in {origins[0] for origins in told})
    counts: list[FileCount] = []
    seen: set[tuple[str, str]] = set()
    for source in sources:
        here = source.file, source.sha256
        new = 0 if here in seen else first[here]
        seen.add(here)
        counts.append(FileCount(source.file, new, len(source.statement.rows) - new, source.sha256))
    return tuple(counts)
