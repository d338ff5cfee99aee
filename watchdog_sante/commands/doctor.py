"""`doctor`: tries what the program promises on this very machine, and says line by line what really holds.

Nothing is sent, written or repaired. What could not be tried is told as such and is no failure.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchdog_sante import places, probes
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.doctor import Check, Verdict, check, fails, holds, not_tried
from watchdog_sante.model.sentences import say
from watchdog_sante.service import manager as service_manager
from watchdog_sante.service import sandbox_trial
from watchdog_sante.service.sandbox_trial import Ground, Role
from watchdog_sante.service.unit_files import Scope
from watchdog_sante.settings_trial import channels, inbox, settings_of
from watchdog_sante.store import Database, health, open_watcher
from watchdog_sante.store.errors import StoreError

_LEAST_FREE = 300  # megabytes: three copies of a large store and some air
_UNITS = ("watchdog-sante.service", "watchdog-sante-messenger.service", "watchdog-sante-check.timer")


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined: settings file, state folder, whose service, the environment, and the time."""

    settings: Path
    state: Path
    scope: Scope
    environment: Mapping[str, str]
    now: datetime


def examine(patient: Patient) -> Result[tuple[Check, ...]]:
    """Every check, sandbox last. Exit code 2 when something does not hold."""
    settings, problems = settings_of(patient.settings)
    ground = Ground(patient.settings, patient.state, tuple(folder.expanduser() for folder in settings.inbox))
    checks = [*problems, *_machine(patient), *_state(patient.state), *inbox(ground.inbox)]
    checks += channels(settings, patient.environment)
    checks += [*_service(patient.scope), *(one for role in Role for one in _sandbox(role, patient.scope, ground))]
    broken = any(one.verdict is Verdict.FAILS for one in checks)
    return Result(tuple(checks), ExitCode.USAGE if broken else ExitCode.DONE)


def inside(role: Role, ground: Ground) -> str:
    """The trials of a role by this process, for the `doctor` that started it."""
    return sandbox_trial.encoded(sandbox_trial.trials(role, ground))


def _machine(patient: Patient) -> Iterator[Check]:
    try:
        with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "trial.db") as db:
            version = str(db.rows("SELECT sqlite_version()")[0][0])
        yield holds("sqlite", "doctor.sqlite", version=version)
    except StoreError as error:
        yield fails("sqlite", error.sentence)
    free = probes.free_megabytes(patient.state)
    yield check("disk", free >= _LEAST_FREE, "doctor.disk", count=free)
    yield _clock(patient)


def _clock(patient: Patient) -> Check:
    """The clock cannot be earlier than the program's own files nor than the last cycle."""
    last = None
    try:
        if (places.watcher_folder(patient.state) / "watcher.db").is_file():
            with open_watcher(places.watcher_folder(patient.state)) as watcher:
                last = health.last_success(watcher)
    except StoreError as error:
        return fails("store", error.sentence)
    earliest = max(probes.newest_of_program(), last or datetime.min.replace(tzinfo=UTC))
    if patient.now < earliest - timedelta(hours=1):
        return fails("clock", say("doctor.clock.fails", day=patient.now.date(), earliest=earliest.date()))
    known = "synchronised" if probes.clock_is_synchronised() else "holds"
    return holds("clock", f"doctor.clock.{known}")


def _state(state: Path) -> Iterator[Check]:
    """Folders 0700, databases 0600, all of this user."""
    if not state.is_dir():
        yield not_tried("state", "doctor.state.absent", path=str(state))
        return
    messenger = places.messenger_folder(state)
    files = [state.glob("*.db*"), messenger.glob("*.db*"), messenger.glob("*.json")]
    ours = [state, messenger, *(path for found in files for path in sorted(found))]
    loose = [path for path in ours if path.exists() and not probes.only_owner(path)]
    for path in loose:
        mode = "0700" if path.is_dir() else "0600"
        told = say("doctor.state.open", path=str(path), mode=probes.mode_of(path), wanted=mode)
        yield fails("state.rights", told)
    if not loose:
        yield holds("state.rights", "doctor.state.holds", path=str(state))


def _service(scope: Scope) -> Iterator[Check]:
    states = service_manager.unit_states(_UNITS, user=scope is Scope.USER)
    if not states:
        yield not_tried("service", "doctor.service.not_tried")
    for unit, state in zip(_UNITS, states, strict=False):
        if state in ("inactive", "activating"):
            yield not_tried("service", f"doctor.service.{state}", unit=unit)
        else:
            yield check("service", state == "active", "doctor.service", unit=unit)


def _sandbox(role: Role, scope: Scope, ground: Ground) -> tuple[Check, ...]:
    if not ground.state.is_dir():
        return (not_tried(f"{role}.sandbox", f"doctor.{role}.not_tried", problem=str(ground.state)),)
    return sandbox_trial.by_systemd(role, scope, ground)
