"""Signs as they are made: each has its key, its points in knowledge/message_signs.yaml, its sentence in wording/."""

from collections.abc import Mapping
from dataclasses import dataclass

from watchdog_sante.model.knowledge import Body
from watchdog_sante.model.sentences import Sentence, Value, say
from watchdog_sante.model.solicitation import Letter, Sign
from watchdog_sante.redaction import mask_for_sending
from watchdog_sante.solicitation.speakers import Speakers
from watchdog_sante.solicitation.standing import Officials

_SHOWN = 60  # characters of an address shown to the person


@dataclass(frozen=True)
class Case:
    """The message with all that is known around it."""

    letter: Letter
    speakers: Speakers
    officials: Officials
    points: Mapping[str, int]

    def sign(self, key: str, **values: Value) -> Sign:
        """A sign by its key."""
        return Sign(key, self.points[key], say(f"message.sign.{key}", **values))

    @property
    def serious(self) -> bool:
        """Whether the message speaks for someone whose money or papers are at stake."""
        return any(body.kind in SERIOUS for body in self.speakers.claimed)


SERIOUS = frozenset({"health", "administration", "bank", "insurer", "parcel", "company"})


def body_name(body: Body) -> Sentence:
    """The body's name, in the language of the sentence around it."""
    return say(f"message.body.{body.key}")


def shown(address: str) -> str:
    """A host or a mail address for people: short, and no personal number in it."""
    masked = mask_for_sending(address)
    return masked if len(masked) <= _SHOWN else f"{masked[: _SHOWN - 1]}…"
