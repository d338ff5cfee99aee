"""How good the alerts are, on invented households: frauds caught, and alerts that nothing planted explains.

    python benchmarks/detection_quality.py --households 200 [--seed N] [--jobs 2] [--keep FOLDER]

Every household is audited with its settings and without any. A fraud is caught when a finding of at least `warning`
accuses one of its rows (same day and amount, or same day and field); a finding that accuses more than twelve rows
accuses nobody. A warning that accuses no labelled row is unlabelled: a false alarm. Beside it, on the same files, what
finance managers offer: an alert for every operation above an amount, and for a balance that falls below one.
Intervals are of 95 %: Wilson's for shares, Byar's for rates (Poisson).
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby
from math import sqrt
from pathlib import Path
from typing import TypeAlias

import yaml

from watchdog_sante import package_data
from watchdog_sante.cycle import audit_collected, read_files
from watchdog_sante.evidence import Evidence
from watchdog_sante.household_generator import GeneratedHousehold, PlantedEvent, generate, labels_json
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.sources import Collected, StatementFile
from watchdog_sante.settings import Settings

MOST_ROWS = 12  # a finding that accuses more rows accuses nobody
ABOVE = (10000, 20000, 50000)  # cents
BELOW = (20000, 50000, 100000)

Row: TypeAlias = tuple[date, int | None, str | None]  # day, cents, field


@dataclass(frozen=True)
class Alert:
    """A warning: who raised it, and the rows it accuses."""

    source: str
    rows: tuple[Row, ...]


@dataclass
class Tally:
    """Counts over households; `twins`: unlabelled warnings that accuse a row of an innocent twin, by kind."""

    months: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    by: Counter[tuple[str, str]] = field(default_factory=Counter)
    unlabelled: Counter[str] = field(default_factory=Counter)
    twins: Counter[tuple[str, str]] = field(default_factory=Counter)
    alerts: int = 0
    refused: int = 0
    seconds: float = 0.0

    def add(self, other: "Tally") -> None:
        """Take in another tally's counts."""
        for name in ("planted", "caught", "by", "unlabelled", "twins"):
            getattr(self, name).update(getattr(other, name))
        for name in ("months", "alerts", "refused", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def accuses(label: PlantedEvent, alert: Alert) -> bool:
    """Whether the alert names a row of the label."""
    if len(alert.rows) > MOST_ROWS:
        return False
    return any(
        row.day == day and (row.field.casefold() == (name or "").casefold() if row.field else cents == row.cents)
        for row in label.evidence
        for day, cents, name in alert.rows
    )


def score(household: GeneratedHousehold, alerts: list[Alert]) -> Tally:
    """What these alerts caught in the household, and which of them nothing planted explains."""
    tally = Tally(months=household.months, alerts=len(alerts))
    for label in household.labels:
        if not label.acceptable:
            sources = {alert.source for alert in alerts if accuses(label, alert)}
            tally.planted[label.kind] += 1
            tally.caught[label.kind] += bool(sources)
            tally.by.update((label.kind, source) for source in sources)
    for alert in alerts:
        if not any(accuses(label, alert) for label in household.labels):
            tally.unlabelled[alert.source] += 1
            tally.twins.update((twin.kind, alert.source) for twin in household.silent if accuses(twin, alert))
    return tally


def _statement_files(household: GeneratedHousehold) -> list[StatementFile]:
    return [
        StatementFile(file.name, file.name.rpartition("/")[0] or household.name, file.data) for file in household.files
    ]


def audited(collected: Collected, settings: Settings) -> tuple[list[Alert], Evidence]:
    """The package's warnings on files already read."""
    audit, evidence = audit_collected(collected, settings, package_data.knowledge())
    loud = (finding for finding in audit.findings if finding.severity.rank >= Severity.WARNING.rank)
    return [
        Alert(finding.detector, tuple((row.day, row.cents, row.field) for row in finding.evidence)) for finding in loud
    ], evidence


def operations_above(evidence: Evidence, limit: int) -> list[Alert]:
    """A finance manager's alert for every operation of more than `limit` cents, in or out."""
    return [
        Alert("above", ((movement.booked, movement.cents, None),))
        for movement in evidence.movements
        if abs(movement.cents) > limit
    ]


def balance_below(evidence: Evidence, limit: int) -> list[Alert]:
    """A finance manager's alert when an account's balance falls below `limit` cents; it accuses that day's debits."""
    alerts = []
    stated = [balance for source in evidence.collected.sources for balance in source.statement.balances]
    for account, group in groupby(sorted(evidence.movements, key=_by_account), key=lambda one: one.operation.account):
        moves = list(group)
        known = [balance for balance in stated if balance.account == account]
        if not known:
            continue
        last = max(known, key=lambda balance: balance.day)
        balance = last.cents - sum(move.cents for move in moves if move.booked <= last.day)
        for _, todays in groupby(moves, key=lambda move: move.booked):
            rows = [(move.booked, move.cents, None) for move in todays]
            before, balance = balance, balance + sum(cents for _, cents, _ in rows)
            if balance < limit <= before:
                alerts.append(Alert("below", tuple(row for row in rows if row[1] < 0)))
    return alerts


def _by_account(movement: object) -> tuple[str, date]:
    return movement.operation.account, movement.booked  # type: ignore[attr-defined]


def measure(seed: int, keep: Path | None) -> dict[str, Tally]:
    """All the ways of alerting, on the household of this seed."""
    household = generate(seed)
    if keep:
        _write(household, keep / household.name)
    started = time.perf_counter()
    collected = read_files(_statement_files(household), package_data.profiles())
    settings = Settings.model_validate(yaml.safe_load(household.settings_yaml))
    with_settings, evidence = audited(collected, settings)
    seconds = time.perf_counter() - started
    without_settings, _ = audited(collected, Settings())
    ways: dict[str, Callable[[], list[Alert]]] = {
        "with settings": lambda: with_settings,
        "without settings": lambda: without_settings,
        **{f"every operation above {x // 100} €": partial(operations_above, evidence, x) for x in ABOVE},
        **{f"balance below {y // 100} €": partial(balance_below, evidence, y) for y in BELOW},
    }
    tallies = {name: score(household, way()) for name, way in ways.items()}
    tallies["with settings"].refused, tallies["with settings"].seconds = len(collected.refused), seconds
    return tallies


def _write(household: GeneratedHousehold, folder: Path) -> None:
    """The household as files, with the labels and settings that a scorer looks for."""
    files = {file.name: file.data for file in household.files}
    files |= {"labels.json": labels_json(household).encode(), "watchdog.yaml": household.settings_yaml.encode()}
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not total:
        return 0.0, 1.0
    share, z = hits / total, 1.96
    middle = share + z * z / 2 / total
    half = z * sqrt(share * (1 - share) / total + z * z / 4 / total / total)
    return (middle - half) / (1 + z * z / total), (middle + half) / (1 + z * z / total)


def byar(events: int, months: int) -> tuple[float, float]:
    """The 95 % interval of a rate a month, by Byar's approximation of Poisson's."""

    def bound(count: int, z: float) -> float:
        return float(count * (1 - 1 / (9 * count) + z / (3 * sqrt(count))) ** 3) if count else 0.0

    return bound(events, -1.96) / months, bound(events + 1, 1.96) / months


def summary(name: str, tally: Tally) -> str:
    """One row of the table of ways."""
    planted, caught, false = tally.planted.total(), tally.caught.total(), tally.unlabelled.total()
    (low, high), (few, many) = wilson(caught, planted), byar(false, tally.months)
    least, most = byar(tally.alerts, tally.months)
    return (
        f"| {name} | {caught}/{planted} = {caught / max(planted, 1):.3f} ({low:.3f} to {high:.3f}) "
        f"| {false / tally.months:.3f} ({few:.3f} to {many:.3f}) "
        f"| {tally.alerts / tally.months:.2f} ({least:.2f} to {most:.2f}) |"
    )


def by_kind(tally: Tally) -> Iterable[str]:
    """One row a fraud."""
    for kind in sorted(tally.planted):
        caught, planted = tally.caught[kind], tally.planted[kind]
        low, high = wilson(caught, planted)
        who = ", ".join(f"{source} {n}" for (k, source), n in tally.by.most_common() if k == kind)
        yield f"| {kind} | {caught}/{planted} | {low:.2f} to {high:.2f} | {who} |"


def report(totals: dict[str, Tally], households: int) -> str:
    """All the tables, as Markdown."""
    with_settings = totals["with settings"]
    lines = [
        f"{households} households, {with_settings.months} household-months, {with_settings.planted.total()} frauds, "
        f"{with_settings.refused} files refused, {with_settings.seconds:.0f} s of audit",
        "",
        "| | frauds caught | unlabelled warnings a household-month | all warnings a household-month |",
        "|---|---|---|---|",
        *(summary(name, tally) for name, tally in totals.items()),
        "",
        "| fraud | caught | 95 % | by |",
        "|---|---|---|---|",
        *by_kind(with_settings),
        "",
        f"unlabelled, by detector: {dict(with_settings.unlabelled.most_common())}",
        "unlabelled, on innocent twins: "
        + ", ".join(f"{kind} by {source}: {n}" for (kind, source), n in with_settings.twins.most_common()),
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--households", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1000, help="seed of the first household; the others follow it")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="also write the households into this folder")
    asked = parser.parse_args()
    totals: dict[str, Tally] = {}
    seeds = range(asked.seed, asked.seed + asked.households)
    with ProcessPoolExecutor(asked.jobs) as pool:
        for tallies in pool.map(partial(measure, keep=asked.keep), seeds, chunksize=4):
            for name, tally in tallies.items():
                totals.setdefault(name, Tally()).add(tally)
    print(report(totals, asked.households))


if __name__ == "__main__":
    main()
