"""Whether a bank's printed statement adds up, account by account.

From each balance the operations must lead to the next, wherever the page states one; totals must be those of the
operations since the account began, since the last total or since the page began. Only what lies between two balances or
above a total is proven; an operation outside is refused with its place.
"""

from collections.abc import Sequence

from watchdog_sante.model.row_places import place_of
from watchdog_sante.readers.printed_account import PrintedAccount, PrintedBalance, PrintedOperation, PrintedTotal
from watchdog_sante.readers.printed_sums import Mismatch, Proof


def states_balances(accounts: Sequence[PrintedAccount]) -> bool:
    """Whether anything can be checked: two balances of one account, or a total."""
    return any(_balances(one) > 1 or any(isinstance(entry, PrintedTotal) for entry in one.entries) for one in accounts)


def _balances(account: PrintedAccount) -> int:
    return sum(isinstance(entry, PrintedBalance) for entry in account.entries)


def prove_account(account: PrintedAccount) -> Proof:
    """The proof for one account."""
    mismatches = [*_broken_chain(account), *_broken_totals(account), *_broken_running(account)]
    return Proof(tuple(sorted(mismatches, key=lambda one: one.row)), _uncovered(account))


def _broken_chain(account: PrintedAccount) -> list[Mismatch]:
    broken: list[Mismatch] = []
    at: int | None = None
    for entry in account.entries:
        if isinstance(entry, PrintedOperation) and at is not None:
            at += entry.cents
        elif isinstance(entry, PrintedBalance):
            if at is not None and at != entry.cents:
                broken.append(Mismatch(entry.row, entry.cents, at))
            at = entry.cents
    return broken


def _broken_running(account: PrintedAccount) -> list[Mismatch]:
    """Balances printed beside the operations, where the page has such a column."""
    broken: list[Mismatch] = []
    at: int | None = None
    for entry in account.entries:
        if isinstance(entry, PrintedBalance):
            at = entry.cents
        elif isinstance(entry, PrintedOperation):
            at = None if at is None else at + entry.cents
            if entry.balance_cents is not None:
                if at is not None and at != entry.balance_cents:
                    broken.append(Mismatch(entry.row, entry.balance_cents, at))
                at = entry.balance_cents
    return broken


def _broken_totals(account: PrintedAccount) -> list[Mismatch]:
    broken: list[Mismatch] = []
    for at, entry in enumerate(account.entries):
        if isinstance(entry, PrintedTotal):
            runs = [_between(account, begin, at) for begin in _beginnings(account, at)]
            before = _balance_before(account, at)
            if not any(_fits(entry, run, carried) for run in runs for carried in (0, before)):
                debit, credit = _sides(runs[0])
                wrong = entry.debit is not None and entry.debit != debit
                stated, read = (entry.debit, debit) if wrong else (entry.credit, credit)
                broken.append(Mismatch(entry.row, stated or 0, read))
    return broken


def _beginnings(account: PrintedAccount, at: int) -> list[int]:
    """Where the run of a total may begin: the account, the last total, the page."""
    page = place_of(account.entries[at].row)[0]
    first = next(place for place, entry in enumerate(account.entries) if place_of(entry.row)[0] == page)
    totals = [place + 1 for place in range(at) if isinstance(account.entries[place], PrintedTotal)]
    return [0, *totals[-1:], first]


def _between(account: PrintedAccount, start: int, end: int) -> list[PrintedOperation]:
    return [entry for entry in account.entries[start:end] if isinstance(entry, PrintedOperation)]


def _sides(run: Sequence[PrintedOperation]) -> tuple[int, int]:
    debit = -sum(one.cents for one in run if one.cents < 0)
    return debit, sum(one.cents for one in run if one.cents > 0)


def _balance_before(account: PrintedAccount, at: int) -> int:
    """The account's first balance above, in cents: some banks count it in."""
    return next((entry.cents for entry in account.entries[:at] if isinstance(entry, PrintedBalance)), 0)


def _fits(total: PrintedTotal, run: Sequence[PrintedOperation], carried: int) -> bool:
    debit, credit = _sides(run)
    debit, credit = debit + max(-carried, 0), credit + max(carried, 0)
    return total.debit in (None, debit) and total.credit in (None, credit)


def _uncovered(account: PrintedAccount) -> tuple[int, ...]:
    places = [at for at, entry in enumerate(account.entries) if isinstance(entry, PrintedBalance)]
    totals = [at for at, entry in enumerate(account.entries) if isinstance(entry, PrintedTotal)]
    whole = [
        t
        for t in totals
        if isinstance(entry := account.entries[t], PrintedTotal) and None not in (entry.debit, entry.credit)
    ]
    first, last = (places[0], places[-1]) if len(places) > 1 else (0, -1)
    # a total does not say that nothing follows; where a balance begins the account, only another one ends it
    under = max(whole, default=-1) if not places else min(places[0], max(whole, default=-1))
    return tuple(
        entry.row
        for at, entry in enumerate(account.entries)
        if isinstance(entry, PrintedOperation) and not first < at < last and at > under
    )
