"""The law of identity: any order, any splitting, any overlap and any repetition of files give the same operations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from watchdog_sante.identity import merge
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.operations import BenefitLine, Operation
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, BenefitRow, Row, Statement

START = date(2024, 1, 1)
LABELS = ["CARTE TRAM", "VIR CPAM", "PRLV SEPA GYM", "CARTE BUS", "VIR CPAM"]
BEGINNINGS = ["CARTE TRAM", "CARTE TRAM 0603", "CARTE TRAM 0603 NANTES", "CARTE"]
DAYS = 6


def _row(account: str, day: int, cents: int, label: str) -> BankRow:
    return BankRow(0, account, START + timedelta(days=day), cents, label)


def _histories(labels: list[str]) -> st.SearchStrategy[list[BankRow]]:
    """Few accounts, days, amounts and labels, so that twins and near-twins abound."""
    rows = st.builds(
        _row,
        st.sampled_from(["A1", "B2"]),
        st.integers(0, DAYS - 1),
        st.sampled_from([-200, 150]),
        st.sampled_from(labels),
    )
    return st.lists(rows, max_size=14)


def _numbered(row: BankRow | BenefitRow, n: int) -> Row:
    return row._replace(row=n) if isinstance(row, BankRow) else replace(row, row=n)


def _file(name: str, rows: Sequence[BankRow | BenefitRow], profile: str = "ofx") -> Source:
    numbered = tuple(_numbered(row, n) for n, row in enumerate(rows, start=1))
    return Source(name, "bank", f"sha-{name}", Statement(SourceKind.BANK, profile, numbered))


def _without_origins(sources: list[Source]) -> list[Operation]:
    return [replace(one, origins=()) for one in merge(tuple(sources)).operations]


@st.composite
def _downloads(draw: st.DrawFn, history: list[BankRow]) -> list[Source]:
    """Windows of whole days that together cover the history, overlapping, repeated, shuffled inside."""
    days = draw(st.lists(st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)), max_size=5))
    windows = [(min(pair), max(pair)) for pair in days]
    cuts = sorted({0, DAYS, *draw(st.lists(st.integers(0, DAYS), max_size=3))})
    windows += [(first, last - 1) for first, last in pairwise(cuts)]
    files = []
    for n, (first, last) in enumerate(windows):
        told = [row for row in history if first <= (row.booked - START).days <= last]
        files.append(_file(f"{n}.ofx", draw(st.permutations(told))))
    return draw(st.permutations(files))


@given(st.data(), _histories(LABELS + BEGINNINGS))
@settings(max_examples=120)
def test_overlap_order_and_repetition(data: st.DataObject, history: list[BankRow]) -> None:
    whole = _without_origins([_file("whole.ofx", history)])
    assert len(whole) == len(history)
    assert _without_origins(data.draw(_downloads(history))) == whole


@given(st.data(), _histories(LABELS))
@settings(max_examples=120)
def test_any_splitting_of_rows(data: st.DataObject, history: list[BankRow]) -> None:
    """Rows go to any file, only true twins stay together: apart they are what a second download looks like."""
    files: list[list[BankRow]] = [[], [], []]
    place: dict[tuple[object, ...], int] = {}
    for row in history:
        name = (row.account, row.booked, row.cents, row.label)
        place.setdefault(name, data.draw(st.integers(0, 2)))
        files[place[name]].append(row)
    parts = [_file(f"{n}.ofx", rows) for n, rows in enumerate(files)]
    assert _without_origins(data.draw(st.permutations(parts))) == _without_origins([_file("whole.ofx", history)])


@given(st.data(), _histories(LABELS + BEGINNINGS[:-1]))
@settings(max_examples=120)
def test_a_second_form_of_the_same_days_adds_nothing(data: st.DataObject, history: list[BankRow]) -> None:
    """As CSV the account words its labels otherwise: the number of operations of a day and amount stays."""
    first, last = sorted((data.draw(st.integers(0, DAYS)), data.draw(st.integers(0, DAYS))))
    days = [row for row in history if first <= (row.booked - START).days <= last]
    told = [row._replace(label=" ".join(["X", *row.label.split()[::-1]])) for row in days]
    csv = _file("again.csv", data.draw(st.permutations(told)), "bnp-paribas")
    found = merge((csv, *data.draw(_downloads(history)))).operations
    expected = Counter((row.account, row.booked, row.cents) for row in history)
    assert Counter((one.account, one.booked, one.cents) for one in found) == expected
    assert len({one.key for one in found}) == len(found)
    assert sum(len(one.origins) for one in found) >= len(history) + len(told)


@given(st.data(), _histories(LABELS))
@settings(max_examples=80)
def test_every_row_told_is_counted_once_as_new_or_known(data: st.DataObject, history: list[BankRow]) -> None:
    sources = data.draw(_downloads(history))
    merged = merge(tuple(sources))
    assert sum(count.new for count in merged.counts) == len(merged.operations)
    by_file = {count.file: count.new + count.known for count in merged.counts}
    assert by_file == {source.file: len(source.statement.rows) for source in sources}


def _line(day: int, cents: int, act: str, reference: str, expense: int) -> BenefitRow:
    day_paid = START + timedelta(days=day)
    return BenefitRow(0, SourceKind.BASIC_INSURER, day_paid, START, "A LORIOT", act, "DR H", expense, None, "", None,
                      cents, PaidTo.INSURED, reference)  # fmt: skip


_LINES = st.lists(
    st.builds(
        _line, st.integers(0, 2), st.sampled_from([700, 1855]), st.sampled_from(["Consultation", "Pharmacie"]),
        st.sampled_from("abc"), st.sampled_from([2000, 2650]),
    ),
    max_size=10,
)  # fmt: skip


def _known(lines: tuple[BenefitLine, ...]) -> list[BenefitLine]:
    return [replace(line, origins=(), reference="") for line in lines]


@given(st.data(), _LINES)
@settings(max_examples=120)
def test_insurers_renumber_and_nothing_is_counted_twice(data: st.DataObject, lines: list[BenefitRow]) -> None:
    whole = _known(merge((_file("whole.csv", lines),)).benefit_lines)
    assert len(whole) == len(lines)
    renumbered = [replace(line, reference=f"n{n}") for n, line in enumerate(data.draw(st.permutations(lines)))]
    days = [[line for line in lines if (line.paid_on - START).days == day] for day in range(3)]
    files = [_file("new.csv", renumbered), *(_file(f"{day}.csv", told) for day, told in enumerate(days))]
    assert _known(merge(tuple(data.draw(st.permutations(files)))).benefit_lines) == whole
