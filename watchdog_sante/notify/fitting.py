"""Making a short text fit: as many alert numbers as 160 GSM-7 characters hold, a copy's label included."""

from collections.abc import Iterator, Sequence

from watchdog_sante.model.sentences import Sentence, Value, say
from watchdog_sante.notify.gsm7 import LIMIT, septets, to_gsm7
from watchdog_sante.phrasing import Phrasebook

COPY_LABEL = 20  # GSM-7 characters kept free for the label of a copy
ROOM = LIMIT - COPY_LABEL
_MOST = ROOM // len("A-26-0042, ")  # more numbers than this cannot fit
LONGEST_TEXT = 3000  # characters of a long message: under the limit of every service, ntfy's 4,096 bytes included


def fitted(key: str, items: Sequence[str], words: Phrasebook, **values: Value) -> str:
    """The sentence `key`, its value `list` naming as many items as fit and counting the others.

    When not even one fits, `key` with `_tight` added is said instead: the same in fewer words.
    """
    sentences = [say(form, list=listed, **values) for form in (key, f"{key}_tight") for listed in _lists(items)]
    return first_fitting(sentences, words)


def first_fitting(sentences: Sequence[Sentence], words: Phrasebook) -> str:
    """The first sentence that fits; the last one cut at its end when none does (names are free in their length)."""
    for sentence in sentences:
        found = to_gsm7(words.text(sentence))
        if septets(found) <= ROOM:
            return found
    return _cut(found)


def _cut(text: str) -> str:
    while septets(text) > ROOM:
        text = f"{text.removesuffix('...')[:-1]}..."
    return text


def _lists(items: Sequence[str]) -> Iterator[Sentence]:
    """All items, then fewer and fewer, at least one."""
    if not items:
        yield say("notify.list.none")
        return
    if len(items) <= _MOST:
        yield say("notify.list.all", list=", ".join(items))
    for shown in range(min(len(items) - 1, _MOST), 0, -1):
        yield say("notify.list.more", list=", ".join(items[:shown]), count=len(items) - shown)
