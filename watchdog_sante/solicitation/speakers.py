"""Who a message claims to come from.

A body counts as speaking where a sender puts its name: the sender's line, the subject, the first and the last words.
What is merely mentioned (a newsletter of a mutuelle that speaks of the Assurance maladie) does not.
"""

from dataclasses import dataclass

from watchdog_sante.model.knowledge import Body
from watchdog_sante.model.solicitation import Letter
from watchdog_sante.solicitation.addresses import domain_of, under
from watchdog_sante.solicitation.folding import fold

_HEAD, _TAIL, _SHORT = 18, 14, 70  # words


@dataclass(frozen=True, slots=True)
class Speakers:
    """`claimed`: who the message says it comes from, the most plausible first; `named`: everyone it names."""

    claimed: tuple[Body, ...]
    named: tuple[Body, ...]

    @property
    def first(self) -> Body | None:
        """The body the message speaks for, as far as one can tell."""
        return self.claimed[0] if self.claimed else None

    @property
    def known(self) -> tuple[Body, ...]:
        """Those claimed whose own domains are known."""
        return tuple(body for body in self.claimed if body.domains)


def _places(folded: str, body: Body) -> tuple[int, ...]:
    """Where the body is named, as places in the folded text."""
    found = (folded.find(fold(name)) for name in body.names)
    return tuple(place for place in found if place >= 0)


def _edges(folded: str) -> str:
    words = folded.split()
    if len(words) <= _SHORT:
        return folded
    return f" {' '.join(words[:_HEAD])} | {' '.join(words[-_TAIL:])} "


def _named_in(folded: str, bodies: tuple[Body, ...]) -> list[Body]:
    """The bodies named, in the order in which they are; those with domains of their own before generic words."""
    places = {body.key: found for body in bodies if (found := _places(folded, body))}
    named = [body for body in bodies if body.key in places]
    return sorted(named, key=lambda body: (not body.domains, min(places[body.key])))


def _by_sender(letter: Letter, bodies: tuple[Body, ...], anyones: frozenset[str]) -> list[Body]:
    address = letter.sender_address
    words = fold(f"{letter.sender_name} {address.partition('@')[0]}".replace("-", " ").replace(".", " "))
    joined = words.replace(" ", "")
    found = _named_in(words, bodies)
    found += [body for body in bodies if any(fold(one).replace(" ", "") == joined for one in body.senders if joined)]
    host = address.rpartition("@")[2].lower()
    if host not in anyones:  # a customer's own mailbox (jeanne@orange.fr) does not speak for the company
        found += [body for body in bodies if host and under(host, frozenset(body.domains))]
    if letter.sender_number:
        found += [body for body in bodies if letter.sender_number.replace(" ", "") in body.senders]
    return found


def speakers(letter: Letter, bodies: tuple[Body, ...], anyones: frozenset[str] = frozenset()) -> Speakers:
    """Who speaks, by the sender first, then by the subject and the edges of the text; `anyones`: open mailboxes."""
    text = fold(letter.text)
    claimed = _by_sender(letter, bodies, anyones)
    own_name = bool(letter.sender_name) and bool(domain_of(letter.sender_address))
    if not claimed or not own_name:
        claimed += _named_in(fold(letter.subject), bodies) + _named_in(_edges(text), bodies)
    named = [*claimed, *_named_in(text, bodies)]
    return Speakers(tuple(dict.fromkeys(claimed)), tuple(dict.fromkeys(named)))
