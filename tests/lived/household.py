"""A household in a temporary home: statements to drop, a desk to work at, days that pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from watchdog_sante.package_data import knowledge, phrasebook, profiles
from watchdog_sante.rounds.lived_cycle import Desk
from watchdog_sante.settings import Settings
from watchdog_sante.store import open_messenger, open_watcher

HEADER = "Date;Libellé;Montant\n"
FIRST = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def bank_csv(rows: list[tuple[date, str, str]]) -> str:
    """A bank's export: day, label, amount."""
    return HEADER + "".join(f"{day:%d/%m/%Y};{label};{amount}\n" for day, label, amount in rows)


def months(count: int, last: date) -> list[tuple[date, str, str]]:
    """Quiet months: a shop, a wage, a premium."""
    rows = []
    for back in range(count):
        day = last - timedelta(days=30 * back)
        rows += [
            (day, "CARTE 01/01 EPICERIE DU PORT", "-24,00"),
            (day - timedelta(days=2), "VIR SEPA EMPLOYEUR SA SALAIRE", "2100,00"),
            (day - timedelta(days=3), "PRLV SEPA MUTUELLE DES GLYCINES", "-58,20"),
        ]
    return sorted(rows)


def settings(inbox: Path, **more: object) -> Settings:
    """Settings with one channel that tells everything."""
    fields: dict[str, object] = {
        "language": "fr",
        "inbox": [str(inbox)],
        "channels": [{"name": "telephone", "address_from": "env:WATCHDOG_PHONE", "detail": "category"}],
    }
    return Settings.model_validate(fields | more)


@contextmanager
def desk(home: Path, wanted: Settings | None = None) -> Iterator[Desk]:
    """The two databases of a home, open."""
    inbox = home / "inbox"
    inbox.mkdir(exist_ok=True)
    with open_watcher(home / "state") as watcher, open_messenger(home / "state" / "messenger") as messenger:
        yield Desk(watcher, messenger, wanted or settings(inbox), profiles(), knowledge(), phrasebook("fr"))
