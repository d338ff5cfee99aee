"""Comparing the words of statements: names of people, of care providers, of acts. Only this room compares people.

Statements write one person in many ways: surname first, no accents, capitals, an initial, a second first name.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from watchdog_sante.labels.text import fold
from watchdog_sante.model.knowledge import ActFamily

_BETWEEN_WORDS = re.compile(r"[^A-Z0-9]+")
_TITLES = frozenset("M MR MME MLLE MONSIEUR MADAME MADEMOISELLE EP EPOUSE NEE VEUVE VVE".split())
_SHORTEST_CUT = 8  # a cut name shorter than this says too little
_CUT = 3  # letters missing that tell a cut from another first name (Louis, Louise; Daniel, Danielle) ...
_WIDE = 20  # ... unless the name fills a column of this width


@lru_cache(maxsize=20_000)  # few names and acts, told on every line
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text: folded, punctuation and hyphens as blanks."""
    return tuple(_BETWEEN_WORDS.sub(" ", fold(text)).split())


def plain_key(text: str) -> str:
    """A text as a comparison key: its words in order, one blank between them."""
    return " ".join(words_of(text))


def person_words(name: str) -> frozenset[str]:
    """The words of a person's name without titles: "PETIT Mathieu" and "M. Mathieu PETIT" are one."""
    return frozenset(words_of(name)) - _TITLES or frozenset(words_of(name))


def _word_fits(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def _covers(short: frozenset[str], full: frozenset[str]) -> bool:
    left = set(full)
    for word in sorted(short, key=lambda word: (-len(word), word)):
        found = sorted((other for other in left if _word_fits(word, other)), key=lambda other: (other != word, other))
        if not found:
            return False
        left.remove(found[0])
    return True


def _is_cut(short: str, full: str) -> bool:
    """Whether a statement cut the longer name to the shorter one: by so much that no other first name ends there."""
    missing = len(full) - len(short)
    return full.startswith(short) and len(short) >= _SHORTEST_CUT and (missing >= _CUT or len(short) >= _WIDE)


def same_person(name: str, other: str) -> bool:
    """Whether two names may be one person: every word of the shorter one stands in the other, whole or as an initial,
    or the whole name is cut. Letters that differ make another person: Louise is not Louis, Emiline not Emilie."""
    short, full = sorted((person_words(name), person_words(other)), key=lambda words: (len(words), sorted(words)))
    if not short or not full:
        return True  # a statement that names nobody accuses nobody
    if _covers(short, full) or (len(short) == len(full) and _covers(full, short)):
        return True
    cut, whole = sorted((plain_key(name), plain_key(other)), key=len)
    return _is_cut(cut, whole)


def is_known_person(name: str, known: Iterable[str]) -> bool:
    """Whether a beneficiary is one of the people known."""
    return any(same_person(name, other) for other in known)


def _singular(key: str) -> str:
    return " ".join(word.rstrip("SX") or word for word in key.split())


def act_family(act: str, families: Iterable[ActFamily]) -> ActFamily | None:
    """The family of care whose longest wording stands in the act, in the singular or the plural; None without one."""
    key = f" {_singular(plain_key(act))} "
    found = [
        (len(words), family.key, family)
        for family in families
        for words in family.words
        if f" {_singular(words)} " in key
    ]
    return max(found, key=lambda entry: entry[:2])[2] if found else None


def family_key(act: str, families: Iterable[ActFamily]) -> str:
    """The key of the act's family, or the act's own words when no family holds it."""
    family = act_family(act, families)
    return family.key if family else plain_key(act)
