"""Credits that speak like a health insurer and come from nobody the household knows: names, imitations, cards."""

from rapidfuzz.distance.Hamming import distance as hamming

from watchdog_sante.likeness import resembles
from watchdog_sante.matching.payers import Lexicon, bare_name, may_reimburse
from watchdog_sante.matching.values import CreditVerdict, HouseholdPayer, LoneCredit
from watchdog_sante.model.kinds import OperationKind, SourceKind
from watchdog_sante.model.operations import Movement

_SHORTEST = 4  # letters of a name that can be imitated: shorter ones meet by chance
_CPAM = "CPAM"  # too short for typos in general, and the name most imitated (domain notes, section 2, P8: CPAN)
_REAL = frozenset({"CRAM"})  # caisse régionale, a real body


def _imitated(key: str, payers: tuple[HouseholdPayer, ...], words: Lexicon) -> SourceKind | None:
    """The insurer whose payer's name, or whose name in the lexicon, this key imitates.

    A name that the lexicon knows imitates no other by a word more: AESIO MUTUELLE is AESIO.
    """
    ways = ("homoglyph", "typo") if words.known_insurers(key) else ("homoglyph", "typo", "added_word")
    for payer in payers:
        if resembles(bare_name(key), bare_name(payer.payee_key)) in ways:
            return min(payer.insurers)
    for known in words.known:
        if any(len(word) >= _SHORTEST and resembles(bare_name(key), word) in ways for word in known.words):
            return known.role
    first = key.partition(" ")[0]
    if len(first) == len(_CPAM) and hamming(first, _CPAM) == 1 and first not in _REAL:
        return SourceKind.BASIC_INSURER
    return None


def strange_credits(
    movements: tuple[Movement, ...], payers: tuple[HouseholdPayer, ...], words: Lexicon, settled: frozenset[str]
) -> tuple[LoneCredit, ...]:
    """Imitations of a payer's name, and refunds to a card in an insurer's name (insurers pay by transfer).

    Source: domain notes, section 2, P8 b and d. `settled`: keys of the credits that paid something.
    """
    known = {payer.payee_key for payer in payers}
    open_credits = [m for m in movements if m.cents > 0 and m.operation.key not in settled]
    names = {m.reading.payee_key for m in open_credits if may_reimburse(m)} - known
    imitated = {name: _imitated(name, payers, words) for name in names}
    found = []
    for movement in open_credits:
        key = movement.reading.payee_key
        if movement.reading.kind is OperationKind.CARD_REFUND:
            if insurers := words.known_insurers(key) | words.told_insurers(movement):
                found.append(LoneCredit(movement, min(insurers), CreditVerdict.CARD))
        elif may_reimburse(movement) and (like := imitated.get(key)):
            found.append(LoneCredit(movement, like, CreditVerdict.IMITATION))
    return tuple(found)
