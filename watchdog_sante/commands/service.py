"""`service install|show|uninstall`: the units of systemd with this machine's places in them, written or removed.

Installing again is how an upgrade reaches the running services. Uninstalling leaves settings and state.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from watchdog_sante import package_data, places
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.files import write_whole
from watchdog_sante.model.sentences import say
from watchdog_sante.service import manager as service_manager
from watchdog_sante.service.unit_files import Program, Scope, ServiceRefused, rendered, units_folder

STARTED = ("watchdog-sante.service", "watchdog-sante-messenger.service", "watchdog-sante-check.timer")
TIMED = ("watchdog-sante-once.timer",)  # the alternative to the daemon, never enabled by `install`
_SYSUSERS = Path("/etc/sysusers.d/watchdog-sante.conf")


@dataclass(frozen=True, slots=True)
class Plan:
    """What installing does: folders made with their rights, files written, commands run, in that order."""

    folders: tuple[tuple[Path, int], ...]
    files: tuple[tuple[Path, str], ...]
    commands: tuple[tuple[str, ...], ...]


def plan(scope: Scope, program: Program, settings: Path, state: Path) -> Plan:
    """What `install` would do. Raises `ServiceRefused`."""
    folder = units_folder(scope)
    user = scope is Scope.USER
    files = [(folder / name, text) for name, text in rendered(scope, program, settings, state)]
    folders = [(settings.parent, 0o700), (settings.parent / "channels", 0o700)]
    folders += [(state, 0o700), (places.messenger_folder(state), 0o700)]
    commands: list[tuple[str, ...]] = []
    if not user:
        folders = [(settings.parent, 0o750), (settings.parent / "channels", 0o700)]  # systemd makes the state's
        files.insert(0, (_SYSUSERS, 'u watchdog-sante - "watchdog-sante"\n'))
        commands += [("systemd-sysusers", str(_SYSUSERS)), ("chgrp", "watchdog-sante", str(settings.parent))]
        if settings.is_file():
            commands += [("chgrp", "watchdog-sante", str(settings)), ("chmod", "0640", str(settings))]
    commands += [
        service_manager.systemctl("daemon-reload", user=user),
        service_manager.systemctl("enable", *STARTED, user=user),
        service_manager.systemctl("restart", *STARTED, user=user),
    ]
    if user and not service_manager.lingers():
        commands.append(("loginctl", "enable-linger"))  # else the watcher stops at logout
    return Plan(tuple(folders), tuple(files), tuple(commands))


def install(plan: Plan) -> Result[tuple[service_manager.Done, ...]]:
    """Do it; the commands that failed. Raises `OSError` when a file cannot be written."""
    for folder, mode in plan.folders:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
    for path, text in plan.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
        path.chmod(0o644)
    failed = tuple(done for done in map(service_manager.run, plan.commands) if done.code)
    return Result(failed, ExitCode.USAGE if failed else ExitCode.DONE)


def uninstall(scope: Scope, *, dry_run: bool = False) -> Result[tuple[Path, ...]]:
    """Stop and disable, then remove the units that are ours by name; the files removed. Raises `OSError`."""
    folder, user = units_folder(scope), scope is Scope.USER
    found = tuple(path for name, _ in package_data.units(scope) if (path := folder / name).is_file())
    found += tuple(path for path in (_SYSUSERS,) if not user and path.is_file())
    if not dry_run:
        stopped = (*STARTED, *TIMED, "watchdog-sante-check.service", "watchdog-sante-once.service")
        service_manager.run(service_manager.systemctl("disable", "--now", *stopped, user=user))
        for path in found:
            path.unlink()
        service_manager.run(service_manager.systemctl("daemon-reload", user=user))
    return Result(found, ExitCode.DONE)


def refuse_other_user(scope: Scope) -> None:
    """The system's units are root's. Raises `ServiceRefused`."""
    if scope is Scope.SYSTEM and os.geteuid() != 0:
        raise ServiceRefused(say("service.refused.not_root"))
