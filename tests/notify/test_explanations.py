"""Every alert says what was seen, what is usual, what would keep it silent, what to do, when, and through whom."""

from collections.abc import Iterator
from datetime import date

import pytest
from letters import NOW, a_letter, a_matter

from watchdog_sante.cycle import audit_collected, read_files
from watchdog_sante.detectors import DETECTORS
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import collected
from watchdog_sante.household_generator import demo_household
from watchdog_sante.model.alerts import ChannelWish, Detail
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.sentences import Money, Sentence, Value
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.notify.matter import Matter
from watchdog_sante.notify.messages import compose
from watchdog_sante.package_data import knowledge, phrasebook, profiles
from watchdog_sante.settings import Settings

WHEN = {
    "fr": ("(au plus tard le ", "(délai passé le ", "Aucun délai légal"),
    "en": ("(by ", "(deadline passed", "No legal"),
}


def _examples() -> Iterator[Finding]:
    for detector in DETECTORS:
        for example in detector.EXAMPLES:
            evidence = assemble(collected(example), example.household, knowledge(), example.as_of)
            yield from detector.detect(evidence, detector.Params())


def _alerts() -> list[Finding]:
    files = [StatementFile(one.name, "", one.data) for one in demo_household().files]
    audit, _ = audit_collected(read_files(files, profiles()), Settings(), knowledge(), None)
    return [one for one in (*audit.findings, *_examples()) if one.severity is not Severity.INFO]


ALERTS = [pytest.param(one, id=f"{one.slug}:{one.id[-6:]}:{number}") for number, one in enumerate(_alerts())]


def _leaves(value: Value) -> Iterator[Value]:
    if isinstance(value, Sentence):
        for _, inner in value.values:
            yield from _leaves(inner)
    else:
        yield value


def _figures(sentence: Sentence) -> set[Value]:
    return {one for one in _leaves(sentence) if isinstance(one, Money | date | int | float)}


def _accused(finding: Finding) -> set[Value]:
    """The days and amounts that the accused rows themselves show."""
    cents = [row.cents for row in finding.evidence if row.cents is not None]
    amounts = {Money(sign * one) for one in (*cents, sum(cents)) for sign in (1, -1)}
    return {row.day for row in finding.evidence} | amounts


@pytest.mark.parametrize("finding", ALERTS)
def test_an_alert_says_what_was_seen_and_what_is_usual(finding: Finding) -> None:
    figures = _figures(finding.explanation)
    assert {one for one in figures if isinstance(one, Money | date)}
    # One's own rule knows no habit, and a lone creditor has no other to be compared with.
    assert figures - _accused(finding) or finding.slug in {"own-rule", "invalid-creditor-id"}


@pytest.mark.parametrize("language", WHEN)
@pytest.mark.parametrize("finding", ALERTS)
def test_an_alert_says_what_to_do_by_when_and_through_whom(finding: Finding, language: str) -> None:
    book = phrasebook(language)
    assert book.text(finding.would_be_silent_if)
    channels = {one.key for one in knowledge().contacts}
    assert {action.channel for action in finding.actions} & channels
    matter = Matter(a_matter().alert, finding)
    told = compose(a_letter([matter]), [matter], ChannelWish("telephone", detail=Detail.FULL), book, NOW).text
    assert any(mark in told for mark in WHEN[language]), told
