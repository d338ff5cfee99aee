"""Every detector's own examples make a dossier: each letter that fits is written whole, and the right ones fit."""

import re
from datetime import timedelta

import pytest

from watchdog_sante.detectors import DETECTORS, Detector
from watchdog_sante.dossier import Order, case_of, packed, propose
from watchdog_sante.dossier.families import ASKS_ACCESS, BELIEVED_KNOWN, MATTERS
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.dossier import Case, NotProposed, Proposal, Sender
from watchdog_sante.model.household import Household
from watchdog_sante.package_data import fonts, knowledge, phrasebook, templates

DEBIT = {"debit-refund", "debit-unauthorised", "mandate-revocation"}
CARD = {"payment-unauthorised"}
# Ten days after the finding, at its gravest example. A detector of statements themselves (WS4xx) calls for no letter.
PROPOSED = {
    "WS101": DEBIT,
    "WS102": DEBIT | {"insurer-request"},
    "WS103": DEBIT,
    "WS104": DEBIT,
    "WS105": {"debit-refund"},
    "WS106": {"debit-refund"},
    "WS107": DEBIT | {"insurer-request"},
    "WS108": DEBIT,
    "WS110": CARD,
    "WS111": CARD,
    "WS112": CARD,
    "WS113": CARD,
    "WS114": CARD,
    "WS115": DEBIT,
    "WS120": {"debit-refund", "insurer-request"},
    "WS201": {"basic-insurer-report", "access-request"},
    "WS202": {"basic-insurer-report"},
    "WS203": {"insurer-request"},
    "WS204": {"basic-insurer-report"},
    "WS205": {"basic-insurer-report", "insurer-request"},
    "WS206": {"basic-insurer-report"},
    "WS207": {"basic-insurer-report"},
    "WS208": {"basic-insurer-report", "access-request"},
    "WS209": {"basic-insurer-report", "insurer-request", "access-request"},
    "WS210": set(),
    "WS301": {"insurer-request", "access-request"},
    "WS302": set(),
    "WS401": set(),
    "WS402": set(),
    "WS403": set(),
    "WS404": set(),
    "WS405": set(),
    "WS406": set(),
    "WS501": CARD,
}


def cases(detector: Detector, example: Example) -> list[Case]:
    """The example's findings as a dossier tells them."""
    household = example.household
    evidence = assemble(collected(example), household, knowledge(), example.as_of)
    found = detector.detect(evidence, detector.Params())
    return [case_of(finding, finding.id[:12], evidence) for finding in found]


def order(case: Case, letters: tuple[Proposal, ...], others: tuple[NotProposed, ...], masked: bool) -> Order:
    """A dossier of one case, ten days after it."""
    return Order(
        cases=(case,), letters=letters, not_proposed=others, day=case.finding.day + timedelta(days=10), masked=masked,
        sender=Sender(), household=Household(), knowledge=knowledge(), breach=None,
        templates=templates("letters"), fonts=fonts(), french=phrasebook("fr"), words=phrasebook("fr"),
    )  # fmt: skip


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.CARD.id)
def test_its_examples_make_a_dossier(detector: Detector) -> None:
    gravest: tuple[int, set[str]] = (-1, set())
    for example in detector.EXAMPLES:
        for case in cases(detector, example):
            fitting, others = propose([case], (), case.finding.day + timedelta(days=10))
            names = {proposal.letter.value for proposal in fitting}
            gravest = max(gravest, (case.finding.severity.rank, names), key=lambda one: (one[0], len(one[1])))
            on_demand = tuple(letter for other in others for letter in other.on_demand)
            files = {one.name: one.data for one in packed(order(case, fitting + on_demand, (), masked=True))}
            for name, data in files.items():
                if name.endswith(".txt"):
                    looks_written(data.decode("utf-8-sig"))
                elif name.endswith(".pdf"):
                    assert data.startswith(b"%PDF-")
    assert gravest[1] == PROPOSED[detector.CARD.id]


def looks_written(letter: str) -> None:
    """No mark of a template, no missing value, no list without items, and the letter's fixed parts."""
    assert not re.search(r"None|\{\{|\{%|\}\}|  \)|\(\)|\ue000|:\s*\n\s*\n\s*Je vous demande de", letter), letter
    assert not re.search(r":\s*\r\n\r\n(?!- )(?=[A-Z])", letter.partition("Madame,")[2]), letter
    for part in ("Objet\u00a0:", "Veuillez agréer", "Madame"):
        assert part in letter


def test_tables_name_detectors_that_exist() -> None:
    known = {detector.CARD.id for detector in DETECTORS}
    assert set(PROPOSED) == known
    assert (set(MATTERS) | ASKS_ACCESS | BELIEVED_KNOWN) <= known


def test_an_insurer_named_by_an_action_has_its_matter() -> None:
    """A detector whose actions send the person to an insurer about its rows can write to it."""
    named = {
        detector.CARD.id
        for detector in DETECTORS
        for example in detector.EXAMPLES
        for case in cases(detector, example)
        if {"ameli", "insurer"} & {action.channel for action in case.finding.actions}
    }
    assert {name for name in named if not name.startswith("WS4")} <= set(MATTERS)


def test_articles_are_cited_from_the_list_alone() -> None:
    cited = {key for text in templates("letters").values() for key in re.findall(r'law\("([^"]+)"\)', text)}
    assert cited == {one.key for one in knowledge().legal_references}
    for name, text in templates("letters").items():
        sentences = re.sub(r"\{#.*?#\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        assert not re.search(r"[LR]\.\s?[0-9]{3}|du code (?:monétaire|pénal)", sentences), name


def test_every_legal_reference_has_its_source_and_day() -> None:
    for one in knowledge().legal_references:
        assert one.cited_fr.startswith(("article ", "articles "))
        assert one.source
        assert one.says_fr
        assert one.says_en
        assert one.checked.year == 2026
