"""The two languages say the same things, and French is set as French."""

import re
import string

import pytest

from watchdog_sante.package_data import LANGUAGES, phrasebook
from watchdog_sante.phrasing import Wording
from watchdog_sante.wording_files import WordingFiles


def _forms(entry: Wording) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def _fields(entry: Wording) -> set[str]:
    return {name for form in _forms(entry) for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def test_both_languages_hold_the_same_keys_with_the_same_values() -> None:
    french, english = (phrasebook(language).wording for language in LANGUAGES)
    assert {key: _fields(entry) for key, entry in french.items()} == {
        key: _fields(entry) for key, entry in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_is_found_without_reading_them_all(language: str) -> None:
    """A book that has read nothing yet looks for each key in the files' text: each must begin a line, unquoted."""
    whole = dict(phrasebook(language).wording)
    fresh = phrasebook.__wrapped__(language).wording
    assert {key: fresh[key] for key in whole} == whole
    with pytest.raises(KeyError):
        fresh["no.such.sentence"]


def test_a_sentence_that_stands_in_two_files_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"b\.yaml: x\.y stands in another file too"):
        dict(WordingFiles({"a.yaml": "x.y: One\n", "b.yaml": "x.y: Two\n"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert [
        key for key, entry in phrasebook(language).wording.items() if not all(f.strip() for f in _forms(entry))
    ] == []


def test_french_double_punctuation_keeps_with_its_word() -> None:
    loose = re.compile(r"(?<=\S) [:;?!»](?=\s|$|\)|\.|,)|« ")
    straight = re.compile(r"[a-zàâéèêëîïôöûüç]'[a-zàâéèêëîïôöûüç]", re.IGNORECASE)
    wrong = [
        key
        for key, entry in phrasebook("fr").wording.items()
        if any(loose.search(form) or straight.search(form) for form in _forms(entry))
    ]
    assert wrong == []
