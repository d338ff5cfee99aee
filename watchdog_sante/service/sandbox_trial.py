"""Does the sandbox hold? Each promise of the units, tried by a process that systemd puts under the same lines.

`trials` is what runs inside; `by_systemd` starts it there and brings its answers back. A promise that could not be
tried is said so: it is never counted as kept.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from watchdog_sante import package_data, places, probes
from watchdog_sante.model.doctor import Check, Verdict
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.probes import Access
from watchdog_sante.service import manager as service_manager
from watchdog_sante.service.unit_files import Scope, rendered, this_program, units_folder

_PRIVATE = (".ssh", ".gnupg", ".mozilla", ".password-store")  # folders of a home that the watcher has no use for
# Lines of [Service] that say what runs and when, or that a trial cannot share; all the others are the sandbox.
_NOT_SANDBOX = frozenset(
    "Type NotifyAccess ExecStart ExecStopPost WatchdogSec Restart RestartSec RestartPreventExitStatus "
    "SuccessExitStatus TimeoutStartSec TimeoutStopSec SyslogIdentifier OOMPolicy MemoryMax TasksMax Nice "
    "LoadCredential".split()
)


class Role(StrEnum):
    """Whose sandbox."""

    WATCHER = "watcher"
    MESSENGER = "messenger"

    @property
    def unit(self) -> str:
        """The unit that carries the sandbox."""
        return "watchdog-sante.service" if self is Role.WATCHER else "watchdog-sante-messenger.service"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the promises are about: the settings file, the state folder, the folders with statements."""

    settings: Path
    state: Path
    inbox: tuple[Path, ...]


def trials(role: Role, ground: Ground) -> tuple[Check, ...]:
    """Every promise of the role, tried by this very process."""
    found = _watcher(ground) if role is Role.WATCHER else _messenger(ground)
    return (*found, _refused(f"{role}.shadow", Path("/etc/shadow"), "doctor.shadow"))


def _watcher(ground: Ground) -> tuple[Check, ...]:
    families = probes.internet_families()
    home = Path.home()
    seen = [f"~/{name}" for name in _PRIVATE if not probes.is_empty(home / name)]
    others = (folder for folder in (home, *ground.inbox) if not folder.is_relative_to(ground.state))
    writable = [str(folder) for folder in others if probes.can_write(folder)]
    return (
        _check("watcher.internet", not families, "doctor.watcher.internet", list=", ".join(families)),
        _check("watcher.private_folders", not seen, "doctor.watcher.private_folders", list=", ".join(seen)),
        _check("watcher.read_only", not writable, "doctor.watcher.read_only", list=", ".join(writable)),
        _check("watcher.state", probes.can_write(ground.state), "doctor.watcher.state", path=str(ground.state)),
    )


def _messenger(ground: Ground) -> tuple[Check, ...]:
    store = places.watcher_folder(ground.state) / "watcher.db"
    seen = [str(folder) for folder in ground.inbox if not probes.is_empty(folder)]
    own = places.messenger_folder(ground.state)
    return (
        _refused("messenger.store", store, "doctor.messenger.store"),
        _refused("messenger.settings", ground.settings, "doctor.messenger.settings"),
        _check("messenger.statements", not seen, "doctor.messenger.statements", list=", ".join(seen)),
        _check("messenger.internet", bool(probes.internet_families()), "doctor.messenger.internet"),
        _check("messenger.state", probes.can_write(own), "doctor.messenger.state", path=str(own)),
    )


def _check(name: str, holds: bool, key: str, **values: str) -> Check:
    """Each promise has two sentences: `key.holds` and `key.fails`."""
    verdict = Verdict.HOLDS if holds else Verdict.FAILS
    return Check(name, verdict, say(f"{key}.{verdict}", **({} if holds else values)))


def _refused(name: str, path: Path, key: str) -> Check:
    return _check(name, probes.access(path) is not Access.OPEN, key, path=str(path))


def by_systemd(role: Role, scope: Scope, ground: Ground) -> tuple[Check, ...]:
    """The trials under the unit's own lines; one check that says why when they could not be run."""
    properties = sandbox_lines(_unit_text(role, scope, ground), Path.home())
    command = (*this_program().command, "doctor", "--inside", role.value)
    where = ["--config", str(ground.settings), "--state", str(ground.state)]
    where += [word for folder in ground.inbox for word in ("--inbox", str(folder))]
    done = service_manager.try_inside(properties, (*command, *where), user=scope is Scope.USER)
    try:
        return decoded(done.output)
    except (ValueError, KeyError, TypeError):
        reason = (done.complaint.splitlines() or [f"exit {done.code}"])[-1]
        return (Check(f"{role}.sandbox", Verdict.NOT_TRIED, say(f"doctor.{role}.not_tried", problem=reason)),)


def _unit_text(role: Role, scope: Scope, ground: Ground) -> str:
    """The unit as installed, else as it would be."""
    installed = units_folder(scope) / role.unit
    if installed.is_file():
        return installed.read_text("utf-8")
    return dict(rendered(scope, this_program(), ground.settings, ground.state))[role.unit]


def sandbox_lines(unit: str, home: Path) -> tuple[str, ...]:
    """The lines of [Service] that make the sandbox, as `Name=value`, with the home named in full."""
    service = unit.partition("[Service]\n")[2].partition("\n[")[0]
    lines = (line.strip() for line in service.splitlines())
    wanted = (line for line in lines if line and not line.startswith(("#", ";")))
    return tuple(line.replace("%h", str(home)) for line in wanted if line.partition("=")[0] not in _NOT_SANDBOX)


def encoded(checks: Sequence[Check]) -> str:
    """The checks as the trial inside hands them out."""
    rows = [(one.name, one.verdict, one.told.key, dict(one.told.values)) for one in checks]
    return json.dumps(rows, default=str)


def decoded(text: str) -> tuple[Check, ...]:
    """What `encoded` wrote. Raises `ValueError`, `KeyError` or `TypeError` for anything else."""
    rows = json.loads(text)
    return tuple(Check(name, Verdict(verdict), _sentence(key, values)) for name, verdict, key, values in rows)


def _sentence(key: str, values: Mapping[str, str]) -> Sentence:
    """Only sentences of this room are accepted from inside."""
    if not key.startswith("doctor.") or key not in package_data.phrasebook("fr").wording:
        raise KeyError(key)
    return say(key, **values)
