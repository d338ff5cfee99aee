"""`explain [WS101]`: a detector's card, from the same file as its code, or the list of them all."""

from dataclasses import dataclass

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.detectors import DETECTORS, Detector, options_of
from watchdog_sante.examples import Table, shown
from watchdog_sante.model.findings import Card, Option
from watchdog_sante.model.knowledge import Advice
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.package_data import knowledge


@dataclass(frozen=True, slots=True)
class Story:
    """An example of the card: one sentence, and the small history it tells."""

    sentence: Sentence
    tables: tuple[Table, ...]
    refused: tuple[str, ...]  # names of files that were refused whole


@dataclass(frozen=True, slots=True)
class Explained:
    """All that a card says; the words come from the wording, by the card's slug."""

    card: Card
    advice: tuple[Advice, ...]
    options: tuple[Option, ...]
    stories: tuple[Story, ...]


def _explained(detector: Detector) -> Explained:
    advice = {one.key: one for one in knowledge().advice}
    slug = detector.CARD.slug
    return Explained(
        detector.CARD,
        tuple(advice[key] for key in detector.CARD.advice),
        options_of(detector),
        tuple(
            Story(say(f"{slug}.example.{example.story}"), shown(example), example.refused)
            for example in detector.EXAMPLES
        ),
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
