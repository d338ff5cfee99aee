"""Contacts, advice and breaches: every key that code names is there, every fact has its source, nothing is asserted."""

import re

from watchdog_sante.detectors import DETECTORS
from watchdog_sante.package_data import knowledge, phrasebook

CONTACTS = {
    "bank", "ameli", "insurer", "17cyber", "perceval", "thesee", "33700", "signal-spam", "pharos",
    "interbank-opposition", "info-escroqueries", "france-victimes", "cnil", "acpr", "banque-de-france", "ficoba",
    "tiers-payant-complaint",
}  # fmt: skip
SOURCE = re.compile(r"\b[SR][0-9]{1,3}\b")


def test_the_official_channels_are_all_there() -> None:
    contacts = knowledge().contacts
    assert {one.key for one in contacts} == CONTACTS
    assert len(contacts) == len(CONTACTS)
    assert all(one.name and one.reach and one.purpose_fr and one.purpose_en and one.checked for one in contacts)


def test_every_fact_names_a_numbered_source() -> None:
    facts = [*knowledge().contacts, *knowledge().advice, *knowledge().breaches]
    assert [fact.key for fact in facts if not SOURCE.search(fact.source)] == []


def test_advice_that_detectors_serve_exists() -> None:
    keys = {one.key for one in knowledge().advice}
    assert {key for detector in DETECTORS for key in detector.CARD.advice} <= keys


def test_breaches_are_in_order_and_known_once() -> None:
    breaches = knowledge().breaches
    assert [one.day for one in breaches] == sorted(one.day for one in breaches)
    assert len({one.key for one in breaches}) == len(breaches)
    assert all(breach.leaked for breach in breaches)


def test_a_proposal_never_says_that_someone_is_concerned() -> None:
    said = {language: phrasebook(language).wording["breaches.proposed"] for language in ("fr", "en")}
    assert "potentiellement" in said["fr"]
    assert "potentially" in said["en"]
