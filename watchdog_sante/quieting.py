"""Which change of settings would have kept an alert silent: each is tried on what was known that day, none is guessed.

Only this room knows what a change does to the settings and how far an option may be moved. Nothing is proposed
that was not seen to work; what such a change would hide besides is for `backtest` to say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml
from pydantic import BaseModel, ValidationError

from watchdog_sante.backtest import Change, hides
from watchdog_sante.detectors import DETECTORS, Detector
from watchdog_sante.evidence import Evidence
from watchdog_sante.insurer_card import FieldKind, field_kind
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.settings import AccountSettings, InsurerSettings, MemberSettings, Settings

# How far an option is moved, the least first; beyond five times its value it is another rule.
_STEPS = (1.1, 1.25, 1.5, 2.0, 3.0, 5.0)
# More days of learning silence a whole beginning, whatever happens in it: no answer to one alert.
_NEVER_MOVED = frozenset({"learning_days"})
# Fields whose change leads no money and no call elsewhere: no fraud passes by them unseen (domain notes, P4 and P6).
_IDLE_FIELDS = frozenset({FieldKind.SWITCH, FieldKind.PLAN, FieldKind.PERSON, FieldKind.OTHER})
Look = Callable[[Settings], tuple[Finding, ...]]


def changed(settings: Settings, changes: tuple[Change, ...]) -> Settings:
    """The settings with these changes made."""
    for change in changes:
        match change.place.split("."):
            case ["accepted"]:
                new: dict[str, object] = {"accepted": (*settings.accepted, change.value)}
            case ["insurers"]:
                insurer = InsurerSettings(name=change.value, bank_labels=(change.value,))
                new = {"insurers": (*settings.insurers, insurer)}
            case ["accounts"]:
                new = {"accounts": (*settings.accounts, AccountSettings(name=change.value))}
            case ["household", "members"]:
                members = (*settings.household.members, MemberSettings(name=change.value))
                new = {"household": settings.household.model_copy(update={"members": members})}
            case ["detectors", slug, option]:
                options = settings.detectors.get(slug, {}) | {option: yaml.safe_load(change.value)}
                new = {"detectors": settings.detectors | {slug: options}}
            case _:
                raise ValueError(change.place)
        settings = settings.model_copy(update=new)
    return settings


def _moved(value: float | int, step: float) -> Iterator[float | int]:
    """The value moved by a step, up and down; whole numbers move by one at least, and a share towards 1."""
    if isinstance(value, int):
        yield from (max(value + 1, round(value * step)), max(0, min(value - 1, round(value / step))))
        return
    yield from (round(value * step, 3), round(value / step, 3))
    if value < 1:
        yield round(1 - (1 - value) / step, 3)


def _options(detector: Detector, settings: Settings) -> Iterator[Change]:
    """Every option of the detector moved, the smallest moves first; what the option does not allow is left out."""
    params: BaseModel = settings.params(detector)
    slug = detector.CARD.slug
    for step in _STEPS:
        for option, value in params.model_dump().items():
            if option in _NEVER_MOVED or isinstance(value, bool) or not isinstance(value, int | float):
                continue
            for moved in _moved(value, step):
                try:
                    detector.Params.model_validate(params.model_dump() | {option: moved})
                except ValidationError:
                    continue
                yield Change(f"detectors.{slug}.{option}", str(moved))


def _named(finding: Finding) -> Iterator[Change]:
    """Who the settings could have named: a member of the household, an insurer."""
    values = dict(finding.title.values)
    if finding.slug == "unknown-beneficiary":
        yield Change("household.members", str(values["name"]))
    if finding.slug == "credit-unexplained" and values.get("payee"):
        yield Change("insurers", str(values["payee"]))


def _own_account(finding: Finding) -> Iterator[Change]:
    """An account of one's own that the statements at hand do not tell of, when it is paid for the first time."""
    if finding.slug == "new-payee-transfer":
        yield Change("accounts", str(dict(finding.title.values)["name"]))


def _ignored(finding: Finding, settings: Settings) -> Iterator[Change]:
    """The fields accused left out from now on, when no fraud passes by any of them."""
    fields = list(dict.fromkeys(row.field for row in finding.evidence if row.field))
    if finding.slug == "details-changed" and {field_kind(field) for field in fields} <= _IDLE_FIELDS:
        already = settings.detectors.get(finding.slug, {}).get("ignored_fields", ())
        value = yaml.safe_dump([*already, *fields], allow_unicode=True, default_flow_style=True, width=10**6)
        yield Change(f"detectors.{finding.slug}.ignored_fields", value.strip())


@dataclass(frozen=True)
class Trial:
    """One month's end, tried again: `look` says what other settings would have raised on the same evidence."""

    evidence: Evidence
    settings: Settings
    look: Look

    def _works(self, finding: Finding, change: Change) -> bool:
        return hides(finding, self.look(changed(self.settings, (change,))))

    def _option(self, finding: Finding) -> Iterator[Change]:
        """Moves that silence the detector itself: cheap to try, so that the whole look follows for few."""
        detector = next(one for one in DETECTORS if one.CARD.id == finding.detector)
        for change in _options(detector, self.settings):
            moved = changed(self.settings, (change,))
            if hides(finding, tuple(detector.detect(self.evidence, moved.params(detector)))):
                yield change

    def silencer(self, finding: Finding) -> Change | None:
        """The first change seen to keep the alert silent: who it is, an option, an acceptance, the detector's switch.

        What is critical is never silenced by an option or a switch: only by naming or accepting that very subject.
        """
        grave = finding.severity is Severity.CRITICAL
        accepted = [Change("accepted", finding.subject)] if finding.subject else []
        switch = Change(f"detectors.{finding.slug}.enabled", "false")
        tries: Iterator[Change] = iter((*_named(finding), *accepted))
        if not grave:
            facts = (*_named(finding), *_own_account(finding), *_ignored(finding, self.settings))
            tries = iter((*facts, *self._few(finding), *accepted, switch))
        return next((change for change in tries if self._works(finding, change)), None)

    def _few(self, finding: Finding, most: int = 3) -> list[Change]:
        """The least moves, of different options: an alert that three of them leave is one of several signs."""
        found: dict[str, Change] = {}
        for change in self._option(finding):
            found.setdefault(change.place, change)
            if len(found) == most:
                break
        return list(found.values())
