"""The part of the settings that is about being told: channels, hours, how many messages, the heartbeat.

A channel's address is a secret: it is held as one here and handed on as one. Most people keep it out of the settings
(`address_from`), so that the file may be shown to somebody who helps.
"""

from datetime import time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError

from watchdog_sante.model.alerts import ChannelWish, Detail, NoticePolicy
from watchdog_sante.model.findings import Severity
from watchdog_sante.notify.addresses import AddressFrom, Keeper

_KEEPERS = {"env": Keeper.VARIABLE, "credential": Keeper.CREDENTIAL, "file": Keeper.FILE}
_DAY = 24 * 60  # minutes


def _hour(value: Any) -> Any:
    """YAML 1.1 reads an unquoted 22:00 as a number in base 60: minutes here. Anything else pydantic judges."""
    if isinstance(value, bool) or not isinstance(value, int):
        return value if isinstance(value, str | time) else "no hour"
    return time(value // 60, value % 60) if 0 <= value < _DAY else "no hour"


Hour = Annotated[time, BeforeValidator(_hour)]


def source_of(text: str) -> AddressFrom:
    """`env:NAME`, `credential:NAME` or `file:PATH`. Raises `ValueError`."""
    keeper, _, name = text.partition(":")
    if keeper not in _KEEPERS or not name.strip():
        raise PydanticCustomError("address_from", "env:NAME, credential:NAME or file:PATH")
    return AddressFrom(_KEEPERS[keeper], name.strip())


class ChannelSettings(BaseModel):
    """A way to reach the person: a name of their own, an address (or where it is kept), what it is for."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    name: str = Field(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f:]+$", description="Your name for it.")
    address: SecretStr | None = Field(None, description="Its address as Apprise writes it: ntfy://..., mailtos://...")
    address_from: str = Field("", description="Where its address is kept: env:NAME, credential:NAME or file:PATH.")
    minimum: Severity = Field(Severity.INFO, description="Tells what is at least that severe.")
    detail: Detail = Field(Detail.DISCREET, description="discreet, category, amount or full.")
    second: bool = Field(False, description="A relative's: only for a critical alert unseen after 48 hours.")

    @model_validator(mode="after")
    def _one_address(self) -> "ChannelSettings":
        if (self.address is None) == (not self.address_from):
            raise PydanticCustomError("one_address", "address or address_from")
        if self.address_from:
            source_of(self.address_from)
        return self

    def as_wish(self) -> ChannelWish:
        """What the thinking rooms need to know of it: everything but the address."""
        return ChannelWish(self.name, self.minimum, self.detail, relative=self.second)


class QuietHours(BaseModel):
    """Hours in which only critical alerts pass; the others wait, none is dropped. Equal hours: none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: Hour = time(22, 0)
    end: Hour = time(7, 0)


class WatchSettings(BaseModel):
    """Fields of the settings file that say how the person wants to be told."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    channels: tuple[ChannelSettings, ...] = Field((), description="How you want to be reached.")
    time_zone: str = Field("Europe/Paris", description="Your time zone.")
    quiet_hours: QuietHours = QuietHours()
    digest_at: Hour = Field(time(8, 0), description="Hour of the morning digest.")
    daily_cap: int = Field(6, ge=1, le=100, description="Messages a channel and day; the rest waits for the digest.")
    reminders: tuple[Annotated[int, Field(ge=1, le=365)], ...] = Field((3, 10), description="After how many days.")
    download_day: int | None = Field(5, ge=1, le=28, description="Day of the month that reminds you; null: never.")
    heartbeat: SecretStr | None = Field(
        None, description="Page asked for after each full cycle: https://... or env:, credential:, file: as above."
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise PydanticCustomError("time_zone", "{zone}", {"zone": name}) from error
        return name

    @field_validator("channels")
    @classmethod
    def _names_differ(cls, channels: tuple[ChannelSettings, ...]) -> tuple[ChannelSettings, ...]:
        names = [channel.name for channel in channels]
        if len(set(names)) < len(names):
            raise PydanticCustomError("same_name", "two channels of one name")
        return channels

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def holds_address(self) -> bool:
        """True when the file itself holds a secret, so that nobody else may read it."""
        beat = self.heartbeat.get_secret_value() if self.heartbeat else ""
        return any(channel.address for channel in self.channels) or "://" in beat

    def as_policy(self) -> NoticePolicy:
        """When and where the person wants to be told, as a value."""
        return NoticePolicy(
            zone=self.zone,
            channels=tuple(channel.as_wish() for channel in self.channels),
            quiet_from=self.quiet_hours.start,
            quiet_until=self.quiet_hours.end,
            digest_at=self.digest_at,
            daily_cap=self.daily_cap,
            download_day=self.download_day,
            reminders=tuple(timedelta(days=days) for days in sorted(self.reminders)),
        )
