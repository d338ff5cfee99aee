"""What is known of a domain: official, the household's own, a service that hides who speaks, a look-alike, or nothing.

Domains are compared whole (registrable part), never by a piece of their text. Only this room knows how one is forged.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Body, Knowledge
from watchdog_sante.solicitation.addresses import Address, registrable, under
from watchdog_sante.solicitation.folding import fold, look, plain_letters

_TYPO_FROM = 5  # letters: shorter brands have too many true neighbours
_INSIDE_FROM = 7  # letters a brand needs to be told inside a longer word
_GUARDED = frozenset({"health", "administration", "bank", "insurer", "parcel"})  # whom nobody else names in a domain
_EDGE_FROM = 5  # letters it needs at a word's beginning or end


@dataclass(frozen=True)
class Officials:
    """Everyone's domains, brands and services, prepared once."""

    knowledge: Knowledge
    household: Household

    @cached_property
    def own(self) -> frozenset[str]:
        """Domains that the person named in the settings, and those of the payers known."""
        named = [domain for insurer in self.household.insurers for domain in insurer.domains]
        named += [domain for account in self.household.accounts for domain in account.domains]
        named += [domain for payer in self.knowledge.payers for domain in payer.domains]
        return frozenset(domain.lower() for domain in named)

    @cached_property
    def everyone(self) -> frozenset[str]:
        """The domains of all bodies known."""
        return frozenset(domain for body in self.knowledge.bodies for domain in body.domains)

    @cached_property
    def _services(self) -> dict[str, frozenset[str]]:
        return {service.key: frozenset(service.domains) for service in self.knowledge.link_services}

    def is_official(self, host: str) -> bool:
        """Under a body's own domain, the household's, or the State's (`gouv.fr` is a public suffix)."""
        return under(host, self.own | self.everyone) or registrable(host).endswith(".gouv.fr")

    def is_service(self, key: str, host: str) -> bool:
        """Whether the host belongs to a service of that kind."""
        return under(host, self._services.get(key, frozenset()))

    def is_freemail(self, host: str) -> bool:
        """A mailbox that anyone can open: the very domain, as `mail.orange.fr` is the company's own."""
        return host in self.freemails

    @cached_property
    def freemails(self) -> frozenset[str]:
        """The domains of mailboxes that anyone can open."""
        return self._services.get("freemail", frozenset())

    def is_cheap(self, host: str) -> bool:
        """Whether the host has an ending that is often abused (a weak sign)."""
        return host.rpartition(".")[2] in self._services.get("cheap_ending", frozenset())

    def imitated(self, host: str, claimed: Iterable[Body]) -> Body | None:
        """The body whose name a foreign host wears; None when it wears none."""
        speaking = tuple(claimed)
        for body in speaking:
            if any(_wears(host, brand, True) for brand in (*brands(body), *body.loose_brands)):
                return body
        others = (body for body in self.knowledge.bodies if body.kind in _GUARDED)
        return next((body for body in others if any(_wears(host, brand, False) for brand in brands(body))), None)


def brands(body: Body) -> tuple[str, ...]:
    """The words that a forged address wears for a body."""
    return body.brands if body.brands is not None else tuple(fold(name).replace(" ", "") for name in body.names)


def _wears(host: str, brand: str, claimed: bool) -> bool:
    """Whether a host wears a brand: as a word, inside a word when long, or with a letter changed."""
    labels = [plain_letters(label) for label in host.split(".")[:-1]]
    if labels[-1:] == ["com"] or labels[-1:] == ["gouv"]:
        labels = labels[:-1] or labels
    words = [word for label in labels for word in re.split(r"[\-_]", label) if word]
    joined = [label.replace("-", "").replace("_", "") for label in labels]
    if any(_is_in(brand, word) for word in words) or any(_is_in(brand, whole) for whole in joined):
        return True
    return _resembles(brand, [*words, *joined], claimed)


def _is_in(brand: str, word: str) -> bool:
    if word == brand:
        return True
    if len(brand) >= _INSIDE_FROM:
        return brand in word
    bare = re.sub(r"[0-9]+$|^[0-9]+", "", word)
    if bare == brand:
        return True
    return len(brand) >= _EDGE_FROM and (word.startswith(brand) or word.endswith(brand))


def _resembles(brand: str, words: list[str], claimed: bool) -> bool:
    """A digit or a foreign letter for a letter; where the body is claimed, a letter changed, left out or doubled."""
    shape = look(brand)
    for word in words:
        if len(brand) >= 4 and word != brand and look(word) == shape:
            return True
        if len(brand) >= _TYPO_FROM and shape in look(word) and any(letter.isdigit() for letter in word):
            return True
        if claimed and len(brand) >= _TYPO_FROM and OSA.distance(word, brand) == 1:
            return True
    return False


def official_for(host: str, bodies: Iterable[Body]) -> bool:
    """Whether the host is under a domain of one of the bodies."""
    return any(under(host, frozenset(body.domains)) for body in bodies)


def disguised(address: Address) -> bool:
    """Whether the host is written with letters that are not what they seem."""
    return address.punycode and any(not label.isascii() for label in address.host.split("."))
