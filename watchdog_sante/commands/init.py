"""`init`: from statements at hand and a few answers to a settings file that `load` accepts, an address kept apart.

Only what was asked is changed: everything else in an existing file stays, and a copy of it is kept, since YAML comments
do not survive. The address goes into a file of its own, so that the settings may be shown to somebody who helps.
"""

import re
import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any

import yaml

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import OnFile, audit_listing
from watchdog_sante.files import write_whole
from watchdog_sante.inbox import Listing
from watchdog_sante.labels.text import fold
from watchdog_sante.model.household import InsurerRole
from watchdog_sante.model.messages import Outcome, SendResult
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.channels import open_channel
from watchdog_sante.notify.messages import trial
from watchdog_sante.notify.secret import Secret
from watchdog_sante.package_data import knowledge
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.readers.forms import Form
from watchdog_sante.recognition import Recognised, recognise
from watchdog_sante.service.unit_files import Scope
from watchdog_sante.settings import Settings, load

NTFY = "ntfy"  # the answer that asks for a new secret topic


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said. `channel` is the name; `address` None keeps the one there is, or sets none."""

    language: str
    inbox: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    basic_insurers: tuple[str, ...] = ()
    top_up_insurers: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()
    download_day: int | None = None  # of the month; None: as it is
    channel: str = ""
    address: Secret | None = None


def at_hand(places: Iterable[Path]) -> tuple[Path, int]:
    """The place that holds the most files named as statements, and how many; the first one when none holds any."""
    counted = [(place, len(Listing((place,)))) for place in places if place.is_dir()]
    best = max(counted, key=lambda one: one[1], default=None)
    return best if best and best[1] else (next(iter(places)), 0)


def recognised(folders: tuple[Path, ...], forms: tuple[Form, ...], on_file: OnFile, today: date) -> Recognised:
    """What the statements of these folders show; nothing is kept."""
    listing = Listing(tuple(folder for folder in folders if folder.is_dir()))
    _, evidence = audit_listing(listing, forms, Settings(), knowledge(), on_file, today)
    return recognise(evidence)


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be written: the settings, and beside them the address."""

    path: Path
    text: str
    changed: bool
    address_path: Path | None = None
    address: Secret | None = field(default=None, repr=False)
    told_by: int = 0  # channels that the settings would have


def current(path: Path) -> Answers | None:
    """The answers that an existing file holds, None without a file. Raises `SettingsError`."""
    if not path.is_file():
        return None
    settings = load(path)
    return Answers(
        language=settings.language or "",
        inbox=tuple(map(str, settings.inbox)),
        members=tuple(member.name for member in settings.household.members),
        basic_insurers=_names(settings, InsurerRole.COMPULSORY),
        top_up_insurers=_names(settings, InsurerRole.COMPLEMENTARY),
        breaches=settings.breaches,
        download_day=settings.download_day or 0,
        channel=next((channel.name for channel in settings.channels if not channel.second), ""),
    )


def _names(settings: Settings, role: InsurerRole) -> tuple[str, ...]:
    return tuple(insurer.name for insurer in settings.insurers if insurer.role is role)


def ntfy_address() -> tuple[Secret, str]:
    """A new topic of ntfy.sh that nobody can guess, as an address and as the name to subscribe to."""
    topic = f"watchdog-{secrets.token_hex(12)}"
    return Secret(f"ntfys://ntfy.sh/{topic}"), topic


def draft(path: Path, answers: Answers, scope: Scope) -> Draft:
    """The settings with these answers in them. Raises `SettingsError` when they would not be accepted."""
    old = path.read_text("utf-8") if path.is_file() else ""
    before = yaml.safe_load(old) or {}
    after = _merged(before, answers)
    address_path = None
    if answers.channel and answers.address:
        channels = before.get("channels") or []
        address_path, kept = _address_place(path, answers.channel, channels, scope)
        after["channels"] = _with_channel(channels, answers.channel, kept)
    text = yaml.safe_dump(after, allow_unicode=True, sort_keys=False, width=120)
    _accepted(text)
    changed, told_by = after != before or address_path is not None, len(after.get("channels") or [])
    return Draft(path, text, changed, address_path, answers.address, told_by)


def _merged(before: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """Only what was asked, and only when there is an answer: an empty one leaves what is there."""
    after = dict(before)
    if answers.language:
        after["language"] = answers.language
    if answers.inbox:
        after["inbox"] = list(answers.inbox)
    if answers.members:
        household = dict(before.get("household") or {})
        household["members"] = _kept(household.get("members") or [], [{"name": name} for name in answers.members])
        after["household"] = household
    if answers.breaches or before.get("breaches"):
        after["breaches"] = list(answers.breaches)
    if answers.download_day is not None:
        after["download_day"] = answers.download_day or None
    asked = [("compulsory", name) for name in answers.basic_insurers]
    asked += [("complementary", name) for name in answers.top_up_insurers]
    if asked:
        after["insurers"] = _kept(before.get("insurers") or [], [{"name": name, "role": role} for role, name in asked])
    return after


def _kept(before: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each wanted entry as it stood (with its other fields) when one of that name was there."""
    known = {one["name"]: one for one in before}
    return [{**known.get(one["name"], {}), **one} for one in wanted]


def _with_channel(before: list[dict[str, Any]], name: str, kept: str) -> list[dict[str, Any]]:
    """The channel with its address kept elsewhere; its other options and the other channels stay."""
    known = next((one for one in before if one["name"] == name), {"name": name})
    one = {key: value for key, value in known.items() if key != "address"} | {"address_from": kept}
    return [one if other["name"] == name else other for other in before] if known in before else [*before, one]


def _address_place(path: Path, channel: str, channels: list[dict[str, Any]], scope: Scope) -> tuple[Path, str]:
    """The address's file, and how the settings name it: the machine's service gets it as a credential.

    Two names that are one once they are plain letters ("Sœur", "soeur !") have two files.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", fold(channel).lower()).strip("-") or "channel"
    folder = path.parent / "channels"  # a folder of its own: all of the settings that the messenger may see
    others = {one.get("address_from") for one in channels if one["name"] != channel}
    for name in chain((slug,), (f"{slug}-{number}" for number in count(2))):
        kept = f"credential:channels_{name}" if scope is Scope.SYSTEM else f"file:{folder / name}"
        if kept not in others:
            return folder / name, kept
    raise AssertionError


def _accepted(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "watchdog.yaml"
        place.write_text(text, "utf-8")
        load(place)


def write(draft: Draft) -> Result[Path | None]:
    """Write it, the address first; the copy of the former settings, if any. Raises `OSError`."""
    draft.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if draft.address_path and draft.address:
        draft.address_path.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(draft.address_path, draft.address.reveal() + "\n")
    copy = None
    if draft.path.is_file():
        copy = draft.path.with_name(f"{draft.path.name}.before")
        write_whole(copy, draft.path.read_text("utf-8"))
    write_whole(draft.path, draft.text)
    return Result(copy, ExitCode.DONE)


def send_test(channel: str, address: Secret, words: Phrasebook) -> Result[SendResult]:
    """One message on the new channel. Raises `ChannelFault` for an address that Apprise cannot read."""
    result = open_channel(channel, address).send(trial(channel, words), words.text(say("notify.name")))
    return Result(result, ExitCode.DONE if result.outcome is Outcome.SENT else ExitCode.UNDELIVERED)
