"""What holds of the whole audit: the order and splitting of files change nothing; no fraud, none of its alerts."""

import random
from dataclasses import replace

import pytest

from watchdog_sante.cycle import audit_collected, read_files
from watchdog_sante.household_generator import FRAUDS, GeneratedHousehold, generate
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.sources import Collected, Source, StatementFile
from watchdog_sante.model.statements import BankRow
from watchdog_sante.package_data import knowledge, profiles
from watchdog_sante.settings import Settings

SEEDS = (11, 12, 13)


def _collected(household: GeneratedHousehold) -> Collected:
    return read_files((StatementFile(file.name, "releves", file.data) for file in household.files), profiles())


def _found(collected: Collected) -> tuple[Finding, ...]:
    return audit_collected(collected, Settings(), knowledge())[0].findings


def _seen(findings: tuple[Finding, ...]) -> set[tuple[str, Severity]]:
    return {(finding.id, finding.severity) for finding in findings}


def _cut(source: Source, dice: random.Random) -> list[Source]:
    """A bank export as two that share some days, as two downloads would; rows in any order. Others stay whole."""
    rows = list(source.statement.rows)
    days = sorted({row.booked for row in rows if isinstance(row, BankRow)})
    dice.shuffle(rows)
    if len(days) < 4:
        return [replace(source, statement=replace(source.statement, rows=tuple(rows)))]
    early, late = days[len(days) * 2 // 3], days[len(days) // 3]
    parts = (
        tuple(row for row in rows if isinstance(row, BankRow) and row.booked <= early),
        tuple(row for row in rows if isinstance(row, BankRow) and row.booked >= late),
    )
    return [
        replace(
            source,
            file=f"{source.file} {n}",
            sha256=f"{source.sha256}{n}",
            statement=replace(source.statement, rows=part),
        )
        for n, part in enumerate(parts)
    ]


def _dealt(collected: Collected, seed: int) -> Collected:
    """The same rows in another order, exports cut in two that overlap, some files told twice."""
    dice = random.Random(seed)
    sources = [part for source in collected.sources for part in _cut(source, dice)]
    sources += dice.sample(list(collected.sources), 5)
    dice.shuffle(sources)
    return replace(collected, sources=tuple(sources))


@pytest.mark.parametrize("seed", SEEDS)
def test_order_splitting_and_importing_again_change_no_finding(seed: int) -> None:
    collected = _collected(generate(seed))
    findings = _seen(_found(collected))
    assert findings
    shuffled = list(collected.sources)
    random.Random(seed).shuffle(shuffled)
    assert _seen(_found(replace(collected, sources=tuple(shuffled)))) == findings
    assert _seen(_found(_dealt(collected, seed))) == findings


@pytest.mark.parametrize("seed", SEEDS)
def test_a_household_without_its_frauds_raises_none_of_their_alerts(seed: int) -> None:
    frauds = tuple(random.Random(seed).sample(sorted(FRAUDS), 4))
    with_frauds = generate(seed, frauds=frauds)
    planted = {
        (row.day, row.cents, row.field)
        for event in with_frauds.labels
        if not event.acceptable
        for row in event.evidence
    }
    without = generate(seed, frauds=())
    allowed = {(row.day, row.cents, row.field) for event in without.labels for row in event.evidence}
    accused = {
        (row.day, row.cents, row.field)
        for finding in _found(_collected(without))
        if finding.severity is not Severity.INFO
        for row in finding.evidence
    }
    assert planted - allowed
    assert accused & (planted - allowed) == set()
