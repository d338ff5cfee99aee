"""Money, days and plurals are right in both languages, as a person reads them."""

from datetime import date

import pytest

from watchdog_sante.model.sentences import Money, say
from watchdog_sante.phrasing import Phrasebook

WORDING = {
    "paid": "{payee} : {amount} le {day}",
    "rows": {"one": "{count} ligne", "other": "{count} lignes"},
    "nested": "({inner})",
}
FRENCH = Phrasebook("fr", WORDING)
ENGLISH = Phrasebook("en", WORDING)


def test_values_are_written_as_each_language_does() -> None:
    sentence = say("paid", payee="EDF", amount=Money(-123456), day=date(2024, 3, 1))
    assert FRENCH.text(sentence) == "EDF : -1\u202f234,56\xa0€ le 1er mars 2024"
    assert ENGLISH.text(sentence) == "EDF : -€1,234.56 le March 1, 2024"


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "0 ligne", "0 lignes"),
        (1, "1 ligne", "1 ligne"),
        (2, "2 lignes", "2 lignes"),
        (1000, "1\u202f000 lignes", "1,000 lignes"),
    ],
)
def test_plural_follows_the_language(count: int, french: str, english: str) -> None:
    assert (FRENCH.text(say("rows", count=count)), ENGLISH.text(say("rows", count=count))) == (french, english)


def test_braces_in_a_value_are_text() -> None:
    assert FRENCH.text(say("nested", inner=say("paid", payee="{evil}", amount=Money(1), day=date(2024, 1, 2)))) == (
        "({evil} : 0,01\xa0€ le 2 janvier 2024)"
    )


def test_an_unknown_key_is_a_bug() -> None:
    with pytest.raises(KeyError):
        FRENCH.text(say("absent"))
