"""`explain [WS101]`: a detector's card, from the same file as its code, or the list of them all."""

from dataclasses import dataclass

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.detectors import DETECTORS, Detector
from watchdog_sante.model.findings import Card
from watchdog_sante.model.knowledge import Advice
from watchdog_sante.package_data import knowledge


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a detector, with its default."""

    name: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class Story:
    """An example of the card: one sentence, and the small history it tells."""

    sentence: str
    tables: str


@dataclass(frozen=True, slots=True)
class Explained:
    """All that a card says; the words come from the wording, by the card's slug."""

    card: Card
    advice: tuple[Advice, ...]
    options: tuple[Option, ...]
    stories: tuple[Story, ...]


def _explained(detector: Detector) -> Explained:
    advice = {one.key: one for one in knowledge().advice}
    fields = detector.Params.model_fields.items()
    return Explained(
        detector.CARD,
        tuple(advice[key] for key in detector.CARD.advice),
        tuple(Option(name, str(field.get_default()), field.description or "") for name, field in fields),
        tuple(Story(example.story, example.tables.strip()) for example in detector.EXAMPLES),
    )


def run(name: str | None = None) -> Result[tuple[Explained, ...]]:
    """All cards, or the one whose id or slug is `name`; none (exit code 2) when no detector is called so."""
    wanted = (name or "").casefold()
    found = tuple(
        _explained(detector)
        for detector in DETECTORS
        if not wanted or wanted in (detector.CARD.id.casefold(), detector.CARD.slug)
    )
    return Result(found, ExitCode.DONE if found else ExitCode.USAGE)
