"""The way that is safe whatever the message is: reach the body by an address or number that one knows oneself.

Sources: CNIL (domain notes, S9): type the official address rather than follow a link; section 5: 3646.
"""

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.solicitation import Letter, Verdict
from watchdog_sante.solicitation.noticing import Case, body_name

_HEALTH = frozenset({"health", "insurer"})
_FAMILY = frozenset({"new-number"})


def safe_way(case: Case, cues: frozenset[str], verdict: Verdict) -> tuple[Sentence, ...]:
    """What to do instead of following the message; where it is a fraud, where to report it and what is urgent."""
    ways = [_way(case, cues)]
    if case.speakers.first is None and not cues & _FAMILY:
        ways.append(say("message.safe.health"))
    return (*ways, *(_after(case.letter) if verdict is Verdict.FRAUD else ()))


def _way(case: Case, cues: frozenset[str]) -> Sentence:
    if cues & _FAMILY:
        return say("message.safe.family")
    body = case.speakers.first
    if body is None:
        return say("message.safe.unknown")
    if body.kind in _HEALTH or body.kind in ("bank", "care"):
        return say(f"message.safe.{body.kind}")
    if body.domains and body.complete:
        return say("message.safe.type", domain=body.domains[0], body=body_name(body))
    return say(f"message.safe.{body.kind}")


def _after(letter: Letter) -> tuple[Sentence, ...]:
    return (
        say("message.safe.report_mail" if letter.is_mail else "message.safe.report_sms"),
        say("message.safe.too_late"),
    )
