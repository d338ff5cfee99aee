"""What the telephone numbers of a message show: whose they are, and what a call to them may cost."""

import re

from watchdog_sante.model.solicitation import Sign
from watchdog_sante.solicitation.folding import fold
from watchdog_sante.solicitation.noticing import Case, body_name
from watchdog_sante.solicitation.telephones import Telephone, read_number, telephones_in

_CALL = re.compile(
    r" (?:appel\w*|rappel\w*|compos\w*|contact\w*|joindre|joign\w*|telephon\w*|au|tel|numero|ligne"
    r"|call|dial|phone|ring|whatsapp) "
)
_DEAREST = "+3389"  # up to 3 EUR a call; 081 and 082 cost a few cents


def telephone_signs(case: Case) -> tuple[Sign, ...]:
    """One sign for the most doubtful number that one is told to call, where the message speaks for a body."""
    numbers = doubtful_numbers(case)
    for kind, key in (("premium", "call-premium"), ("abroad", "call-abroad"), ("mobile", "call-mobile")):
        for number in numbers:
            if number.kind == kind == "premium" and not case.letter.is_mail and number.plain.startswith(_DEAREST):
                return (case.sign("call-dear", number=number.for_people),)
            if number.kind == kind and (kind == "premium" or case.serious):
                return (case.sign(key, number=number.for_people),)
    body = next((one for one in case.speakers.claimed if one.complete and one.telephones), None)
    if numbers and body:
        return (case.sign("call-not-official", number=numbers[0].for_people, body=body_name(body)),)
    caring = any(body.kind == "care" for body in case.speakers.claimed)
    if numbers and case.serious and not (caring and all(body.kind == "care" for body in case.speakers.known)):
        return (case.sign("call-unknown", number=numbers[0].for_people),)
    if numbers and not caring:
        # A mail has its writer's number in the signature; a few words give one to be called.
        key = "call-stranger-in-mail" if case.letter.is_mail else "call-stranger"
        return (case.sign(key, number=numbers[0].for_people),)
    return ()


def doubtful_numbers(case: Case) -> tuple[Telephone, ...]:
    """The numbers that one is told to call and that are not known as anyone's own."""
    # In a few words a number is there to be called; a mail has numbers in its footer.
    if case.letter.is_mail and not _CALL.search(fold(f"{case.letter.subject} | {case.letter.text}")):
        return ()
    known = _known(case)
    return tuple(number for number in telephones_in(case.letter.text) if number.plain not in known)


def _known(case: Case) -> frozenset[str]:
    """Official numbers of all bodies, and those that the person named in the settings."""
    household = case.officials.household
    written = [number for insurer in household.insurers for number in insurer.telephones]
    written += [number for account in household.accounts for number in account.telephones]
    own = [number.plain for one in written if (number := read_number(one))]
    return frozenset([*own, *(number for body in case.officials.knowledge.bodies for number in body.telephones)])
