"""How the person wants to be told: what is understood, and that an address stays a secret."""

from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from watchdog_sante.model.alerts import ChannelWish, Detail, NoticePolicy
from watchdog_sante.model.findings import Severity
from watchdog_sante.notify.addresses import AddressFrom, Keeper
from watchdog_sante.settings import Settings, SettingsError, load, refuse_exposed
from watchdog_sante.watch_settings import source_of

FULL = """\
channels:
  - {name: telephone, address: "ntfys://host.example/secret-topic", minimum: warning, detail: category}
  - {name: ma soeur, address_from: "file:~/address", second: true}
time_zone: Indian/Reunion
quiet_hours: {start: 22:30, end: 6:00}
digest_at: "07:45"
daily_cap: 3
reminders: [10, 2]
"""


def _load(folder: Path, text: str) -> Settings:
    path = folder / "watchdog.yaml"
    path.write_text(text, "utf-8")
    return load(path)


def test_the_wishes_become_a_policy_and_unquoted_hours_are_hours(tmp_path: Path) -> None:
    assert _load(tmp_path, FULL).as_policy() == NoticePolicy(
        zone=ZoneInfo("Indian/Reunion"),
        channels=(
            ChannelWish("telephone", Severity.WARNING, Detail.CATEGORY),
            ChannelWish("ma soeur", relative=True),
        ),
        quiet_from=time(22, 30),
        quiet_until=time(6, 0),
        digest_at=time(7, 45),
        daily_cap=3,
        reminders=(timedelta(days=2), timedelta(days=10)),
    )


def test_an_address_is_never_shown(tmp_path: Path) -> None:
    settings = _load(tmp_path, FULL)
    assert "secret-topic" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    wrong = FULL.replace("minimum: warning", "minimum: loud").replace("daily_cap: 3", "daily_cap: 0")
    with pytest.raises(SettingsError) as raised:
        _load(tmp_path, wrong)
    assert "secret-topic" not in repr(raised.value.problems)


def test_a_file_with_an_address_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "watchdog.yaml"
    settings = _load(tmp_path, FULL)
    path.chmod(0o644)
    with pytest.raises(SettingsError) as raised:
        refuse_exposed(path, settings)
    assert [one.key for one in raised.value.problems] == ["settings.open_to_others"]
    path.chmod(0o600)
    refuse_exposed(path, settings)
    path.chmod(0o644)
    refuse_exposed(path, _load(tmp_path, "channels: [{name: telephone, address_from: env:PHONE}]"))
    with pytest.raises(SettingsError):
        refuse_exposed(path, _load(tmp_path, "heartbeat: https://beat.example/secret"))


def test_where_an_address_is_kept() -> None:
    assert [source_of(text) for text in ("env:A", "credential:b", "file:/c:d")] == [
        AddressFrom(Keeper.VARIABLE, "A"),
        AddressFrom(Keeper.CREDENTIAL, "b"),
        AddressFrom(Keeper.FILE, "/c:d"),
    ]
