"""Which form a CSV has: the line of its header, found by content after any preamble, and what each column is for.

Case, accents, spaces and the delimiter do not matter. A profile claims a header that has every role it requires, no
name that only other forms have, and (unless it allows them) no name it does not know.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.readers.csv_lines import MOST_COLUMNS, cells_of
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Profile, Role

HEADER_WITHIN = 60  # lines: the longest real preamble seen has about twelve
_JOINED = (Role.LABEL, Role.LABEL_ELSE, Role.IGNORED)  # roles that several columns may have


@dataclass(frozen=True, slots=True)
class Layout:
    """A profile laid over a file: index of the header's line (-1 without), delimiter, and name and role by column."""

    profile: Profile
    header: int
    delimiter: str
    names: tuple[str, ...]
    roles: tuple[Role, ...]

    def first(self, role: Role) -> int:
        """Index of the column with this role, -1 when the file has none."""
        return self.roles.index(role) if role in self.roles else -1

    def all(self, *roles: Role) -> tuple[int, ...]:
        """Indexes of all columns with one of these roles."""
        return tuple(at for at, found in enumerate(self.roles) if found in roles)


def layouts_by_header(lines: Sequence[str], profiles: Sequence[Profile]) -> tuple[Layout, ...]:
    """Every profile that claims the first line which is a header to any; fallback profiles only when no other does."""
    for fallback in (False, True):
        asked = [profile for profile in profiles if profile.fallback is fallback and not profile.fields]
        for at, line in enumerate(lines[:HEADER_WITHIN]):
            found = _layouts_at(at, line, asked)
            if found:
                return found
    return ()


def _layouts_at(at: int, line: str, profiles: Sequence[Profile]) -> tuple[Layout, ...]:
    for delimiter in (";", "\t", "|", ","):
        if not 0 < line.count(delimiter) < MOST_COLUMNS:
            continue
        names = tuple(" ".join(cell.split()) for cell in cells_of(line, delimiter))
        folded = [fold_name(name) for name in names]
        found = []
        for profile in profiles:
            roles = _roles(profile, folded) if delimiter in profile.delimiters else ()
            if roles:
                found.append(Layout(profile, at, delimiter, names, roles))
        if found:
            return tuple(found)
    return ()


def _roles(profile: Profile, names: Sequence[str]) -> tuple[Role, ...]:
    """The role of each column, or () when this header is not of the profile's form."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        seen[name] += 1
        keys.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    if profile.barred.intersection(names) or (profile.marks and not profile.marks.intersection(names)):
        return ()
    unknown = [key for name, key in zip(names, keys, strict=True) if name and key not in profile.folded]
    if unknown and not profile.other_columns:
        return ()
    roles = [profile.folded.get(key, Role.IGNORED) for key in keys]
    present = set(roles)
    if not profile.required <= present or not _says_enough(profile, present):
        return ()
    return tuple(_preferred(profile, keys, at, roles) for at in range(len(keys)))


def _says_enough(profile: Profile, present: set[Role]) -> bool:
    """Whether a bank's columns hold a label and money; other kinds require each of their roles by name."""
    if profile.kind is not SourceKind.BANK:
        return True
    money = Role.AMOUNT in present or {Role.DEBIT, Role.CREDIT} <= present
    return money and bool({Role.LABEL, Role.LABEL_ELSE} & present)


def _preferred(profile: Profile, keys: Sequence[str], at: int, roles: Sequence[Role]) -> Role:
    """Of columns that compete for a role the one that the profile lists first; a signed amount before a pair."""
    role = roles[at]
    if role in (Role.DEBIT, Role.CREDIT) and Role.AMOUNT in roles:
        return Role.IGNORED
    if role in _JOINED:
        return role
    rivals = [key for key, found in zip(keys, roles, strict=True) if found is role]
    order = list(profile.folded)
    return role if keys[at] == min(rivals, key=order.index) else Role.IGNORED
