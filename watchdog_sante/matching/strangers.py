"""Credits that speak like a health insurer and come from nobody the household knows: names, imitations, cards."""

from watchdog_sante.likeness import resembles
from watchdog_sante.matching.payers import Lexicon, may_reimburse
from watchdog_sante.matching.values import CreditVerdict, HouseholdPayer, LoneCredit
from watchdog_sante.model.operations import Movement, OperationKind
from watchdog_sante.model.statements import SourceKind

_SHORTEST = 4  # letters of a name that can be imitated: shorter ones meet by chance


def _imitated(key: str, payers: tuple[HouseholdPayer, ...], words: Lexicon) -> SourceKind | None:
    """The insurer whose payer's name, or whose name in the lexicon, this key imitates."""
    for payer in payers:
        if resembles(key, payer.payee_key):
            return min(payer.insurers)
    for known in words.known:
        if any(len(word) >= _SHORTEST and resembles(key, word) for word in known.words):
            return known.role
    return None


def strange_credits(
    movements: tuple[Movement, ...], payers: tuple[HouseholdPayer, ...], words: Lexicon, settled: frozenset[str]
) -> tuple[LoneCredit, ...]:
    """Imitations of a payer's name, and refunds to a card in an insurer's name (insurers pay by transfer).

    Source: domain notes, section 2, P8 b and d. `settled`: keys of the credits that paid something.
    """
    known = {payer.payee_key for payer in payers}
    found = []
    for movement in movements:
        key = movement.reading.payee_key
        if movement.cents <= 0 or key in known or movement.operation.key in settled:
            continue
        if movement.reading.kind is OperationKind.CARD_REFUND:
            if insurers := words.known_insurers(key) | words.told_insurers(movement):
                found.append(LoneCredit(movement, min(insurers), CreditVerdict.CARD))
        elif may_reimburse(movement) and not words.known_insurers(key) and (like := _imitated(key, payers, words)):
            found.append(LoneCredit(movement, like, CreditVerdict.IMITATION))
    return tuple(found)
