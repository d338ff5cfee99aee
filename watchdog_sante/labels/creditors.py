"""Creditor identifiers (ICS) and mandate references (RUM): shape, check digits, key (domain notes, section 3.2).

An ICS is country (2) + check digits (2) + business code (3) + national identifier. The business code is the
creditor's own to choose and lies outside the check digits, so the key of a creditor is country + national identifier.
"""

import re
from dataclasses import dataclass

from stdnum import iban
from stdnum.iso7064 import mod_97_10

from watchdog_sante.labels.fields import Part, Parts
from watchdog_sante.labels.lexicon import REFERENCE_WORDS
from watchdog_sante.labels.text import is_day

_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}")
_LENGTHS = {"FR": 13}  # elsewhere 8 to 35 characters, the check digits decide


def _compact(creditor_id: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", creditor_id.upper())


def creditor_key(creditor_id: str) -> str:
    """Country + national identifier, "" when the identifier is too short to hold one (cut label)."""
    compact = _compact(creditor_id)
    if not _SHAPE.fullmatch(compact) or len(compact) < _LENGTHS.get(compact[:2], 8):
        return ""
    return compact[:2] + compact[7:]


def creditor_id_is_valid(creditor_id: str) -> bool:
    """Mod 97-10 over national identifier + country + check digits; a French identifier has 13 characters."""
    compact = _compact(creditor_id)
    if not _SHAPE.fullmatch(compact) or len(compact) != _LENGTHS.get(compact[:2], len(compact)):
        return False
    computed = 2 <= int(compact[2:4]) <= 98  # 00, 01 and 99 leave the same rest as 97, 98 and 02 but are never computed
    return computed and bool(mod_97_10.is_valid(compact[7:] + compact[:4]))


@dataclass(frozen=True, slots=True)
class Creditor:
    """ICS and RUM as a label writes them, and whether the label ended before they did."""

    text: str = ""
    cut: bool = False
    mandate: str = ""
    mandate_cut: bool = False


_SEPA = "AD AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK SM"
_COUNTRIES = frozenset(_SEPA.split())


def _looks_like_one(token: str) -> bool:
    if not _SHAPE.fullmatch(token) or token[:2] not in _COUNTRIES or iban.is_valid(token):
        return False
    complete = len(token) >= _LENGTHS.get(token[:2], 8)
    return token[4:7] == "ZZZ" or (complete and (creditor_id_is_valid(token) or len(token) == _LENGTHS.get(token[:2])))


def _is_cut(text: str, label: str, cut: bool) -> bool:
    if not label.endswith(text):
        return False
    expected = _LENGTHS.get(text[:2])
    return len(text) < expected if expected else cut and not creditor_id_is_valid(text)


def _unglued(token: str) -> tuple[str, str]:
    """ICS and RUM of `ICS-RUM` (Caisse d'Épargne, Banque Populaire): the ICS ends at the first hyphen that makes it
    complete, by its check digits or by the length of a French one. A token of any other shape comes back whole.
    """
    for hyphen in (place.start() for place in re.finditer("-", token)):
        text, mandate = _compact(token[:hyphen]), token[hyphen + 1 :].strip("-")
        whole = creditor_id_is_valid(text) or len(text) == _LENGTHS.get(text[:2])
        if whole and _looks_like_one(text):
            return text, mandate
    return token, ""


def find_creditor(found: Parts, label: str, cut: bool) -> Creditor:
    """ICS and RUM of a direct debit, marked (`ID EMETTEUR/`, `ID:`, `MDT/`, `MANDAT`) or bare, in any of the banks'
    orders: `X ICS RUM`, `X ICS-RUM`, `X RUM ICS`.
    """
    tokens = label.split()
    marked, glued = _unglued(found.first(Part.CREDITOR).split(" ")[0])
    mandate = found.first(Part.MANDATE).replace(" ", "")
    text = marked if re.match(r"[A-Z]{2}(?:[0-9]|$)|[A-Z]$", marked) and not iban.is_valid(marked) else ""
    bare = next((n for n, token in enumerate(tokens) if _looks_like_one(_unglued(token)[0])), None)
    if not text and bare is not None:
        text, glued = _unglued(tokens[bare])
        mandate = mandate or glued or _mandate_after(tokens[bare + 1 :]) or _mandate_before(tokens, bare)
    mandate = mandate or glued
    lost = found.cut_mark.startswith("ID") or (found.ends_with(Part.CREDITOR) and not text and cut)
    mandate_cut = cut and bool(mandate) and label.replace(" ", "").endswith(mandate)
    return Creditor(text, lost or (bool(text) and _is_cut(text, label, cut)), mandate, mandate_cut)


def _mandate_after(after: list[str]) -> str:
    """Crédit Mutuel and CIC write the mandate reference right after the creditor identifier, without a mark."""
    return after[0] if after and re.search(r"[0-9]", after[0]) and "/" not in after[0] and ":" not in after[0] else ""


def _mandate_before(tokens: list[str], creditor: int) -> str:
    """Crédit Agricole writes the mandate reference before the creditor identifier, which ends the label.

    A number alone must have nine digits, hyphens left aside: a shorter one may be a day. What an invoice's word
    announces changes every month and is no mandate. Something must be left to be the payee.
    """
    if creditor != len(tokens) - 1 or creditor < 2 or tokens[creditor - 2] in REFERENCE_WORDS:
        return ""
    token = tokens[creditor - 1]
    return token if _MANDATE.fullmatch(token) and not is_day(token) else ""


_MANDATE = re.compile(r"(?=.*[0-9])(?=.*[A-Z]|(?:[0-9]-?){9})[A-Z0-9+][A-Z0-9+.\-]{5,34}")
