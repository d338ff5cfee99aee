"""When one name imitates another, and when two names are merely two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.likeness import distinctive, holds, holds_any, is_cut, resembles, skeleton

KNOWN = "MUTUELLE DES LACS"


@pytest.mark.parametrize(
    ("name", "how"),
    [
        (KNOWN, ""),
        ("MUTUELLEDES LACS", ""),  # spaced otherwise
        ("MUTUE1LE DES LACS", "homoglyph"),
        ("MUTUELLE DE5 LACS", "homoglyph"),
        ("MUTUЕLLE DES LACS", "homoglyph"),  # a Cyrillic letter
        ("MUTUELE DES LACS", "typo"),
        ("MUTEULLE DES LACS", "typo"),  # two letters changed places
        ("MUTUELLES DES LACS", "typo"),
        ("MUTUELLE DES LACS SERVICES", "added_word"),
        ("GROUPE MUTUELLE DES LACS", "added_word"),
        ("MUTUELLE DES LACS COTISATION", ""),  # what the debit is for
        ("MUTUELLE DES ARTS", ""),
        ("MUTUELLE DES MERS", ""),
        ("LACS", ""),
        ("", ""),
    ],
)
def test_a_name_against_a_known_one(name: str, how: str) -> None:
    assert resembles(name, KNOWN) == how


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("MAIF", "MAAF"),  # short names have true neighbours
        ("MAGASIN LACS 12", "MAGASIN LACS 13"),  # a number that counts
        ("ECOLUX SERVICES", "EUROLUX SERVICES"),  # alike by what all names share
        ("SANTE PLUS", "SANTE"),  # plain words are no name
        ("MUTUELLE SOLUTIONS", "MUTUELLE"),
        ("CPAM DES ALPES", "CPAM"),
    ],
)
def test_names_that_are_merely_two(name: str, known: str) -> None:
    assert resembles(name, known) == ""


def test_the_skeleton_keeps_numbers_and_folds_shapes() -> None:
    assert skeleton("Harrn0nie 12") == skeleton("HARMONIE 12")
    assert skeleton("MAGASIN 12") != skeleton("MAGASIN IZ")


@given(st.text(alphabet="ABCDEFGHJKLMNOPRSTUV ", min_size=1, max_size=30))
def test_no_name_imitates_itself_and_a_longer_one_can_always_be_cut(name: str) -> None:
    key = " ".join(name.split())
    assert resembles(key, key) == ""
    assert is_cut(key, f"{key} SUITE") == (len(key) >= 8)


def test_words_are_found_whole() -> None:
    assert [holds(key, "ALAN") for key in ("ALAN SA", "ALANIS", "")] == [True, False, False]
    assert not holds("ALAN", "")
    assert [holds_any(key, ("PEL", "LIVRET A")) for key in ("PARC LIVRET A", "LIVRET")] == [True, False]


def test_a_name_of_plain_words_only_counts_when_long() -> None:
    assert (distinctive("MUTUELLE GENERALE"), distinctive("MUT SA"), distinctive("ORVANE")) == (True, False, True)
