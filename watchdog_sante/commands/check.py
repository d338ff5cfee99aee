"""`check`: settings, own profiles, breaches, inbox and channels, without sending; `check --sample`: sample settings.

The sample's last part comes from the detectors' own cards and options, so that none is missing and none is stale.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.detectors import DETECTORS
from watchdog_sante.model.doctor import Check, Verdict
from watchdog_sante.model.sentences import say
from watchdog_sante.package_data import phrasebook, templates
from watchdog_sante.settings_trial import breaches, channels, inbox, profiles_of, settings_of


@dataclass(frozen=True, slots=True)
class SampleDetector:
    """What the sample says of a detector: its names, its sentence, its options with their defaults."""

    slug: str
    id: str
    sentence: str
    options: tuple[tuple[str, str, str], ...]  # name, default as YAML, what it sets


def run(settings: Path, environment: Mapping[str, str]) -> Result[tuple[Check, ...]]:
    """Every check of the settings file named. Exit code 2 when something does not hold."""
    found, told = settings_of(settings)
    folders = tuple(folder.expanduser() for folder in found.inbox)
    checks = (*told, *breaches(found), *profiles_of(settings.parent / "profiles.d"), *inbox(folders))
    checks += tuple(channels(found, environment))
    broken = any(one.verdict is Verdict.FAILS for one in checks)
    return Result(checks, ExitCode.USAGE if broken else ExitCode.DONE)


def sample(language: str) -> Result[str]:
    """Settings with every field, annotated in `language`; they load as they are, and change nothing of a default."""
    words = phrasebook(language)
    cards = [
        SampleDetector(
            detector.CARD.slug,
            detector.CARD.id,
            words.text(say(f"{detector.CARD.slug}.page")).partition(". ")[0].rstrip("."),
            tuple(
                (name, json.dumps(field.get_default()), words.text(say(f"{detector.CARD.slug}.option.{name}")))
                for name, field in detector.Params.model_fields.items()
            ),
        )
        for detector in DETECTORS
    ]
    form = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True)
    return Result(form.from_string(templates("settings")[f"{language}.yaml.j2"]).render(detectors=cards), ExitCode.DONE)
