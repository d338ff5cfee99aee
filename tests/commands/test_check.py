"""`check`: what is wrong with the settings, and settings that may be copied as they are."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from watchdog_sante.commands.check import run, sample
from watchdog_sante.detectors import DETECTORS
from watchdog_sante.model.doctor import Verdict
from watchdog_sante.package_data import LANGUAGES, knowledge, phrasebook
from watchdog_sante.settings import Settings, load
from watchdog_sante.watch_settings import WatchSettings


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_loads_names_every_field_and_changes_no_option(language: str, tmp_path: Path) -> None:
    place = tmp_path / "watchdog.yaml"
    place.write_text(sample(language).data, "utf-8")
    settings = load(place)
    fields = set(Settings.model_fields) | set(WatchSettings.model_fields)
    assert {name for name in fields if f"\n{name}:" not in sample(language).data} - {"heartbeat"} == set()
    assert [detector.CARD.slug for detector in DETECTORS] == list(settings.detectors)
    assert all(settings.params(one) == one.Params() and settings.enabled(one) for one in DETECTORS)
    assert set(settings.breaches) <= {one.key for one in knowledge().breaches}


def test_both_samples_say_the_same() -> None:
    french, english = (yaml.safe_load(sample(language).data) for language in LANGUAGES)
    assert french | {"language": "en"} == english | {"language": "en"}


def _verdicts(tmp_path: Path, text: str, **environment: str) -> tuple[int, list[tuple[str, Verdict, str]]]:
    place = tmp_path / "watchdog.yaml"
    place.write_text(text, "utf-8")
    result = run(place, environment)
    book = phrasebook("en")
    return int(result.exit_code), [(one.name, one.verdict, book.text(one.told)) for one in result.data]


def test_good_settings_hold_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = f"inbox: ['{tmp_path / 'in'}']\nbreaches: [free-2024]\nchannels: [{{name: phone, address_from: env:PHONE}}]"
    code, told = _verdicts(tmp_path, text, PHONE="json://127.0.0.1:9/x")
    assert (code, [(name, verdict) for name, verdict, _ in told]) == (
        0,
        [(name, Verdict.HOLDS) for name in ("settings", "profiles", "inbox", "channel")],
    )


def test_each_fault_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "profiles.d").mkdir()
    (tmp_path / "profiles.d" / "mine.yaml").write_text("name: [", "utf-8")
    text = f"inbox: ['{tmp_path / 'away'}']\nbreaches: [fre-2024]\nchannels: [{{name: phone, address_from: env:PHONE}}]"
    code, told = _verdicts(tmp_path, text)
    assert (code, [(name, verdict) for name, verdict, _ in told]) == (
        2,
        [("settings", Verdict.HOLDS), *((name, Verdict.FAILS) for name in ("breach", "profiles", "inbox", "channel"))],
    )
    assert "fre-2024" in told[1][2]
    assert "free-2024" in told[1][2]


def test_a_typing_error_in_the_settings_is_named(tmp_path: Path) -> None:
    code, told = _verdicts(tmp_path, "inbxo: [x]")
    assert (code, told[0][0], told[0][1]) == (2, "settings", Verdict.FAILS)
    assert "inbxo" in told[0][2]


def test_settings_that_are_named_and_not_there_are_a_slip(tmp_path: Path) -> None:
    absent = tmp_path / "watchdgo.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", "check", "--config", absent, "--lang", "fr"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Vérifiez le chemin donné à --config.\n")
