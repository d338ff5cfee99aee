"""Who pays reimbursements to this household: told in the settings, known by name, or learned from the history.

A payee whose credits keep being equal to an insurer's payments is that insurer, whatever its name.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from watchdog_sante.labels import payee_key
from watchdog_sante.likeness import SHORTEST_CUT, distinctive
from watchdog_sante.matching.groups import on_time
from watchdog_sante.matching.values import HouseholdPayer, PaymentGroup
from watchdog_sante.matching.words import plain_key
from watchdog_sante.model.household import Household, InsurerRole
from watchdog_sante.model.kinds import OperationKind, SourceKind
from watchdog_sante.model.knowledge import Knowledge, Payer
from watchdog_sante.model.operations import Movement

_NEVER = frozenset(
    {OperationKind.CARD_REFUND, OperationKind.DIRECT_DEBIT_RETURN, OperationKind.INTEREST, OperationKind.LOAN}
)
_ROLES = {
    InsurerRole.COMPULSORY: SourceKind.BASIC_INSURER,
    InsurerRole.COMPLEMENTARY: SourceKind.TOP_UP_INSURER,
}
_REASONS = frozenset("RBT REMB REMBT REMBTS REMBOURST REMBOURSEMENT REMBOURSEMENTS PRESTATION PRESTATIONS".split())
_GLUED = 12  # letters of a spelling from which it is known without its blanks
_FEWEST = 3  # equal amounts needed before a nameless payee is taken for an insurer ...
_SHARE = 0.4  # ... and the share of its credits that they must make


def may_reimburse(movement: Movement) -> bool:
    """Whether a movement could be an insurer's payment: a credit that is no refund of a purchase, loan or interest."""
    return movement.cents > 0 and movement.reading.kind not in _NEVER


def names(key: str, words: Iterable[str]) -> bool:
    """Whether a payee's key holds one of the spellings as whole words; a first word alone may run on (CPAM01), and a
    long spelling may have lost its blanks (ASSURANCEMALADIE)."""
    padded = f" {key} "
    return any(
        f" {word} " in padded
        or (" " not in word and len(word) >= 4 and key.startswith(word))
        or (len(word) >= _GLUED and f" {word.replace(' ', '')}" in padded)
        for word in words
    )


def bare_name(key: str) -> str:
    """The payee's name without what a bank's label adds to it: the reason of the payment."""
    words = key.split()
    stop = next((n for n, word in enumerate(words) if n and word in _REASONS), len(words))
    return " ".join(words[:stop])


def one_names(keys: Iterable[str]) -> dict[str, str]:
    """For each payee key the name that stands for it: banks add the reason of a payment, or a word, at the end."""
    names_of = {key: bare_name(key) for key in keys}
    known = sorted(set(names_of.values()), key=lambda name: (len(name), name))
    begins = [name for name in known if len(name) >= SHORTEST_CUT and distinctive(name)]
    return {
        key: next((begin for begin in begins if name.startswith(f"{begin} ")), name) for key, name in names_of.items()
    }


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spellings by insurer: `told` from the settings, `known` from the knowledge files."""

    told: tuple[tuple[SourceKind, tuple[str, ...]], ...]
    known: tuple[Payer, ...]

    def told_insurers(self, movement: Movement) -> frozenset[SourceKind]:
        """The insurers that the settings say this movement's payee or label names."""
        label = plain_key(movement.operation.label)
        key = movement.reading.payee_key
        return frozenset(role for role, words in self.told if names(key, words) or names(label, words))

    def known_insurers(self, key: str) -> frozenset[SourceKind]:
        """The insurers that the lexicon knows under this payee key."""
        return frozenset(payer.role for payer in self.known if names(key, payer.words))


def lexicon(household: Household, knowledge: Knowledge) -> Lexicon:
    """The spellings to look for; a bank label counts both as written and as the key the label's reader gives it."""
    told = []
    for insurer in household.insurers:
        labels = insurer.bank_labels or (insurer.name,)
        spellings = {plain_key(label) for label in labels} | {payee_key(label) for label in labels}
        told.append((_ROLES[insurer.role], tuple(sorted(spellings - {""}))))
    return Lexicon(tuple(told), knowledge.payers)


class _Open:
    """Payments not yet claimed by a payer while payers are learned, found by insurer and amount."""

    def __init__(self, groups: tuple[PaymentGroup, ...]) -> None:
        self.groups: defaultdict[tuple[SourceKind, int], list[PaymentGroup]] = defaultdict(list)
        for group in groups:
            self.groups[group.insurer, group.cents].append(group)

    def claim(self, insurer: SourceKind, credits: list[Movement], keep: bool) -> int:
        """How many of the credits equal a payment of these days, each payment once; `keep` leaves them unclaimed."""
        taken: list[PaymentGroup] = []
        for credit in credits:
            offers = self.groups.get((insurer, credit.cents), ())
            start = bisect_left(offers, credit.booked.toordinal() - 31, key=lambda group: group.paid_on.toordinal())
            for group in offers[start:]:
                if on_time(group.paid_on, credit.booked) and not any(group is other for other in taken):
                    taken.append(group)
                    break
        for group in taken if not keep else ():
            self.groups[insurer, group.cents].remove(group)
        return len(taken)


def _named(credits: list[Movement], words: Lexicon) -> tuple[frozenset[SourceKind], bool]:
    told = frozenset[SourceKind]().union(*(words.told_insurers(credit) for credit in credits))
    return (told, True) if told else (words.known_insurers(bare_name(credits[0].reading.payee_key)), False)


def household_payers(
    movements: tuple[Movement, ...], groups: tuple[PaymentGroup, ...], words: Lexicon
) -> tuple[HouseholdPayer, ...]:
    """The payers of this household, surest first when they compete for the same payments; sorted by key."""
    may = [movement for movement in movements if may_reimburse(movement)]
    name_of = one_names({movement.reading.payee_key for movement in may})
    by_name: defaultdict[str, list[Movement]] = defaultdict(list)
    for movement in may:
        by_name[name_of[movement.reading.payee_key]].append(movement)
    still_open = _Open(groups)
    found: list[HouseholdPayer] = []
    nameless = []
    for key, credits in sorted(by_name.items()):
        insurers, told = _named(credits, words)
        settled = {insurer: still_open.claim(insurer, credits, keep=False) for insurer in sorted(insurers)}
        if told or any(settled.values()):
            kept = insurers if told else frozenset(insurer for insurer, count in settled.items() if count)
            found.append(HouseholdPayer(key, kept, len(credits), sum(settled.values()), told))
        elif not insurers:
            nameless.append((key, credits))
    by_its_name = {payer.payee_key: payer for payer in [*found, *_learned(nameless, still_open)]}
    return tuple(
        replace(by_its_name[name], payee_key=key) for key, name in sorted(name_of.items()) if name in by_its_name
    )


def _learned(nameless: list[tuple[str, list[Movement]]], still_open: _Open) -> list[HouseholdPayer]:
    def surest(entry: tuple[str, list[Movement]]) -> tuple[float, str]:
        counts = [still_open.claim(insurer, entry[1], keep=True) for insurer in _ROLES.values()]
        return -max(counts) / len(entry[1]), entry[0]

    found = []
    for key, credits in sorted(nameless, key=surest):
        counts = {insurer: still_open.claim(insurer, credits, keep=True) for insurer in _ROLES.values()}
        enough = {i for i, count in counts.items() if count >= _FEWEST and count >= _SHARE * len(credits)}
        for insurer in sorted(enough):
            still_open.claim(insurer, credits, keep=False)
        if enough:
            found.append(HouseholdPayer(key, frozenset(enough), len(credits), sum(counts[i] for i in enough)))
    return found
