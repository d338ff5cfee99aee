"""What each link of a message shows: where it really leads, and whether that is where the message says."""

from watchdog_sante.model.solicitation import Authentication, Link, Sign
from watchdog_sante.solicitation.addresses import Address, domain_of, registrable, take_apart, under
from watchdog_sante.solicitation.links import links_in
from watchdog_sante.solicitation.noticing import SERIOUS, Case, body_name, shown
from watchdog_sante.solicitation.standing import disguised


def link_signs(case: Case) -> tuple[Sign, ...]:
    """One sign a kind of link, the weightiest link of each kind shown."""
    found: dict[str, Sign] = {}
    for link in case.letter.links:
        for sign in _signs(link, case):
            found.setdefault(sign.key, sign)
    if case.letter.is_mail and found and _none_is_the_senders(case):
        found["link-not-senders"] = case.sign("link-not-senders")
    return tuple(found.values())


def _none_is_the_senders(case: Case) -> bool:
    """Whether every page linked belongs to someone else than the sender, without a mailing service between."""
    own = domain_of(case.letter.sender_address)
    pages = [address for link in case.letter.links if (address := take_apart(link.target)).is_web and address.host]
    passing = (case.officials.is_service("mailing", one.host) or case.officials.is_official(one.host) for one in pages)
    return bool(own) and bool(pages) and not any(one.registered == own for one in pages) and not any(passing)


def leads_outside(case: Case) -> bool:
    """Whether a link leads anywhere but to official places, the household's own or the sender's proven own."""
    return any(not _is_fine(take_apart(link.target), case) for link in case.letter.links)


def leads_home(case: Case) -> bool:
    """Whether at least one link leads to an official place."""
    return any(case.officials.is_official(take_apart(link.target).host) for link in case.letter.links)


def _is_fine(address: Address, case: Case) -> bool:
    if address.harmless or (not address.host and address.is_web):
        return True
    if not address.is_web or address.is_number or address.has_user:
        return False
    officials = case.officials
    # A page that anyone may rent is nobody's, even under a known name (docs.google.com).
    if officials.is_service("shared_host", address.host) or officials.is_service("shortener", address.host):
        return False
    return (
        officials.is_official(address.host)
        or officials.is_service("neutral", address.host)
        or (officials.is_service("mailing", address.host) and not _sender_is_doubtful(case))
        or _is_senders(address, case)
    )


def _sender_is_doubtful(case: Case) -> bool:
    """Whether nothing vouches for a link that a mailing service hides: a known sender, or an unknown nobody claims."""
    letter = case.letter
    host = letter.sender_address.rpartition("@")[2].lower()
    if not letter.is_mail or letter.authentication is Authentication.FAILED:
        return True
    return bool(case.speakers.known) and bool(host) and not case.officials.is_official(host)


def _is_senders(address: Address, case: Case) -> bool:
    """The sender's own site, where the sender proved its domain and pretends to be nobody known."""
    own = domain_of(case.letter.sender_address)
    return (
        bool(own)
        and address.registered == own
        and case.letter.authentication is Authentication.PASSED
        and not case.speakers.known
        and case.officials.imitated(own, case.speakers.claimed) is None
        and not case.officials.is_service("freemail", own)
        and not address.rented
    )


def _signs(link: Link, case: Case) -> list[Sign]:
    address = take_apart(link.target)
    if _is_fine(address, case):
        return []
    where = shown(address.host or link.target)
    if not address.is_web:
        return [case.sign("link-odd-scheme", scheme=address.scheme)]
    signs = [*_tricks(address, where, case), *_shown_elsewhere(link, address, where, case)]
    return signs or _standing(address, where, case)


def _tricks(address: Address, where: str, case: Case) -> list[Sign]:
    signs = []
    if address.has_user:
        signs.append(case.sign("link-user-trick", host=where))
    if address.is_number:
        return [*signs, case.sign("link-number-address", host=where)]
    imitated = case.officials.imitated(address.host, case.speakers.claimed)
    if imitated and not case.officials.is_service("mailing", address.host):
        signs.append(case.sign("link-look-alike", host=where, body=body_name(imitated)))
    elif disguised(address):
        signs.append(case.sign("link-foreign-letters", host=where))
    return signs


def _shown_elsewhere(link: Link, address: Address, where: str, case: Case) -> list[Sign]:
    """The words of a link name an address other than its target; mailing services do that to everyone's links."""
    if case.officials.is_service("mailing", address.host):
        return []
    for written in links_in(link.shown):
        said = take_apart(written.target).registered
        if said and said != address.registered and case.officials.is_official(said):
            return [case.sign("link-shown-elsewhere", shown=shown(said), host=where)]
    return []


def _standing(address: Address, where: str, case: Case) -> list[Sign]:
    officials = case.officials
    if officials.is_service("shortener", address.host):
        return [case.sign("link-shortened", host=where)]
    if address.rented or officials.is_service("shared_host", address.host):
        return [case.sign("link-shared-host", host=where)]
    cheap = [case.sign("link-cheap-ending", host=where)] if officials.is_cheap(address.host) else []
    first = case.speakers.first
    if any(body.complete for body in case.speakers.known) and first and not _named_after(address, case):
        return [case.sign("link-not-official", host=where, body=body_name(first)), *cheap]
    listed = next((body for body in case.speakers.claimed if body.domains and body.kind in SERIOUS - {"company"}), None)
    if listed and not _named_after(address, case):
        return [case.sign("link-not-listed", host=where, body=body_name(listed)), *cheap]
    # A short message seldom needs a page that nobody knows; a newsletter has many.
    key = "link-unknown-in-mail" if case.letter.is_mail else "link-unknown"
    return [case.sign(key, host=where), *cheap]


def _named_after(address: Address, case: Case) -> bool:
    """Whether the link is on the very domain of a sender that nobody known is claimed by in its address."""
    host = case.letter.sender_address.rpartition("@")[2].lower()
    return bool(host) and under(host, frozenset({address.registered})) and registrable(host) == address.registered
