"""Lists kept by hand are compared with the folders they list."""

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import watchdog_sante
from watchdog_sante.cli import GROUPS
from watchdog_sante.detectors import DETECTORS, NAMES
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.package_data import knowledge, phrasebook

PACKAGE = Path(watchdog_sante.__file__).parent


def _modules(folder: str) -> set[str]:
    return {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__"}


def test_every_detector_file_is_listed_in_the_order_of_ids() -> None:
    assert set(NAMES) == _modules("detectors")
    ids = [detector.CARD.id for detector in DETECTORS]
    assert ids == sorted(set(ids))


def test_a_detector_is_named_alike_everywhere() -> None:
    for name, detector in zip(NAMES, DETECTORS, strict=True):
        assert detector.CARD.slug == name.replace("_", "-")
        assert re.fullmatch(r"WS[1-5][0-9]{2}", detector.CARD.id)
        assert (import_module(f"watchdog_sante.detectors.{name}").__doc__ or "").strip()


def test_every_detector_has_its_words_and_its_advice() -> None:
    advice = {one.key for one in knowledge().advice}
    for language in ("fr", "en"):
        wording = phrasebook(language).wording
        for detector in DETECTORS:
            slug = detector.CARD.slug
            assert {f"{slug}.{part}" for part in ("title", "page", "innocent", "silent")} <= wording.keys(), slug
            assert detector.CARD.advice
            assert set(detector.CARD.advice) <= advice


def test_every_option_and_example_of_a_detector_has_its_words_and_no_others_are_left() -> None:
    wanted = {
        f"{detector.CARD.slug}.{part}"
        for detector in DETECTORS
        for part in (
            *(f"option.{name}" for name in detector.Params.model_fields),
            *(f"example.{example.story}" for example in detector.EXAMPLES),
        )
    }
    for language in ("fr", "en"):
        said = {key for key in phrasebook(language).wording if re.match(r"[a-z-]+\.(option|example)\.", key)}
        assert said == wanted
        assert {key for key in said if phrasebook(language).wording[key] in ("", "None")} == set()


def test_a_detector_says_nothing_of_its_options_in_the_code() -> None:
    described = {
        f"{detector.CARD.slug}.{name}"
        for detector in DETECTORS
        for name, field in detector.Params.model_fields.items()
        if field.description
    }
    assert described == set()


def test_knowledge_files_and_folders_are_the_fields_of_knowledge() -> None:
    assert sorted(path.stem for path in (PACKAGE / "knowledge").iterdir()) == sorted(
        field.name for field in fields(Knowledge)
    )


def test_every_command_group_is_listed() -> None:
    registering = {path.stem for path in (PACKAGE / "cli").glob("*.py") if "def register(" in path.read_text("utf-8")}
    assert set(GROUPS) | {"service_calls"} == registering  # what systemd calls joins the group `service`
