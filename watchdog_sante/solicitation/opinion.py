"""The opinion on a message: what was noticed is weighed by principle, not by phrases alone.

A fraud needs a way to its victim's money: a link, a number, an answer, an attachment, a payment that cannot be called
back. Words alone, with nothing but official places to go to, are how administrations and banks write. So the same
words count fully where the message leads outside, and little where it only leads home.
Source: domain notes, section 5. A message is never called safe.
"""

from collections.abc import Sequence, Set

from watchdog_sante.evidence import Evidence
from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Knowledge, MessageCue
from watchdog_sante.model.sentences import say
from watchdog_sante.model.solicitation import Authentication, Letter, Opinion, Sign, Verdict
from watchdog_sante.solicitation.claims import Comparison, claims_in, compare, names_money
from watchdog_sante.solicitation.content_signs import content_signs
from watchdog_sante.solicitation.cues import cues_in
from watchdog_sante.solicitation.demand_signs import demand_signs
from watchdog_sante.solicitation.folding import fold
from watchdog_sante.solicitation.link_signs import leads_home, leads_outside, link_signs
from watchdog_sante.solicitation.noticing import Case
from watchdog_sante.solicitation.safe_way import safe_way
from watchdog_sante.solicitation.sender_signs import sender_signs
from watchdog_sante.solicitation.speakers import speakers
from watchdog_sante.solicitation.standing import Officials
from watchdog_sante.solicitation.telephone_signs import telephone_signs

FRAUD_FROM, DOUBT_FROM = 9, 3  # points, where there is a way out
DOUBT_WITHOUT_WAY, DOUBT_WARNING, DOUBT_OWN_WAY, DOUBT_AT_HOME = 4, 8, 10, 14  # points of words alone
_CAPS = {"ask": 10, "pressure": 5, "lure": 9, "style": 1}
_HEAVY = 4  # points of an ask for money, a secret or a paper
_NUMBER_ALONE = frozenset(
    {
        *("call-unknown", "call-stranger", "call-stranger-in-mail", "account-given"),
        *("amount-in-play", "amount-not-found", "insurer-not-yours"),
    }
)
# Asked for in a few words, with no page to go to, these are to be sent back by the same way.
_TO_SEND_BACK = frozenset({"ask-account", "ask-card", "ask-identity", "ask-nir", "ask-password", "ask-personal"})
# Signs of a way to the victim that is no link.
_SERVES = ("call-", "account-", "secret-", "attachment-", "reply-", "form-", "contact-")
# Someone who talks the person into a call: no bank's own notice does.
_TALKED_INTO = frozenset({"adviser-calls", "device-infected", "ask-remote"})
# Cues that are themselves a way to the victim: an answer, a call, a payment that cannot be called back.
WAYS = frozenset(
    {
        *("ask-message", "ask-code", "ask-hand-over", "ask-transfer", "ask-untraceable", "ask-remote", "ask-scan"),
        *("new-number", "blackmail", "adviser-calls", "easy-money", "ask-reply", "secrecy", "kin"),
        *("account-changed", "stranger-opens", "marketplace"),
    }
)


def judge(letter: Letter, evidence: Evidence | None, household: Household, knowledge: Knowledge) -> Opinion:
    """Weigh a message. The same message with the same statements gives the same opinion."""
    officials = Officials(knowledge, household)
    case = Case(
        letter,
        speakers(letter, knowledge.bodies, officials.freemails),
        officials,
        {sign.key: sign.points for sign in knowledge.message_signs},
    )
    comparison = compare(
        letter, evidence, [body.key for body in case.speakers.claimed if body.kind == "insurer" and body.domains]
    )
    cues = cues_in(fold(f"{letter.subject} | {letter.text}"), knowledge.message_cues)
    facts = (*link_signs(case), *sender_signs(case), *telephone_signs(case), *content_signs(case))
    facts += demand_signs(case, {cue.key for cue in cues}, _sent_from_home(case))
    facts += _claims(case, comparison, bool(facts))
    verdict = _verdict(case, facts, cues)
    return Opinion(
        verdict,
        _ordered(facts, cues) if verdict is not Verdict.NOTHING else (),
        comparison.sentences,
        safe_way(case, frozenset(cue.key for cue in cues), verdict),
        (say("message.cut"),) if letter.cut else (),
    )


def _claims(case: Case, comparison: Comparison, doubtful: bool) -> tuple[Sign, ...]:
    """What the amounts named add to a message that is already doubtful: alone they prove nothing."""
    signs = []
    promised = any(claim.cents > 0 for claim in claims_in(case.letter))
    first = case.speakers.first
    if promised and first and first.key == "ameli" and not (leads_home(case) and not doubtful):
        signs.append(case.sign("notice-with-amount"))
    if doubtful and names_money(case.letter):
        signs.append(case.sign("amount-in-play"))
    if comparison.absent and doubtful:
        signs.append(case.sign("amount-not-found"))
    if comparison.other_insurer and doubtful:
        signs.append(case.sign("insurer-not-yours"))
    if case.letter.masked_numbers and case.serious and doubtful:
        signs.append(case.sign("holds-numbers"))
    return tuple(signs)


def _strength(facts: Sequence[Sign]) -> int:
    """The points of the facts; a sender and a link that are off the same list are one fact and a little more."""
    keys = {sign.key for sign in facts}
    twice = 3 if {"sender-not-official", "link-not-official"} <= keys else 0
    return sum(sign.points for sign in facts) - twice


def _words(cues: Sequence[MessageCue]) -> int:
    """The points of the words: several cues of one family add up to the family's cap."""
    return sum(min(cap, sum(cue.points for cue in cues if cue.family == family)) for family, cap in _CAPS.items())


def _verdict(case: Case, facts: Sequence[Sign], cues: Sequence[MessageCue]) -> Verdict:
    strength = _strength(facts)
    words = _words(cues)
    keys = {cue.key for cue in cues}
    from_home, warns = _sent_from_home(case), "warning" in keys
    ways = keys & (WAYS | _TO_SEND_BACK) if case.serious and not case.letter.is_mail else keys & WAYS
    if strength or leads_outside(case) or (ways and not from_home and not warns and not leads_home(case)):
        total = strength + words
        if total >= FRAUD_FROM and not _leads_nowhere(case, facts, keys) and not _only_a_number(facts, cues):
            return Verdict.FRAUD
        if total >= DOUBT_FROM or _asks_by_an_unproven_way(case, keys):
            return Verdict.DOUBT
        return Verdict.NOTHING
    first = case.speakers.first
    at_home = from_home or leads_home(case) or (first is not None and first.kind == "care" and not keys & _TO_SEND_BACK)
    # A warning names what frauds ask for; a fraud may dress up as one, but has little else to say then.
    if warns and at_home:
        return Verdict.NOTHING  # a campaign of prevention: what it quotes is what frauds say
    if _asks_by_an_unproven_way(case, keys) and not at_home:
        return Verdict.DOUBT
    return Verdict.DOUBT if words >= _bar(keys, at_home) else Verdict.NOTHING


def _bar(cues: Set[str], at_home: bool) -> int:
    """The points from which words alone are a doubt: more of them where nothing but the person's own way is given."""
    if at_home:
        return DOUBT_AT_HOME
    if "own-way" in cues:
        return DOUBT_OWN_WAY
    return DOUBT_WARNING if cues & {"warning", "code-given"} else DOUBT_WITHOUT_WAY


def _asks_by_an_unproven_way(case: Case, cues: Set[str]) -> bool:
    """Whether a few words, whose sender nothing proves, ask for anything but what the person's own way gives."""
    return "ask-act" in cues and not case.letter.is_mail and not cues & {"own-way", "warning", "code-given"}


def _leads_nowhere(case: Case, facts: Sequence[Sign], cues: Set[str]) -> bool:
    """Whether only the sender is odd: all links lead home, and no number, answer or attachment serves a fraud."""
    other = [sign for sign in facts if sign.key.startswith(_SERVES)]
    return leads_home(case) and not leads_outside(case) and not other and not cues & WAYS


def _only_a_number(facts: Sequence[Sign], cues: Sequence[MessageCue]) -> bool:
    """Whether all that is odd is an ordinary number that is not listed here: banks have many, so that stays a doubt."""
    asks = any((cue.family == "ask" and cue.points >= _HEAVY) or cue.key in _TALKED_INTO for cue in cues)
    return bool(facts) and not asks and {sign.key for sign in facts} <= _NUMBER_ALONE


def _sent_from_home(case: Case) -> bool:
    host = case.letter.sender_address.rpartition("@")[2].lower()
    return bool(host) and case.officials.is_official(host) and case.letter.authentication is not Authentication.FAILED


def _ordered(facts: Sequence[Sign], cues: Sequence[MessageCue]) -> tuple[Sign, ...]:
    told = [cue for cue in cues if cue.family != "style" and (cue.points or not facts)]
    told = [cue for cue in told if cue.points] or told  # what counts nothing is told only where nothing else is
    said = [Sign(cue.key, cue.points, say(f"message.sign.{cue.key}")) for cue in told]
    return tuple(sorted([*facts, *said], key=lambda sign: (-sign.points, sign.key)))
