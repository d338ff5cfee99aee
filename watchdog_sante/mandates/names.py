"""Which creditor a debit belongs to: the id that its label shows, else the creditor its name is best known under."""

from collections import Counter, defaultdict

from watchdog_sante.labels import creditor_key
from watchdog_sante.likeness import is_cut
from watchdog_sante.model.operations import Movement

_OWN_REFERENCE = 6  # characters of a reference that only one contract has


def written_key(movement: Movement) -> str:
    """The key that the label itself shows, "" when it shows none or a cut one."""
    reading = movement.reading
    return "" if reading.creditor_id_cut else creditor_key(reading.creditor_id)


def _full_length(labels: set[str]) -> int:
    """The length at which an account's exports cut: several labels end there and none goes on; 0: they cut nowhere."""
    lengths = Counter(map(len, labels))
    longest = max(lengths)
    return longest if lengths[longest] >= 3 else 0


def _reference(movement: Movement) -> str:
    """The mandate's or the payment's reference, "" where it is too short to be one contract's own."""
    text = movement.reading.mandate_reference or movement.reading.reference
    return text if len(text) >= _OWN_REFERENCE and any(map(str.isdigit, text)) else ""


def _one_names(debits: list[Movement]) -> dict[str, str]:
    """For each name the first name debited under the same reference and beginning alike: La Banque Postale writes the
    reason of a debit behind the creditor (X FACTURE, X ABONNEMENT), and the mandate's reference stays."""
    first_under: dict[tuple[str, str], str] = {}
    name_of: dict[str, str] = {}
    for movement in sorted(debits, key=lambda one: (one.booked, one.operation.key)):
        name, reference = movement.reading.payee_key, _reference(movement)
        if written_key(movement) or not name or not reference:
            continue
        opening = name.split()[0]
        known = first_under.get((reference, opening), "")
        name_of.setdefault(name, known or name)
        first_under.setdefault((reference, opening), name_of[name])
    return name_of


class Names:
    """Which creditor a label without an id belongs to: the one its name is best known under."""

    def __init__(self, debits: list[Movement]) -> None:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for movement in debits:
            if key := written_key(movement):
                votes[movement.reading.payee_key][key] += 1
        self._keys = {name: max(sorted(keys), key=keys.__getitem__) for name, keys in votes.items()}
        self._one_names = _one_names(debits)
        self._names = sorted({movement.reading.payee_key for movement in debits})
        labels: dict[str, set[str]] = defaultdict(set)
        for movement in debits:
            labels[movement.operation.account].add(movement.operation.label)
        self._full = {account: _full_length(told) for account, told in labels.items()}

    def key(self, movement: Movement) -> str:
        """The key of the movement's creditor, "" for a debit that names nobody."""
        if written := written_key(movement):
            return written
        name = movement.reading.payee_key
        if name not in self._keys and self._ends_cut(movement):
            name = max((one for one in self._names if is_cut(name, one)), key=len, default=name)
        first = self._one_names.get(name, name)
        return self._keys.get(name) or self._keys.get(first, first)

    def _ends_cut(self, movement: Movement) -> bool:
        label = movement.operation.label
        full = self._full.get(movement.operation.account, 0)
        return len(label) == full and movement.reading.payee_key[-3:] in label.upper()[-4:]
