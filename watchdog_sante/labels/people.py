"""Transfers between people: the means (Wero, Paylib, Lydia) and the motive, written before or after the name.

A free motive cannot be told from a name, so it stays in it; what follows the means does come off, and so do the few
motives that everybody writes, after a titled name of two words.
"""

from watchdog_sante.labels.lexicon import MOTIVES, PERSON_TO_PERSON, TITLES

_FIRST_NAMES = frozenset(("LYDIA",))  # also a person's: the means only after a whole name, and with no name behind
_WHOLE_NAME = 2  # words without the title


def split_means(name: str) -> tuple[str, str]:
    """The name without means and motive, and the means, "" when the transfer tells none."""
    by = next((word for word in PERSON_TO_PERSON if name.startswith(f"{word} ")), "")
    if by:
        name = name.removeprefix(f"{by} ").removeprefix("A ").removeprefix("DE ")
    tokens = name.split()
    place = None if by else _place_of_means(tokens)
    if place is not None:
        by, tokens = tokens[place], tokens[:place]
    return " ".join(_without_motive(tokens)), by


def _after_title(tokens: list[str]) -> int:
    """The number of titles that open the name: M, MME, M OU MME."""
    count = 0
    while count < len(tokens) and (tokens[count] in TITLES or (count and tokens[count] in ("OU", "ET"))):
        count += 1
    return count


def _place_of_means(tokens: list[str]) -> int | None:
    title = _after_title(tokens)
    for place in range(title + 1, len(tokens)):
        word = tokens[place]
        if word not in PERSON_TO_PERSON:
            continue
        if word not in _FIRST_NAMES or (place - title >= _WHOLE_NAME and set(tokens[place + 1 :]) <= MOTIVES):
            return place
    return None


def _without_motive(tokens: list[str]) -> list[str]:
    title = _after_title(tokens)
    while title and len(tokens) - title > _WHOLE_NAME and tokens[-1] in MOTIVES:
        tokens = tokens[:-1]
    return tokens
