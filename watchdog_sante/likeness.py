"""When two payees' keys name the same payee, and when one is made to look like the other.

Keys are those of `labels.payee_key`: upper case, no accents, single blanks. Only this room knows how a name is forged
(typo, added word, digit for a letter, foreign letter of the same shape) and how a bank cuts one.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

SHORTEST_CUT = 8  # a cut name shorter than this says too little to join anything
_DIGITS = str.maketrans("013456789", "OIEASGTBG")
# What a health insurer calls itself when no list knows it (domain notes, section 3.3).
HEALTH_WORDS = ("MUT", "MUTUELLE", "MUTUELLES", "MUTUALITE", "SANTE", "COMPLEMENTAIRE SANTE", "COMPL SANTE")
# Cyrillic and Greek capitals that a person cannot tell from Latin ones.
_FOREIGN = str.maketrans("АВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXIJSABEZHIKMNOPTYX")
# Words that say what a body is, not who it is: alone they make no two names alike.
_PLAIN = frozenset(
    [
        *("MUT", "MUTUELLE", "MUTUELLES", "MUTUALITE", "ASSURANCE", "ASSURANCES", "PREVOYANCE", "SANTE"),
        *("SA", "SAS", "SASU", "SARL", "EURL", "SCI", "GIE", "EU", "FR", "FRANCE", "GROUPE", "SERVICE", "SERVICES"),
        *("CAISSE", "CPAM", "GESTION", "SOLUTIONS", "CLIENTS", "PARTICULIERS", "GENERALE", "CAF", "MAIRIE"),
        *("DE", "DU", "DES", "LA", "LE", "LES", "L", "D", "ET"),
    ]
)
# What a debit is for, which some banks write behind the creditor's name: no part of a name.
_MATTERS = frozenset(["ABONNEMENT", "CONTRAT", "COTISATION", "ECHEANCE", "FACTURE", "FORFAIT", "LOYER", "MENSUALITE"])
_PARTICLES = frozenset(["DE", "DU", "DES", "LA", "LE", "LES", "ET"])


def holds(key: str, words: str) -> bool:
    """Whether `words` stand in `key` as whole words, in that order, side by side."""
    return bool(words) and words in key and f" {words} " in f" {key} "


@lru_cache(maxsize=50_000)  # a payee comes back month after month, and is asked about by every detector
def holds_any(key: str, spellings: tuple[str, ...] | frozenset[str]) -> bool:
    """Whether one of the spellings stands in `key` (see `holds`)."""
    return any(holds(key, words) for words in spellings)


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """The shape a hurried eye sees: foreign letters and digits as the letter they imitate, L as I, RN as M, VV as W."""
    plain = unicodedata.normalize("NFKD", name.upper()).translate(_FOREIGN)
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word if word.isdigit() else word.translate(_DIGITS) for word in re.findall(r"[^\W_]+", kept)]
    return " ".join(words).replace("L", "I").replace("RN", "M").replace("VV", "W")


def is_cut(shorter: str, longer: str) -> bool:
    """Whether `shorter` may be `longer` cut by a bank. The caller must know that the label was full."""
    return SHORTEST_CUT <= len(shorter) < len(longer) and longer.startswith(shorter)


def distinctive(key: str) -> bool:
    """Whether a key says who it is: a word of four letters that is not plain, or plain words making a long name."""
    words = key.split()
    named = any(len(word) >= 4 and word not in _PLAIN and not word.isdigit() for word in words)
    return named or (len(words) >= 2 and len(key) >= 12)


def opening_name(key: str) -> str:
    """The two first words where they say who it is (a first name and a surname, say), "" where they do not."""
    words = key.split()[:2]
    told = len(words) == 2 and all(len(word) >= 3 and word.isalpha() and word not in _PLAIN for word in words)
    return " ".join(words) if told else ""


def _typos_allowed(length: int) -> int:
    """Letters that may differ in one word: short words have too many true neighbours (MAIF and MAAF)."""
    return 0 if length < 5 else 1 if length < 10 else 2


def _is_marred_particle(word: str, known: str) -> bool:
    """Whether a small word lost or got a letter and is none any more; `DE` for `DU` is another spelling."""
    return known in _PARTICLES and word not in _PARTICLES and word.isalpha() and OSA.distance(word, known) == 1


def _is_typo(name: str, known: str) -> bool:
    """Whether one or two words differ by a letter; only words count, as two names may share most of their letters."""
    words, others = name.split(), known.split()
    if len(words) != len(others):
        return False
    pairs = [(word, other) for word, other in zip(words, others, strict=True) if word != other]
    pairs = [pair for pair in pairs if not _is_marred_particle(*pair)] or pairs
    if len(pairs) == 1 and _is_marred_particle(*pairs[0]):
        return True
    if not 0 < len(pairs) <= 2 or any(word.isdigit() for pair in pairs for word in pair):
        return False  # a number that counts (store 12, store 13) is no typo
    return all(0 < OSA.distance(*pair) <= _typos_allowed(min(map(len, pair))) for pair in pairs)


def _has_added_word(name: str, known: str) -> bool:
    if len(name) <= len(known) or not distinctive(known):
        return False
    if name.startswith(f"{known} "):
        return not _MATTERS.issuperset(name.removeprefix(known).split())
    return name.endswith(f" {known}")


def resembles(name: str, known: str) -> str:
    """How `name` imitates `known`: `homoglyph`, `typo`, `added_word`, or "" (same name, or no likeness)."""
    if not name or not known or name == known or not distinctive(known):
        return ""
    if skeleton(name) == skeleton(known):
        return "homoglyph"
    if name.replace(" ", "") == known.replace(" ", ""):
        return ""  # merely spaced otherwise
    if _is_typo(name, known):
        return "typo"
    if _is_typo(skeleton(name), skeleton(known)):
        return "homoglyph"
    return "added_word" if _has_added_word(name, known) else ""
