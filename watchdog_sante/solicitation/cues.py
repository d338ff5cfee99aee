"""What the words of a message ask for, threaten and promise.

A sentence that forbids ("ne communiquez jamais votre code") does not ask. Only this room knows how a denial reads.
"""

import re
from collections.abc import Iterable

from watchdog_sante.model.knowledge import MessageCue
from watchdog_sante.solicitation.folding import BAR
from watchdog_sante.solicitation.phrases import pattern

_VERBS = (
    r"(?:communiqu|donn|transmet|divulgu|partag|saisi|repond|cliqu|demand|envoy|fourni|confi|renseign|valid|ouvr|rappel"
    r"|scann|pay|vers|chang|modifi)"
)
_DENIAL = re.compile(
    r" (?:jamais|en aucun cas|aucun cas|a personne|strictement personnel\w*|ne pas \w+"
    r"|never|do not|don t|won t|will not|not share|no need to|nobody|aucune action|aucune demarche)"
    rf" | ne (?:vous |nous )?(?:l |le |la |les )?{_VERBS}[^ |]* (?:[^ |]+ ){{0,3}}?(?:pas|jamais|aucun\w*|a personne) "
)
_CONDITION = re.compile(r" (?:si|if|sans|faute|a defaut|pour ne|afin de ne|pour eviter) ")


def _sentence(folded: str, start: int, end: int) -> str:
    before = folded.rfind(BAR, 0, start) + 1
    after = folded.find(BAR, end)
    return folded[before : after if after >= 0 else len(folded)]


def _denied(folded: str, found: re.Match[str]) -> bool:
    sentence = f" {_sentence(folded, found.start(), found.end()).strip()} "
    denial = _DENIAL.search(sentence)
    if denial is None:
        return False
    # "pour ne pas perdre" is a reason to obey, not a ban: its "ne" stands where the denial begins.
    return not _CONDITION.search(f"{sentence[: denial.start()]} {denial.group().split()[0]} ")


def says(folded: str, cue: MessageCue) -> bool:
    """Whether the words do what the cue describes, in a sentence that does not forbid it."""
    for phrase in cue.phrases:
        for found in pattern(phrase).finditer(folded):
            if not (cue.deniable and _denied(folded, found)):
                return True
    return False


def cues_in(folded: str, cues: Iterable[MessageCue]) -> tuple[MessageCue, ...]:
    """Everything that the words do."""
    return tuple(cue for cue in cues if says(folded, cue))
