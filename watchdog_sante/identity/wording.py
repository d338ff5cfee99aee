"""Whether two labels can be wordings of one operation. Part of identity: it may not follow the grammar of labels.

A label that grew begins with the shorter one and goes on with another word, unless the shorter one is exactly as long
as a form lets it be (OFX NAME 32, older exports 18 or 50 characters): then it was cut, maybe inside a word.
"""

import re
import unicodedata
from itertools import pairwise

from watchdog_sante.identity.normaliser import normalised

_CUT_AT = (18, 32, 50)
_SHORTEST_WORD, _SHORTEST_NUMBER = 3, 9  # shorter numbers are days, hours, card ends ...
_CHEQUE_NUMBER = 7  # ... but for a cheque's seven digits
# What a label says was done: an operation is not two of these.
_KINDS = {
    **dict.fromkeys(("PRLV", "PRLVT", "PREL", "PRELEVEMENT", "PRELEVEMENTS", "PRELEVT"), "direct debit"),
    **dict.fromkeys(("VIR", "VIRT", "VIREMENT", "VIREMENTS"), "transfer"),
    **dict.fromkeys(("CARTE", "CB", "PSC"), "card"),
    **dict.fromkeys(("CHEQUE", "CHQ"), "cheque"),
    **dict.fromkeys(("RETRAIT", "DAB"), "cash"),
}
# What banks write of any operation: two labels that share only these have nothing in common.
_OPERATION_WORDS = frozenset(
    "PRLV PRLVT PREL PRELEVEMENT PRELEVEMENTS PRELEVT SEPA EUROPEEN CORE VIR VIRT VIREMENT VIREMENTS INST INSTANTANE"
    " INSTANTANEE PERMANENT INTERNE EXTERNE RECU EMIS FAVEUR CARTE PAIEMENT PAIEMENTS PSC ACHAT ACHATS RETRAIT DAB"
    " CHEQUE CHEQUES CHQ REMISE DEBIT CREDIT FACTURE ECHEANCE MOTIF REF REFERENCE MANDAT EMETTEUR LIBELLE OPERATION"
    " DATE VALEUR DES LES PAR POUR SUR VERS CHEZ AUX SARL SAS SASU EURL FRANCE FRA EUR EUROS".split()
)


def grew(label: str, other: str, beginning: str = "") -> bool:
    """Whether `other` goes on where `label` (or the normalised `beginning` that stands for it) ends."""
    start = beginning or normalised(label)
    if not start or not normalised(other).startswith(start):
        return False
    return len(label.strip()) in _CUT_AT or _word_ends(other, len(start))


def _word_ends(label: str, count: int) -> bool:
    """Whether a word ends after the first `count` letters and digits of the label."""
    told = 0
    for place, character in enumerate(label):
        told += len(normalised(character))
        if told >= count:
            return told == count and not normalised(label[place + 1 : place + 2])
    return False


def words(label: str) -> frozenset[str]:
    """The label's words that say whom or what it is about, and each two neighbours as one (`FREE MOBILE`)."""
    plain = re.sub(r"(?<=\b[A-Z])\.(?=[A-Z]\b)", "", _plain(label))  # initials: C.P.A.M.
    told = [word for word in re.split(r"[^A-Z0-9]+", plain) if _says_something(word)]
    return frozenset(told) | {one + other for one, other in pairwise(told)}


def contradict(label: str, other: str) -> bool:
    """Whether the two open with different kinds of operation: a debit by mandate is no payment by card."""
    kinds = (_kind(label), _kind(other))
    return all(kinds) and kinds[0] != kinds[1] and set(kinds) != {"card", "cash"}  # cash is taken with a card


def _kind(label: str) -> str:
    first = re.split(r"[^A-Z0-9]+", _plain(label), maxsplit=1)[0]
    return _KINDS.get(first, "")


def _plain(label: str) -> str:
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", label).upper()).strip()


def _says_something(word: str) -> bool:
    if word.isdigit() and len(word) == _CHEQUE_NUMBER:
        return True
    shortest = _SHORTEST_NUMBER if word.isdigit() else _SHORTEST_WORD
    return len(word) >= shortest and word not in _OPERATION_WORDS
