"""A statement's rows in their tables and back, each with its position, so that the order of the file is kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.statements import (
    BankRow,
    BenefitRow,
    DetailRow,
    RejectedRow,
    Row,
    StatedBalance,
    StatedPeriod,
    Statement,
)
from watchdog_sante.redaction import mask_nir
from watchdog_sante.store.codec import optional_day, sentence_text, text_sentence
from watchdog_sante.store.db import Column, Database

_BANK = "row, account, booked, cents, label, value_day, balance_cents, bank_reference, type_hint, currency, payee"
_BENEFIT = (
    "row, insurer, paid_on, care_date, beneficiary, act, care_provider, expense_cents, base_cents, rate, "
    "basic_cents, reimbursed_cents, paid_to, reference"
)
_DETAIL = "row, day, field, value"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _columns(row: Row) -> tuple[str, str, Sequence[Column]]:
    """Table, its columns, and the row's values in that order."""
    match row:
        case BankRow():
            return "bank_rows", _BANK, (
                row.row, row.account, _iso(row.booked), row.cents, mask_nir(row.label), _iso(row.value_day),
                row.balance_cents, row.bank_reference, row.type_hint, row.currency, mask_nir(row.payee),
            )  # fmt: skip
        case BenefitRow():
            return "benefit_rows", _BENEFIT, (
                row.row, row.insurer, _iso(row.paid_on), _iso(row.care_date), mask_nir(row.beneficiary),
                mask_nir(row.act), mask_nir(row.care_provider), row.expense_cents, row.base_cents, row.rate,
                row.basic_cents, row.reimbursed_cents, row.paid_to, row.reference,
            )  # fmt: skip
        case DetailRow():
            return "detail_rows", _DETAIL, (row.row, _iso(row.day), mask_nir(row.field), mask_nir(row.value))


def add(db: Database, reading: int, statement: Statement) -> None:
    """Write everything the statement says under the reading's number."""
    by_table: dict[tuple[str, str], list[tuple[Column, ...]]] = defaultdict(list)
    for position, row in enumerate(statement.rows):
        table, columns, values = _columns(row)
        by_table[table, columns].append((reading, position, *values))
    by_table["rejected_rows", "row, reason"] = [
        (reading, position, one.row, sentence_text(one.reason)) for position, one in enumerate(statement.rejected)
    ]
    by_table["stated_periods", "account, start_day, end_day"] = [
        (reading, position, one.account, _iso(one.start), _iso(one.end))
        for position, one in enumerate(statement.periods)
    ]
    by_table["stated_balances", "account, day, cents"] = [
        (reading, position, one.account, _iso(one.day), one.cents) for position, one in enumerate(statement.balances)
    ]
    for (table, columns), written in by_table.items():
        marks = ", ".join("?" * (columns.count(",") + 3))
        db.run_many(f"INSERT INTO {table} (reading, position, {columns}) VALUES ({marks})", written)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What all readings asked for said, by reading."""

    placed: dict[int, list[tuple[int, Row]]] = field(default_factory=lambda: defaultdict(list))
    rejected: dict[int, list[RejectedRow]] = field(default_factory=lambda: defaultdict(list))
    periods: dict[int, list[StatedPeriod]] = field(default_factory=lambda: defaultdict(list))
    balances: dict[int, list[StatedBalance]] = field(default_factory=lambda: defaultdict(list))

    def rows(self, reading: int) -> tuple[Row, ...]:
        """The rows in the order of the file."""
        return tuple(row for _, row in sorted(self.placed[reading], key=lambda placed: placed[0]))


def load(db: Database, wanted: Iterable[int]) -> Loaded:
    """All that these readings said."""
    readings = frozenset(wanted)
    loaded = Loaded()

    def each(table: str, columns: str) -> Iterable[tuple[int, int, tuple[Any, ...]]]:
        found = db.rows(f"SELECT reading, position, {columns} FROM {table} ORDER BY reading, position")
        return ((reading, position, tuple(rest)) for reading, position, *rest in found if reading in readings)

    for reading, position, row in each("bank_rows", _BANK):
        loaded.placed[reading].append((position, _bank(*row)))
    for reading, position, row in each("benefit_rows", _BENEFIT):
        loaded.placed[reading].append((position, _benefit(*row)))
    for reading, position, (number, day, name, value) in each("detail_rows", _DETAIL):
        loaded.placed[reading].append((position, DetailRow(number, date.fromisoformat(day), name, value)))
    for reading, _, (number, reason) in each("rejected_rows", "row, reason"):
        if sentence := text_sentence(reason):
            loaded.rejected[reading].append(RejectedRow(number, sentence))
    for reading, _, (account, start, end) in each("stated_periods", "account, start_day, end_day"):
        loaded.periods[reading].append(StatedPeriod(account, date.fromisoformat(start), date.fromisoformat(end)))
    for reading, _, (account, day, cents) in each("stated_balances", "account, day, cents"):
        loaded.balances[reading].append(StatedBalance(account, date.fromisoformat(day), cents))
    return loaded


def _bank(row: int, account: str, booked: str, cents: int, label: str, value_day: str | None, *rest: Any) -> BankRow:
    return BankRow(row, account, date.fromisoformat(booked), cents, label, optional_day(value_day), *rest)


def _benefit(row: int, insurer: str, paid_on: str, care_date: str | None, *rest: Any) -> BenefitRow:
    beneficiary, act, care_provider, expense, base, rate, basic, reimbursed, paid_to, reference = rest
    return BenefitRow(
        row,
        SourceKind(insurer),
        date.fromisoformat(paid_on),
        optional_day(care_date),
        beneficiary,
        act,
        care_provider,
        expense,
        base,
        rate,
        basic,
        reimbursed,
        PaidTo(paid_to),
        reference,
    )
