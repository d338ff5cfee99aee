"""`status` shows the ledger that the last cycle concluded while all that it rests on stands; then it thinks anew."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.lived.household import bank_csv, desk, months
from watchdog_sante.commands import purge, status
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.sentences import say
from watchdog_sante.rounds.inbox_reading import Taken
from watchdog_sante.rounds.kept_ledger import keep_ledger
from watchdog_sante.rounds.lived_cycle import Desk, live, think
from watchdog_sante.settings import Settings

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
# What no thought would conclude: where it is shown, nothing was thought.
_KEPT = (CoverageLine(say("coverage.subject.basic_insurer"), None, date(2026, 3, 1), CoverageState.VERIFIED),)


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as one:
        _drop(one, "a.csv", 6)
        live(one, NOW)
        yield one


def _drop(one: Desk, name: str, count: int) -> None:
    (one.folders[0] / name).write_text(bank_csv(months(count, date(2026, 3, 1))), "utf-8")


def _shown(one: Desk, now: datetime, settings: Settings | None = None) -> tuple[CoverageLine, ...]:
    known = settings or one.settings

    def anew() -> tuple[CoverageLine, ...]:
        return think(
            Desk(one.watcher, one.messenger, known, one.profiles, one.knowledge, one.words), Taken(), now
        ).coverage

    return status.run(one.watcher, one.messenger, known, now, anew).data.coverage


def test_what_was_kept_is_what_would_be_thought(lived: Desk) -> None:
    shown = status.run(lived.watcher, lived.messenger, lived.settings, NOW, lambda: pytest.fail("thought anew"))
    assert shown.data.coverage == think(lived, Taken(), NOW).coverage
    assert any(line.state is CoverageState.VERIFIED for line in shown.data.coverage)


def test_it_is_shown_until_the_day_ends(lived: Desk) -> None:
    keep_ledger(lived.watcher, _KEPT, lived.settings, NOW)
    assert _shown(lived, NOW + timedelta(hours=3)) == _KEPT
    late = NOW + timedelta(days=90)
    assert _shown(lived, late) == think(lived, Taken(), late).coverage != _KEPT
    assert any(line.state is CoverageState.STALE for line in _shown(lived, late))


def test_other_settings_are_thought_through(lived: Desk) -> None:
    keep_ledger(lived.watcher, _KEPT, lived.settings, NOW)
    other = lived.settings.model_copy(update={"silence_days": 3})
    assert _shown(lived, NOW, other) != _KEPT


def test_a_new_file_and_a_refused_one_are_thought_through(lived: Desk) -> None:
    for name, text in (("b.csv", bank_csv(months(1, date(2025, 1, 1)))), ("c.csv", "rien")):
        (lived.folders[0] / name).write_text(text, "utf-8")
        live(lived, NOW + timedelta(minutes=1))
        assert _shown(lived, NOW) == think(lived, Taken(), NOW).coverage


def test_after_a_purge_nothing_old_is_shown(lived: Desk, tmp_path: Path) -> None:
    keep_ledger(lived.watcher, _KEPT, lived.settings, NOW)
    purge.run(tmp_path / "state", date(2026, 3, 2), 1)
    assert _shown(lived, NOW) != _KEPT
