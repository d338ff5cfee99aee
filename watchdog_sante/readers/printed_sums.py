"""Whether a printed statement adds up: every sum that it states against the lines that were read.

A sum stands below its lines or above them, for payments in one way throughout a statement. Its lines follow one another
and begin or end where a part does; a line that no sum covers is as wrong as a sum that does not fit. So a line that was
lost, read twice or misread shows, and the difference says by how much and where.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.readers.printed_entries import Act, Entry, Part, Sum
from watchdog_sante.readers.profile import Role


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A sum that does not fit: where it stands, what it states, what the lines come to (cents)."""

    row: int
    stated: int
    read: int


@dataclass(frozen=True, slots=True)
class Proof:
    """`mismatches` and `uncovered` (rows of acts under no sum) are empty when all adds up; `sums` by place of act."""

    mismatches: tuple[Mismatch, ...]
    uncovered: tuple[int, ...]
    sums: tuple[tuple[int, Sum], ...] = ()

    @property
    def off(self) -> int:
        """By how many cents the sums miss, all told."""
        return sum(abs(wrong.stated - wrong.read) for wrong in self.mismatches)

    @property
    def holds(self) -> bool:
        """Whether every sum fits and every line is under one."""
        return not self.mismatches and not self.uncovered


def states_sums(entries: Sequence[Entry]) -> bool:
    """Whether the statement states any sum at all."""
    return any(isinstance(entry, Sum) and entry.proves for entry in entries)


def prove(entries: Sequence[Entry]) -> Proof:
    """The proof, or the attempt that comes nearest to one."""
    attempts = [_attempt(entries, below) for below in (True, False)]
    holding = [attempt for attempt in attempts if attempt.holds]
    return holding[0] if holding else min(attempts, key=lambda one: (len(one.mismatches), one.off, len(one.uncovered)))


def _attempt(entries: Sequence[Entry], below: bool) -> Proof:
    mismatches: list[Mismatch] = []
    covered: set[int] = set()
    sums: dict[int, Sum] = {}
    for at, entry in enumerate(entries):
        if not isinstance(entry, Sum):
            continue
        runs = (
            list(_runs(entries, at, below))
            if entry.payment
            else [*_runs(entries, at, True), *_runs(entries, at, False)]
        )
        fitting = next((run for run in runs if _fits(entry, entries, run)), None)
        if fitting is None:
            read = [_sum(entries, run, entry, _told(entry)) for run in runs]
            stated = _stated(entry)
            mismatches.append(Mismatch(entry.row, stated, min(read, key=lambda cents: abs(stated - cents), default=0)))
            continue
        mine = [place for place in fitting if entry.proves and _counts(entries[place], entry)]
        covered.update(mine)
        for place in mine:
            if place not in sums or (entry.payment and not sums[place].payment):
                sums[place] = entry
    acts = [place for place, entry in enumerate(entries) if isinstance(entry, Act)]
    uncovered = tuple(entries[place].row for place in acts if place not in covered)
    return Proof(tuple(mismatches), uncovered, tuple(sorted(sums.items(), key=lambda one: one[0])))


def _runs(entries: Sequence[Entry], at: int, below: bool) -> Iterator[range]:
    """The runs of entries that a sum at this place may be of, the shortest first: back to the beginning of a part of
    its kind, or on to its end. A payment's run holds no other payment's sum."""
    payment = isinstance(entry := entries[at], Sum) and entry.payment
    places = range(at - 1, -1, -1) if below else range(at + 1, len(entries))
    for place in places:
        other = entries[place]
        if payment and isinstance(other, Sum) and other.payment:
            yield _run(at, place, below)
            return
        if isinstance(other, Sum) or (isinstance(other, Part) and (other.payment or not payment)):
            yield _run(at, place, below)
    yield range(0, at) if below else range(at + 1, len(entries))


def _run(at: int, place: int, below: bool) -> range:
    return range(place + 1, at) if below else range(at + 1, place)


def _fits(entry: Sum, entries: Sequence[Entry], run: range) -> bool:
    """Whether each figure of the sum is that of the run's lines; a sum of nothing needs no line."""
    has_lines = any(_counts(entries[place], entry) for place in run)
    if not has_lines and _stated(entry):
        return False
    return all(_sum(entries, run, entry, figure.role) == figure.cents for figure in entry.figures)


def _counts(entry: Entry, total: Sum) -> bool:
    """Whether the sum is of this line too; what went to nobody named went to the insured."""
    if not isinstance(entry, Act) or total.only is None:
        return isinstance(entry, Act)
    return total.only is (PaidTo.INSURED if entry.paid_to is PaidTo.UNKNOWN else entry.paid_to)


def _sum(entries: Sequence[Entry], run: range, total: Sum, role: Role) -> int:
    found = (entry for place in run if isinstance(entry := entries[place], Act) and _counts(entry, total))
    return sum(act.cents(role) or 0 for act in found)


def _told(entry: Sum) -> Role:
    """The column that the sum is first of all of."""
    return Role.REIMBURSED if entry.proves else entry.figures[0].role


def _stated(entry: Sum) -> int:
    return next(figure.cents for figure in entry.figures if figure.role is _told(entry))
