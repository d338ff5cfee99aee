"""Which account a bank row belongs to, when exports write its number in full, in part, or not at all.

- A French IBAN or RIB stands for the account number it holds; a masked or short number for the only full one it ends.
- A name without a digit (the space of an N26 account, a pocket at Revolut) is an account of its folder and profile.
- An export without a number belongs to the account whose folder the settings name.
- Without that, exports of one profile in one folder are one account as long as they agree on the days that two of
  them cover; when two contradict each other, only those that share rows and agree stay together, the rest is kept
  apart. Where neither a common day nor a running balance that goes on from one to the next links them, they are
  counted as one account and the tool asks. An export that tells, for at least five rows and without a contradiction,
  what a numbered account in the same folder tells is that account.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from watchdog_sante.identity.exports import Export, export_of, linked_by_proof, shared_rows
from watchdog_sante.identity.normaliser import key_of, normalised
from watchdog_sante.model.household import AccountName
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow

UNNUMBERED = "@"  # first character of an account that no export and no setting gives a number
APART = "#"  # in the name of an account without a number that its own folder's exports contradict
_FULL = 8
_PROOF = 5
_PARTIAL = 3


def account_number(written: str) -> str:
    """A number as written, to the account's own: IBAN and RIB give theirs, masks and blanks go."""
    compact = re.sub(r"[^A-Z0-9]", "", re.sub(r"^[X*•]+", "", "".join(written.upper().split())))
    if re.fullmatch(r"FR[0-9]{12}[A-Z0-9]{11}[0-9]{2}", compact):
        return compact[14:25]
    return compact[10:21] if re.fullmatch(r"[0-9]{10}[A-Z0-9]{11}[0-9]{2}", compact) else compact


def completed(number: str, numbers: Iterable[str]) -> str:
    """The only full number that ends with this one; the number itself when there is none or more than one."""
    longer = sorted((full for full in numbers if len(full) >= _FULL and full.endswith(number)), key=len)
    if len(number) < _PARTIAL or not longer or not all(longer[-1].endswith(full) for full in longer):
        return number
    return longer[-1]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Answers `of(source, written)`; `unnamed` are the accounts that neither a number nor a setting names."""

    unnamed: tuple[str, ...]
    unproven: tuple[str, ...]  # of these, exports counted as one account though no common day proves it
    _numbers: Mapping[str, str]  # as exports write them, to the account
    _exports: Mapping[int, str]  # source without number, its account
    _places: Sequence[str]  # folder and profile of each source

    def of(self, source: int, written: str) -> str:
        """The account that the source with this place in the order of files means by a number, "" when untold."""
        if not written:
            return self._exports.get(source, "")
        if _is_name(written):
            return f"{UNNUMBERED}{self._places[source]}/{written}"
        return self._numbers.get(written) or completed(account_number(written), self._numbers.values())


def _is_name(written: str) -> bool:
    """Whether an export names a part of an account (a space, a pocket) instead of giving a number; "" is neither."""
    return not any(map(str.isdigit, written))


def _bank_rows(source: Source) -> Iterator[BankRow]:
    return (row for row in source.statement.rows if isinstance(row, BankRow))


def _exports(sources: Sequence[Source]) -> list[Export]:
    return [
        export_of(n, source.folder, source.statement.profile, rows)
        for n, source in enumerate(sources)
        if (rows := [row for row in _bank_rows(source) if not row.account])
    ]


def _groups(exports: Sequence[Export]) -> list[list[Export]]:
    """Exports of one folder and profile, as one account, or as several when some contradict each other."""
    pairs = {(a.source, b.source): shared_rows(a, b) for a, b in combinations(exports, 2)}
    if None not in pairs.values():
        return [list(exports)]
    leader = {export.source: export.source for export in exports}
    for (a, b), shared in sorted(pairs.items()):
        if shared:
            old, new = leader[b], leader[a]
            leader = {source: new if lead == old else lead for source, lead in leader.items()}
    groups: defaultdict[int, list[Export]] = defaultdict(list)
    for export in exports:
        groups[leader[export.source]].append(export)
    return list(groups.values())


def _one_account(group: Sequence[Export]) -> bool:
    """Whether common rows, or balances that go on, link all exports of the group; days apart prove nothing."""
    reached, left = list(group[:1]), list(group[1:])
    for known in reached:  # grows while it is walked: two exports are compared once
        linked = {export.source for export in left if linked_by_proof(export, known)}
        reached += [export for export in left if export.source in linked]
        left = [export for export in left if export.source not in linked]
    return not left


def _named(folder: str, names: Sequence[AccountName], numbers: frozenset[str]) -> str:
    wanted = normalised(folder)
    for name in names:
        if wanted and normalised(name.folder) == wanted:
            number = account_number(name.number)
            return completed(number, numbers) if number else UNNUMBERED + name.name
    return ""


def _proven(group: Sequence[Export], sources: Sequence[Source], numbers: Mapping[str, str]) -> str:
    """The one numbered account in the same folder that the group's rows prove to be the same, "" otherwise."""
    told: defaultdict[str, dict[date, Counter[int]]] = defaultdict(dict)
    for source in (source for source in sources if source.folder == group[0].folder):
        file: defaultdict[str, defaultdict[date, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
        for row in (row for row in _bank_rows(source) if row.account in numbers):
            file[numbers[row.account]][row.booked][row.cents] += 1
        for account, days in file.items():
            for day, cents in days.items():
                told[account][day] = told[account].get(day, Counter()) | cents
    proven = [account for account, days in told.items() if _proves(group, _as_export(days))]
    return proven[0] if len(proven) == 1 else ""


def _as_export(days: Mapping[date, Counter[int]]) -> Export:
    return Export(-1, "", "", tuple((day, tuple(sorted(cents.elements()))) for day, cents in sorted(days.items())))


def _proves(group: Sequence[Export], account: Export) -> bool:
    shared = [shared_rows(export, account) for export in group]
    return None not in shared and sum(count or 0 for count in shared) >= _PROOF


def accounts_of(sources: Sequence[Source], names: Sequence[AccountName]) -> Accounts:
    """Every account of these sources (in the order given), see the page above."""
    written = {row.account for source in sources for row in _bank_rows(source) if not _is_name(row.account)}
    own = {text: account_number(text) for text in written}
    numbers = {text: completed(number, own.values()) for text, number in own.items()}
    found: dict[int, str] = {}
    unnamed: set[str] = set()
    unproven: set[str] = set()
    nameless: defaultdict[tuple[str, str], list[Export]] = defaultdict(list)
    for export in _exports(sources):
        if name := _named(export.folder, names, frozenset(own.values())):
            found[export.source] = name
        else:
            nameless[export.folder, export.profile].append(export)
    for (folder, profile), exports in nameless.items():
        groups = _groups(exports)
        for group in groups:
            account = _proven(group, sources, numbers) or _unnamed(folder, profile, group, len(groups) > 1)
            unnamed.update({account} if account.startswith(UNNUMBERED) else ())
            unproven.update({account} if account.startswith(UNNUMBERED) and not _one_account(group) else ())
            found.update((export.source, account) for export in group)
    places = [f"{source.folder}/{source.statement.profile}" for source in sources]
    return Accounts(tuple(sorted(unnamed)), tuple(sorted(unproven)), numbers, found, places)


def _unnamed(folder: str, profile: str, group: Sequence[Export], several: bool) -> str:
    first = min((export.days[0] for export in group), default=None)
    return f"{UNNUMBERED}{folder}/{profile}" + (f"{APART}{key_of(first)[:4]}" if several else "")
