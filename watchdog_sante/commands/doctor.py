"""`doctor`: tries what the program promises on this very machine, and says line by line what really holds.

Nothing is sent, written or repaired. What could not be tried is told as such and is no failure.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchdog_sante import places, probes, sandbox_trial, service_manager
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.doctor import Check, Verdict
from watchdog_sante.model.sentences import Sentence, Value, say
from watchdog_sante.notify.addresses import ChannelFault, Keeper, read_address
from watchdog_sante.notify.channels import open_channel
from watchdog_sante.notify.secret import Secret
from watchdog_sante.sandbox_trial import Ground, Role
from watchdog_sante.settings import Settings, SettingsError, load
from watchdog_sante.store import Database, health, open_watcher
from watchdog_sante.store.errors import StoreError
from watchdog_sante.unit_files import Scope
from watchdog_sante.watch_settings import ChannelSettings, source_of

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
    settings, problems = _settings(patient)
    ground = Ground(patient.settings, patient.state, tuple(folder.expanduser() for folder in settings.inbox))
    checks = [*problems, *_machine(patient), *_state(patient.state), *_inbox(ground), *_channels(settings, patient)]
    checks += [*_service(patient.scope), *(one for role in Role for one in _sandbox(role, patient.scope, ground))]
    fails = any(one.verdict is Verdict.FAILS for one in checks)
    return Result(tuple(checks), ExitCode.USAGE if fails else ExitCode.DONE)


def inside(role: Role, ground: Ground) -> str:
    """The trials of a role by this process, for the `doctor` that started it."""
    return sandbox_trial.encoded(sandbox_trial.trials(role, ground))


def _settings(patient: Patient) -> tuple[Settings, tuple[Check, ...]]:
    path = patient.settings
    if not path.is_file():
        return Settings(), (_not_tried("settings", "doctor.settings.absent", path=str(path)),)
    try:
        settings = load(path)
    except SettingsError as error:
        return Settings(), tuple(_fails("settings", problem) for problem in error.problems)
    found = [_holds("settings", "doctor.settings.holds", path=str(path))]
    if settings.holds_address and not probes.only_owner(path):
        mode = probes.mode_of(path)
        found.append(_fails("settings.rights", say("doctor.settings.open", path=str(path), mode=mode)))
    return settings, tuple(found)


def _machine(patient: Patient) -> Iterator[Check]:
    try:
        with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "trial.db") as db:
            version = str(db.rows("SELECT sqlite_version()")[0][0])
        yield _holds("sqlite", "doctor.sqlite", version=version)
    except StoreError as error:
        yield _fails("sqlite", error.sentence)
    free = probes.free_megabytes(patient.state)
    yield _check("disk", free >= _LEAST_FREE, "doctor.disk", count=free)
    yield _clock(patient)


def _clock(patient: Patient) -> Check:
    """The clock cannot be earlier than the program's own files nor than the last cycle."""
    last = None
    try:
        if (places.watcher_folder(patient.state) / "watcher.db").is_file():
            with open_watcher(places.watcher_folder(patient.state)) as watcher:
                last = health.last_success(watcher)
    except StoreError as error:
        return _fails("store", error.sentence)
    earliest = max(probes.newest_of_program(), last or datetime.min.replace(tzinfo=UTC))
    if patient.now < earliest - timedelta(hours=1):
        return _fails("clock", say("doctor.clock.fails", day=patient.now.date(), earliest=earliest.date()))
    known = "synchronised" if probes.clock_is_synchronised() else "holds"
    return _holds("clock", f"doctor.clock.{known}")


def _state(state: Path) -> Iterator[Check]:
    """Folders 0700, databases 0600, all of this user."""
    if not state.is_dir():
        yield _not_tried("state", "doctor.state.absent", path=str(state))
        return
    messenger = places.messenger_folder(state)
    files = [state.glob("*.db*"), messenger.glob("*.db*"), messenger.glob("*.json")]
    ours = [state, messenger, *(path for found in files for path in sorted(found))]
    loose = [path for path in ours if path.exists() and not probes.only_owner(path)]
    for path in loose:
        mode = "0700" if path.is_dir() else "0600"
        told = say("doctor.state.open", path=str(path), mode=probes.mode_of(path), wanted=mode)
        yield _fails("state.rights", told)
    if not loose:
        yield _holds("state.rights", "doctor.state.holds", path=str(state))


def _inbox(ground: Ground) -> Iterator[Check]:
    if not ground.inbox:
        yield _not_tried("inbox", "doctor.inbox.none")
    for folder in ground.inbox:
        access = probes.access(folder) if folder.is_dir() or not folder.exists() else probes.Access.REFUSED
        yield _check("inbox", access is probes.Access.OPEN, "doctor.inbox", path=str(folder))


def _channels(settings: Settings, patient: Patient) -> Iterator[Check]:
    if not settings.channels:
        yield _not_tried("channel", "doctor.channel.none")
    for channel in settings.channels:
        yield _channel(channel, patient.environment)


def _channel(channel: ChannelSettings, environment: Mapping[str, str]) -> Check:
    """Its address is there, private and understood; no message is sent."""
    source = source_of(channel.address_from) if channel.address_from else None
    if source and source.keeper is Keeper.CREDENTIAL and "CREDENTIALS_DIRECTORY" not in environment:
        return _not_tried("channel", "doctor.channel.credential", channel=channel.name)
    held = channel.address.get_secret_value() if channel.address else ""
    try:
        open_channel(channel.name, read_address(channel.name, source, environment) if source else Secret(held))
    except ChannelFault as fault:
        return _fails("channel", fault.sentence)
    return _holds("channel", "doctor.channel.holds", channel=channel.name)


def _service(scope: Scope) -> Iterator[Check]:
    states = service_manager.unit_states(_UNITS, user=scope is Scope.USER)
    if not states:
        yield _not_tried("service", "doctor.service.not_tried")
    for unit, state in zip(_UNITS, states, strict=False):
        if state in ("inactive", "activating"):
            yield _not_tried("service", f"doctor.service.{state}", unit=unit)
        else:
            yield _check("service", state == "active", "doctor.service", unit=unit)


def _sandbox(role: Role, scope: Scope, ground: Ground) -> tuple[Check, ...]:
    if not ground.state.is_dir():
        return (_not_tried(f"{role}.sandbox", f"doctor.{role}.not_tried", problem=str(ground.state)),)
    return sandbox_trial.by_systemd(role, scope, ground)


def _check(name: str, holds: bool, key: str, **values: Value) -> Check:
    return _holds(name, f"{key}.holds", **values) if holds else _fails(name, say(f"{key}.fails", **values))


def _holds(name: str, key: str, **values: Value) -> Check:
    return Check(name, Verdict.HOLDS, say(key, **values))


def _fails(name: str, told: Sentence) -> Check:
    return Check(name, Verdict.FAILS, told)


def _not_tried(name: str, key: str, **values: Value) -> Check:
    return Check(name, Verdict.NOT_TRIED, say(key, **values))
