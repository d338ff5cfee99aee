"""The labelled messages, and what the program says of each: the table of hits.

`python -m tests.solicitation.scoring [SET...]` prints the table; the tests read the same values.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from watchdog_sante.model.household import Household
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.solicitation import Opinion
from watchdog_sante.package_data import knowledge
from watchdog_sante.solicitation import judge, read_letter

FOLDER = Path(__file__).parent
SETS: dict[str, tuple[str, ...]] = {
    "written first": ("frauds", "genuine"),
    "kept apart": ("frauds_kept", "genuine_kept"),
    "fresh": ("frauds_fresh", "genuine_fresh"),
    "second fresh": ("frauds_second", "genuine_second"),
    "fourth fresh": ("frauds_fourth", "genuine_fourth"),
    "fifth fresh": ("frauds_fifth", "genuine_fifth"),
    "traps": ("genuine_traps",),
    "third fresh": ("frauds_third", "genuine_third"),
    "sixth fresh": tuple(f"{kind}_sixth_{part}" for kind in ("frauds", "genuine") for part in "abc"),
    "seventh fresh": tuple(f"{kind}_seventh_{part}" for kind in ("frauds", "genuine") for part in "abc"),
    "eighth fresh": ("frauds_eighth", "genuine_eighth"),
    "ninth fresh": ("frauds_ninth", "genuine_ninth"),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with what it is."""

    name: str
    fraud: bool
    raw: str


def labelled(*files: str) -> Iterator[Labelled]:
    """The messages of the files named; those of `frauds*` are fraudulent."""
    for file in files:
        for entry in yaml.safe_load((FOLDER / f"{file}.yaml").read_text("utf-8")):
            yield Labelled(entry["name"], file.startswith("frauds"), entry["raw"])


def opinion(message: Labelled) -> Opinion:
    """What the program says of it, without statements or settings."""
    letter = read_letter(message.raw.encode())
    assert not isinstance(letter, Sentence), message.name
    return judge(letter, None, Household(), knowledge())


def table(messages: list[Labelled]) -> dict[tuple[bool, str], list[str]]:
    """Names by (is a fraud, verdict)."""
    found: dict[tuple[bool, str], list[str]] = {}
    for message in messages:
        found.setdefault((message.fraud, opinion(message).verdict.value), []).append(message.name)
    return found


def _print(title: str, files: tuple[str, ...]) -> None:
    messages = list(labelled(*files))
    found = table(messages)
    print(f"{title}: {len(messages)} messages")
    for fraud, kind in ((True, "fraudulent"), (False, "genuine")):
        counts = {verdict: found.get((fraud, verdict), []) for verdict in ("fraud", "doubt", "nothing")}
        print(f"  {kind:10} " + "  ".join(f"{verdict} {len(names)}" for verdict, names in counts.items()))
        wrong = counts["nothing"] if fraud else counts["fraud"]
        print(f"    {'missed' if fraud else 'condemned'}: {', '.join(wrong) or '-'}")
        print(f"    doubt: {', '.join(counts['doubt']) or '-'}")


if __name__ == "__main__":
    for name, files in SETS.items():
        if (not sys.argv[1:] or name in sys.argv[1:]) and (FOLDER / f"{files[0]}.yaml").exists():
            _print(name, files)
