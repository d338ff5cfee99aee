"""Every sentence of the OFX reader has its words, and no words are left without a sentence."""

import re
from pathlib import Path

import pytest
from test_ofx_refused import REFUSED

from watchdog_sante.package_data import LANGUAGES, phrasebook
from watchdog_sante.readers import ofx

ROOM = Path(ofx.__file__).parent


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_and_words_are_the_same(language: str) -> None:
    said = {
        key
        for path in ROOM.glob("ofx*.py")
        for key in re.findall(r'"(ofx\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert said == {key for key in phrasebook(language).wording if key.startswith("ofx.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_can_be_said(language: str) -> None:
    book = phrasebook(language)
    sentences = [book.text(reason) for _, _, reason in REFUSED]
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
