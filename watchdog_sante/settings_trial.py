"""What the settings promise, tried without sending or writing: the file, the person's own profiles, inbox, channels.

`check` and `doctor` say the same of them because both ask here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from watchdog_sante import probes
from watchdog_sante.model.doctor import Check, check, fails, holds, not_tried
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.addresses import ChannelFault, Keeper, read_address
from watchdog_sante.notify.channels import open_channel
from watchdog_sante.notify.secret import Secret
from watchdog_sante.package_data import OwnProfileError, knowledge, own_profiles, profiles
from watchdog_sante.settings import Settings, SettingsError, load
from watchdog_sante.watch_settings import ChannelSettings, source_of


def settings_of(path: Path) -> tuple[Settings, tuple[Check, ...]]:
    """The settings of `path` (empty ones when it is absent or unusable), and what is wrong with the file."""
    if not path.is_file():
        return Settings(), (not_tried("settings", "doctor.settings.absent", path=str(path)),)
    try:
        settings = load(path)
    except SettingsError as error:
        return Settings(), tuple(fails("settings", problem) for problem in error.problems)
    found = [holds("settings", "doctor.settings.holds", path=str(path))]
    if settings.holds_address and not probes.only_owner(path):
        mode = probes.mode_of(path)
        found.append(fails("settings.rights", say("doctor.settings.open", path=str(path), mode=mode)))
    return settings, tuple(found)


def breaches(settings: Settings) -> Iterator[Check]:
    """Each breach that the person ticked is one of the catalogue: another name would never raise anything."""
    known = {one.key for one in knowledge().breaches}
    for key in settings.breaches:
        if key not in known:
            yield fails("breach", say("check.breach.unknown", name=key, choices=", ".join(sorted(known))))


def profiles_of(folder: Path) -> Iterator[Check]:
    """The person's own profiles in `folder`; none is no fault."""
    try:
        own = own_profiles(folder)
    except OwnProfileError as error:
        yield fails("profiles", error.problem)
        return
    yield holds("profiles", "check.profiles", count=len(own), built_in=len(profiles()))


def inbox(folders: tuple[Path, ...]) -> Iterator[Check]:
    """Each folder of the inbox is there and can be read."""
    if not folders:
        yield not_tried("inbox", "doctor.inbox.none")
    for folder in folders:
        access = probes.access(folder) if folder.is_dir() or not folder.exists() else probes.Access.REFUSED
        yield check("inbox", access is probes.Access.OPEN, "doctor.inbox", path=str(folder))


def channels(settings: Settings, environment: Mapping[str, str]) -> Iterator[Check]:
    """Each channel's address is there, private and understood."""
    if not settings.channels:
        yield not_tried("channel", "doctor.channel.none")
    for channel in settings.channels:
        yield _channel(channel, environment)


def _channel(channel: ChannelSettings, environment: Mapping[str, str]) -> Check:
    source = source_of(channel.address_from) if channel.address_from else None
    if source and source.keeper is Keeper.CREDENTIAL and "CREDENTIALS_DIRECTORY" not in environment:
        return not_tried("channel", "doctor.channel.credential", channel=channel.name)
    held = channel.address.get_secret_value() if channel.address else ""
    try:
        open_channel(channel.name, read_address(channel.name, source, environment) if source else Secret(held))
    except ChannelFault as fault:
        return fails("channel", fault.sentence)
    return holds("channel", "doctor.channel.holds", channel=channel.name)
