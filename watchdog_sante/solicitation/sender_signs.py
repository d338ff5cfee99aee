"""What the sender's line, the answer's address and the mail server's notes show."""

from watchdog_sante.model.solicitation import Authentication, Sign
from watchdog_sante.solicitation.addresses import domain_of
from watchdog_sante.solicitation.links import mail_addresses
from watchdog_sante.solicitation.noticing import SERIOUS, Case, body_name, shown
from watchdog_sante.solicitation.telephones import read_number


def sender_signs(case: Case) -> tuple[Sign, ...]:
    """Signs about who sends, and to whom an answer would go."""
    return (
        *_by_number(case),
        *_by_address(case),
        *_named_as_address(case),
        *_answers(case),
        *_written_addresses(case),
    )


def _by_number(case: Case) -> list[Sign]:
    number = read_number(case.letter.sender_number) if case.letter.sender_number else None
    first = next((body for body in case.speakers.claimed if body.kind in SERIOUS - {"parcel"}), None)
    parcel = next((body for body in case.speakers.claimed if body.kind == "parcel" and body.domains), None)
    body = first or parcel
    if number is None or body is None:
        return []
    if number.kind == "mobile":
        return [case.sign("sender-mobile", body=body_name(body), number=number.for_people)]
    return [case.sign("sender-abroad", body=body_name(body))] if number.kind == "abroad" else []


def _by_address(case: Case) -> list[Sign]:
    letter, officials = case.letter, case.officials
    host = letter.sender_address.rpartition("@")[2].lower()
    if not host:
        return []
    anyones = officials.is_freemail(host)
    if officials.is_official(host) and not anyones:
        failed = letter.authentication is Authentication.FAILED
        return [case.sign("not-authenticated", address=shown(letter.sender_address))] if failed else []
    body = case.speakers.first
    if anyones:
        claims = body is not None and body.kind in SERIOUS
        return (
            [case.sign("sender-freemail", address=shown(letter.sender_address), body=body_name(body))]
            if claims and body
            else []
        )
    if imitated := officials.imitated(host, case.speakers.claimed):
        return [case.sign("sender-look-alike", address=shown(letter.sender_address), body=body_name(imitated))]
    known = [one for one in case.speakers.known if one.complete]
    if known and not officials.is_service("mailing", host):
        return [case.sign("sender-not-official", address=shown(letter.sender_address), body=body_name(known[0]))]
    named = next((one for one in case.speakers.known if one.kind in SERIOUS - {"company"}), None)
    if named and not officials.is_service("mailing", host):
        return [case.sign("sender-not-listed", address=shown(letter.sender_address), body=body_name(named))]
    return []


def _named_as_address(case: Case) -> list[Sign]:
    """A name that is itself a mail address, of another domain: mail programs on telephones show only the name."""
    own = domain_of(case.letter.sender_address)
    for address in mail_addresses(case.letter.sender_name):
        if own and domain_of(address) not in ("", own):
            return [case.sign("sender-name-address", name=shown(address), address=shown(case.letter.sender_address))]
    return []


def _answers(case: Case) -> list[Sign]:
    """Where an answer or a bounce goes, when that is not where the mail says it comes from."""
    letter, officials = case.letter, case.officials
    sender, reply, back = (domain_of(one) for one in (letter.sender_address, letter.reply_to, letter.return_path))
    signs = []
    anyones = officials.is_service("freemail", reply)
    if reply and sender and reply != sender and (anyones or not officials.is_official(reply)):
        signs.append(case.sign("reply-elsewhere", address=shown(letter.reply_to)))
    known = officials.is_official(back) or officials.is_service("mailing", back)
    if back and sender and back != sender and not known and letter.authentication is not Authentication.PASSED:
        signs.append(case.sign("return-elsewhere", address=shown(letter.return_path)))
    return signs


def _written_addresses(case: Case) -> list[Sign]:
    """An address to write to, in a mailbox that anyone can open, given by someone who speaks for a body."""
    if not case.serious:
        return []
    for address in mail_addresses(case.letter.text):
        if case.officials.is_service("freemail", address.rpartition("@")[2]) and address != case.letter.sender_address:
            return [case.sign("contact-freemail", address=shown(address))]
    return []
