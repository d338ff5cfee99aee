"""What every detector keeps: its examples hold, the order and splitting of rows change nothing, its words exist."""

import random
from dataclasses import replace

import pytest

from watchdog_sante.detectors import DETECTORS, Detector
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, Expected, collected, expected
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.sources import Collected, Source
from watchdog_sante.model.statements import Row, Statement
from watchdog_sante.package_data import knowledge, phrasebook
from watchdog_sante.phrasing import Phrasebook

CASES = [
    pytest.param(detector, example, id=f"{detector.CARD.slug}: {example.story}")
    for detector in DETECTORS
    for example in detector.EXAMPLES
]


def _found(detector: Detector, example: Example, told: Collected) -> list[Finding]:
    evidence = assemble(told, example.household, knowledge(), example.as_of)
    return detector.detect(evidence, detector.Params())


def _accused(findings: list[Finding]) -> frozenset[Expected]:
    return frozenset(
        Expected(row.source, row.day, row.cents, row.field, finding.detector)
        for finding in findings
        for row in finding.evidence
    )


def _with(source: Source, rows: list[Row]) -> Statement:
    return replace(source.statement, rows=tuple(rows))


def _split(told: Collected, seed: int) -> Collected:
    """The same rows, shuffled and dealt over three files that overlap."""
    dice = random.Random(seed)
    sources: list[Source] = []
    for source in told.sources:
        rows = list(source.statement.rows)
        dice.shuffle(rows)
        cut, end = len(rows) // 3, len(rows) * 2 // 3
        parts = [rows[:end], rows[cut:], rows]
        dice.shuffle(parts)
        sources += [
            replace(source, file=f"{source.file}-{n}", sha256=f"{n}", statement=_with(source, part))
            for n, part in enumerate(parts)
        ]
    dice.shuffle(sources)
    return replace(told, sources=tuple(sources))


@pytest.mark.parametrize(("detector", "example"), CASES)
def test_an_example_accuses_the_rows_it_marks_and_no_other(detector: Detector, example: Example) -> None:
    assert _accused(_found(detector, example, collected(example))) == expected(example)


@pytest.mark.parametrize(("detector", "example"), CASES)
def test_order_and_splitting_change_no_finding(detector: Detector, example: Example) -> None:
    told = collected(example)
    if detector.CARD.id.startswith("WS4") or not told.sources:
        pytest.skip("the example is about the files themselves")
    whole = {(one.id, one.severity) for one in _found(detector, example, told)}
    for seed in range(3):
        assert {(one.id, one.severity) for one in _found(detector, example, _split(told, seed))} == whole


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.CARD.slug)
def test_an_example_fires_and_another_stays_silent(detector: Detector) -> None:
    fires = [bool(_found(detector, example, collected(example))) for example in detector.EXAMPLES]
    assert (any(fires), all(fires)) == (True, False)


def _sentences(finding: Finding) -> list[Sentence]:
    return [finding.title, finding.explanation, finding.would_be_silent_if, *(one.text for one in finding.actions)]


@pytest.mark.parametrize(("detector", "example"), CASES)
def test_a_finding_is_complete(detector: Detector, example: Example) -> None:
    contacts = {contact.key for contact in knowledge().contacts} | {""}
    books: list[Phrasebook] = [phrasebook("fr"), phrasebook("en")]
    for finding in _found(detector, example, collected(example)):
        assert (finding.detector, finding.slug) == (detector.CARD.id, detector.CARD.slug)
        # What is missing (a gap, a refused file) accuses no row: WS4xx may have none.
        assert len(finding.evidence) <= 12
        assert finding.evidence or finding.detector.startswith("WS4")
        assert finding.subject
        assert finding.actions
        assert {action.channel for action in finding.actions} <= contacts
        for book in books:
            assert all(book.text(sentence).strip() for sentence in _sentences(finding))
