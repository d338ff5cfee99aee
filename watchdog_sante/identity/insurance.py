"""Insurers' lines and details, once each.

A benefit line is known by payment day, care day, beneficiary, act, provider, amount and rank. The reference is left
out because insurers renumber it between downloads. Two equal lines in one file stay two: the same act paid twice is
what a detector looks for.
"""

from collections.abc import Sequence

from watchdog_sante.identity.normaliser import key_of, normalised, person
from watchdog_sante.identity.telling import Slot, Told, slots
from watchdog_sante.model.operations import BenefitLine, Detail, Origin
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BenefitRow, DetailRow, Row


def _origins(
    told: Sequence[Told[Row]] | Sequence[Told[BenefitRow]] | Sequence[Told[DetailRow]], sources: Sequence[Source]
) -> tuple[Origin, ...]:
    return tuple(sorted({Origin(sources[one.source].file, one.row.row, sources[one.source].sha256) for one in told}))


def _line_name(row: BenefitRow) -> tuple[str, ...]:
    return (
        row.insurer.value,
        row.paid_on.isoformat(),
        row.care_date.isoformat() if row.care_date else "",
        person(row.beneficiary),
        normalised(row.act),
        normalised(row.care_provider),
        str(row.reimbursed_cents),
    )


def _line_order(row: BenefitRow) -> tuple[str, ...]:
    facts = (row.paid_to.value, row.expense_cents, row.base_cents, row.basic_cents, row.rate, row.reference)
    return (*map(str, facts), row.beneficiary, row.act, row.care_provider)


def benefit_lines(sources: Sequence[Source]) -> tuple[BenefitLine, ...]:
    """All benefit lines, sorted by payment day and key; of rows that tell the same line, the smallest facts speak."""
    told = [
        Told(n, row) for n, source in enumerate(sources) for row in source.statement.rows if isinstance(row, BenefitRow)
    ]
    found = [_line(slot, sources) for slot in slots(told, _line_name, _line_order)]
    return tuple(sorted(found, key=lambda line: (line.paid_on, line.key)))


def _line(slot: Slot[BenefitRow], sources: Sequence[Source]) -> BenefitLine:
    row = min((one.row for one in slot.told), key=_line_order)
    return BenefitLine(
        key_of("benefit", *_line_name(row), slot.rank),
        row.insurer,
        row.paid_on,
        row.care_date,
        row.beneficiary,
        row.act,
        row.care_provider,
        row.expense_cents,
        row.base_cents,
        row.rate,
        row.basic_cents,
        row.reimbursed_cents,
        row.paid_to,
        row.reference,
        slot.rank,
        _origins(slot.told, sources),
    )


def _detail_name(row: DetailRow) -> tuple[str, ...]:
    return (row.day.isoformat(), normalised(row.field), row.value.strip())


def details(sources: Sequence[Source]) -> tuple[Detail, ...]:
    """All fields of all snapshots, once each: a field told twice with the same value on one day is one."""
    told = [
        Told(n, row) for n, source in enumerate(sources) for row in source.statement.rows if isinstance(row, DetailRow)
    ]
    by_name: dict[tuple[str, ...], list[Told[DetailRow]]] = {}
    for one in told:
        by_name.setdefault(_detail_name(one.row), []).append(one)
    found = [
        Detail(
            key_of("detail", *name),
            rows[0].row.day,
            min(one.row.field for one in rows),
            name[2],
            _origins(rows, sources),
        )
        for name, rows in by_name.items()
    ]
    return tuple(sorted(found, key=lambda detail: (detail.day, detail.key)))
