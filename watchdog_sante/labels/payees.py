"""The payee's name cleaned for people, and its key for comparing: one payee of many spellings, never one key for two.

What comes off is what no payee is told apart by: numbers and codes at the end, days, legal forms, titles, punctuation.
Everything else stays, a digit inside a word too: HARMON1E is not HARMONIE.
"""

import re
from functools import lru_cache

from watchdog_sante.labels.lexicon import (
    COMPANIES,
    DEPARTMENTS,
    LEGAL_FORMS,
    REFERENCE_WORDS,
    TITLED_BRANDS,
    TITLES,
    TRADES,
)
from watchdog_sante.labels.text import fold, is_day, is_month, is_reference

BASIC_INSURER = "CPAM"  # key of every caisse primaire d'assurance maladie
_INITIALS = re.compile(r"(?<![A-Z0-9.])(?:[A-Z]\.){2,}(?:[A-Z](?![A-Z]))?")
_DOMAIN = re.compile(r"\bWWW\.|(?<=[A-Z0-9])\.(?:COM|FR|NET|EU|ORG|IO)(?![A-Z0-9])")
_HOUR = re.compile(r"[0-2]?[0-9]H[0-5][0-9]")
_SPACED_FORM = re.compile(r"\bS A(?: S(?: U)?| R ?L)?$")
_BRANCH = re.compile(r"(?: [0-9]{2}){0,2} BQ [0-9]{5}.*$")  # Société Générale: day, bank and account of the payee
_MATTER = re.compile(
    r"(?<=\S) VOTRE (?:ABONNEMENT|FACTURE|CONTRAT|COTISATION|ECHEANCE|FORFAIT|MOBILE|REFERENCE|PRELEVEMENT)(?![A-Z]).*$"
)
_AGAIN = re.compile(r"(?<=\S) (?:VIR(?:EMENT)?|PRLV|PRELEVEMENT) (?:DE|DU|VERS|POUR|SEPA)(?![A-Z0-9]).*$")
_CAISSE = re.compile(r"CAISSE PRIM(?:AIRE)?(?: .*)?|C ?P ?A ?M(?: ?T ?S)?(?P<place>[A-Z0-9]*)(?: .*)?")


def _droppable(token: str) -> bool:
    return not any(map(str.isalnum, token)) or is_day(token) or is_reference(token) or bool(_HOUR.fullmatch(token))


@lru_cache(maxsize=20_000)
def clean_payee(text: str, first_reference: bool = True) -> str:
    """The name without what follows it: numbers, codes, days, the order repeated. "" when nothing is left.

    With `first_reference` everything from the first number or code on is dropped (transfers, direct debits).
    """
    tokens = _BRANCH.sub("", _MATTER.sub("", _AGAIN.sub("", text))).strip(" ,;:-").split()
    if first_reference:
        stop = next((n for n, token in enumerate(tokens) if n and is_reference(token)), len(tokens))
        while 1 < stop < len(tokens) and tokens[stop - 1] in REFERENCE_WORDS:
            tokens.pop(stop := stop - 1)
        tokens = tokens[:stop]
    while tokens and (_droppable(tokens[-1]) or (len(tokens) > 1 and tokens[-1] in ("SEPA", "DU", "LE", "AU"))):
        tokens.pop()
    while tokens and _droppable(tokens[0]):
        tokens.pop(0)
    half = len(tokens) // 2
    if half and len(tokens) % 2 == 0 and tokens[:half] == tokens[half:]:
        tokens = tokens[:half]
    name = " ".join(tokens).strip(" ,;:/-")
    return name if any(map(str.isalpha, name)) else ""


def _plain(text: str) -> str:
    folded = _INITIALS.sub(lambda found: found.group().replace(".", ""), fold(text))
    folded = _DOMAIN.sub("", folded).replace("&", " ET ")
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", folded).split())


def _without_tail(tokens: list[str]) -> list[str]:
    """Days, months, payment and store numbers at the end come off; a name that is only a trade keeps its number."""
    while len(tokens) > 1:
        last = tokens[-1]
        number = last.isdigit() and len(last) >= 3 and not (len(tokens) == 2 and tokens[0] in TRADES)
        if number or is_reference(last) or last == "SEPA" or (is_month(last) and len(tokens) > 2):
            tokens = tokens[:-1]
        else:
            return tokens
    return tokens


def _without_form(tokens: list[str]) -> list[str]:
    while len(tokens) > 1 and tokens[-1] in LEGAL_FORMS:
        tokens = tokens[:-1]
        if len(tokens) > 2 and tokens[-2] in ("ET", "AND") and tokens[-1] in COMPANIES:
            tokens = tokens[:-2]
    while len(tokens) > 1 and tokens[0] in LEGAL_FORMS:
        tokens = tokens[1:]
    return tokens


def _without_title(tokens: list[str]) -> list[str]:
    if " ".join(tokens[:2]) in TITLED_BRANDS:
        return tokens
    start = 0
    while start < len(tokens) and (tokens[start] in TITLES or (start and tokens[start] in ("OU", "ET"))):
        start += 1
    return tokens[start:] if len(tokens) - start > 0 else tokens


def _is_basic_insurer(plain: str) -> bool:
    found = _CAISSE.fullmatch(plain)
    if not found:
        return False
    return not found["place"] or found["place"].isdigit() or found["place"] in DEPARTMENTS


@lru_cache(maxsize=20_000)
def payee_key(text: str) -> str:
    """The comparison key of a payee's name: upper case, no accents, single blanks; "" for a text without any of it.

    Every spelling of a caisse primaire d'assurance maladie has the key CPAM (domain notes, section 3.3).
    """
    key = _plain(text)
    while (shorter := _shortened(key)) != key:
        key = shorter
    return key


def _shortened(plain: str) -> str:
    if _is_basic_insurer(plain):
        return BASIC_INSURER
    plain = _SPACED_FORM.sub("", plain).strip() or plain
    tokens = _without_title(_without_form(_without_tail(plain.split())))
    return " ".join({"SAINT": "ST", "SAINTE": "STE"}.get(token, token) for token in tokens)
