"""The wording of one language, key by key: a file is only parsed once a key that it holds is asked for.

A command speaks of little, and to parse YAML takes far longer than to look for a key at the beginning of a line.
"""

from collections.abc import Iterable, Iterator, Mapping

from watchdog_sante.phrasing import Wording
from watchdog_sante.plain_data import plain_data


class WordingFiles(Mapping[str, Wording]):
    """All sentences of the files given (name to YAML text), which are flat: a line begins with each key, unquoted."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._unread = {name: f"\n{text}" for name, text in files.items()}
        self._read: dict[str, Wording] = {}

    def __getitem__(self, key: str) -> Wording:
        if key not in self._read:
            self._parse([name for name, text in self._unread.items() if f"\n{key}:" in text])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        """Every key. Raises `ValueError` when two files hold the same one."""
        self._parse(tuple(self._unread))
        return iter(self._read)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _parse(self, names: Iterable[str]) -> None:
        for name in names:
            entries: Mapping[str, Wording] = plain_data(self._unread.pop(name)) or {}
            if twice := self._read.keys() & entries.keys():
                raise ValueError(f"{name}: {', '.join(sorted(twice))} stands in another file too")
            self._read.update(entries)
