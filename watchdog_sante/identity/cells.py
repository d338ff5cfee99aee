"""Bank rows of one account, day and amount: which of them are the same operation.

Rows of one export form are the same when their labels are (under the frozen normaliser), or when one label grew out
of the other and no file tells both: a provisional wording in an earlier download. (Two operations of one day and
amount whose labels begin alike stay two as soon as one file tells both.) Rows of two export forms (OFX and CSV) word
the same operation differently: they match by label, by a beginning or by a common word. Labels with nothing in common
match by rank only where the day is complete in both forms, both tell the same number of operations and the labels do
not speak of different kinds (a direct debit is no card payment).
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from watchdog_sante.identity.normaliser import normalised
from watchdog_sante.identity.telling import Told, slots
from watchdog_sante.identity.wording import contradict, grew, words
from watchdog_sante.model.statements import BankRow

_SHORTEST_BEGINNING = 6
# What a bank writes until it knows better (La Banque Postale), and how the final label begins.
_PLACEHOLDERS = dict.fromkeys(("VIREMENTINSTANTANEDEBIT", "VIREMENTINSTANTANECREDIT"), "VIREMENTINSTANTANE")


@dataclass(frozen=True, slots=True)
class Same:
    """One operation: the rows that tell it, and the label (normalised) it is known by."""

    name: str
    told: tuple[Told[BankRow], ...]


def _order(row: BankRow) -> tuple[str, ...]:
    return (str(row.value_day), str(row.balance_cents), row.label, row.type_hint, row.bank_reference)


def _renamed(told: Sequence[Told[BankRow]]) -> dict[str, str]:
    """Provisional label to the final one it became, for labels that no file tells together."""
    files: defaultdict[str, set[int]] = defaultdict(set)
    written: defaultdict[str, set[str]] = defaultdict(set)
    for one in told:
        files[normalised(one.row.label)].add(one.source)
        written[normalised(one.row.label)].add(one.row.label)
    renamed: dict[str, str] = {}
    for label in sorted(files, key=lambda text: (text not in _PLACEHOLDERS, -len(text), text)):
        beginning = _PLACEHOLDERS.get(label, "")
        finals = [
            other
            for other in sorted(files)
            if other not in (label, *renamed, *_PLACEHOLDERS)
            and not files[other] & files[label]
            and any(grew(short, long, beginning) for short in written[label] for long in written[other])
        ]
        if finals and len(label) >= _SHORTEST_BEGINNING:
            renamed[label] = finals[0]
            files[finals[0]] |= files[label]
    return {label: _end(renamed, label) for label in renamed}


def _end(renamed: dict[str, str], label: str) -> str:
    while label in renamed:
        label = renamed[label]
    return label


def _of_one_form(told: Sequence[Told[BankRow]]) -> list[Same]:
    if len(told) == 1:  # nothing to compare it with
        return [Same(normalised(told[0].row.label), tuple(told))]
    renamed = _renamed(told)

    def name(row: BankRow) -> str:
        label = normalised(row.label)
        return renamed.get(label, label)

    return [Same(str(slot.name), slot.told) for slot in slots(told, name, _order)]


_SAME, _GREW, _COMMON_WORD, _NOTHING, _CONTRADICT = range(5)  # how alike two labels are


def _likeness(one: Same, other: Same) -> int:
    if one.name == other.name:
        return _SAME
    pairs = [(told.row.label, again.row.label) for told in one.told for again in other.told]
    if any(grew(left, right) or grew(right, left) for left, right in pairs):
        return _GREW
    if any(words(left) & words(right) for left, right in pairs):
        return _COMMON_WORD
    return _CONTRADICT if any(contradict(left, right) for left, right in pairs) else _NOTHING


def _joined(more: list[Same], fewer: list[Same], by_rank: bool) -> list[Same]:
    """Each of `fewer` finds its operation in `more`, the most alike first; what finds none is one more operation."""
    left = list(enumerate(more))
    result = list(more)
    pairs = sorted(
        ((_likeness(one, other), place, n) for place, one in enumerate(more) for n, other in enumerate(fewer)),
    )
    taken: set[int] = set()
    free = {place for place, _ in left}
    for likeness, place, n in pairs:
        if likeness < (_CONTRADICT if by_rank else _NOTHING) and place in free and n not in taken:
            free.discard(place)
            taken.add(n)
            name = max(more[place].name, fewer[n].name, key=lambda text: (len(text), text))
            result[place] = Same(name, more[place].told + fewer[n].told)
    return result + [same for n, same in enumerate(fewer) if n not in taken]


def same_operations(told: Iterable[tuple[str, Told[BankRow]]], complete: Container[int]) -> list[Same]:
    """Rows of one account, day, amount and currency, each with its export form: one `Same` for each operation.

    `complete` are the sources for which the day is neither their first nor their last of this account.
    """
    forms: defaultdict[str, list[Told[BankRow]]] = defaultdict(list)
    for form, one in told:
        forms[form].append(one)
    lists = [sorted(_of_one_form(rows), key=lambda same: same.name) for _, rows in sorted(forms.items())]
    lists.sort(key=lambda found: -len(found))
    result = lists[0]
    for found in lists[1:]:
        by_rank = len(found) == len(result) and _whole(found, complete) and _whole(result, complete)
        result = _joined(result, found, by_rank)
    return sorted(result, key=lambda same: same.name)


def _whole(found: Sequence[Same], complete: Container[int]) -> bool:
    return any(one.source in complete for same in found for one in same.told)
