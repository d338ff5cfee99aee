"""A person's answers as events. Each checks that the answer makes sense and says in a sentence when it does not."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from watchdog_sante.model.alerts import Alert, AlertEvent, AlertState, EventKind
from watchdog_sante.model.sentences import Sentence, say

LONGEST_SNOOZE = timedelta(days=90)  # a silence nobody remembers hides alerts for a year


class Refused(ValueError):
    """An answer that makes no sense; `sentence` says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence


def see(alert: Alert, now: datetime) -> AlertEvent:
    """The person has looked: reminders stop, deadlines do not, the question stays open."""
    _still_asked(alert)
    return AlertEvent(alert.number, EventKind.SEEN, now, keys=_shown(alert, None))


def accept(alert: Alert, now: datetime, why: str = "", shown: Iterable[str] | None = None) -> AlertEvent:
    """This is mine. Covers `shown`, the evidence keys that were on the screen (None: all the alert has now)."""
    return AlertEvent(alert.number, EventKind.ACCEPTED, now, keys=_shown(alert, shown), why=why)


def report(alert: Alert, now: datetime, why: str = "", shown: Iterable[str] | None = None) -> AlertEvent:
    """Told to the bank, the insurer or the police; covers evidence as an acceptance does."""
    return AlertEvent(alert.number, EventKind.REPORTED, now, keys=_shown(alert, shown), why=why)


def snooze(alert: Alert, now: datetime, length: timedelta, why: str) -> AlertEvent:
    """Not now. `length` is positive and at most `LONGEST_SNOOZE`, `why` is not empty."""
    _still_asked(alert)
    if not why.strip():
        raise Refused(say("alerts.snooze_needs_why", alert=alert.number))
    if not timedelta(0) < length <= LONGEST_SNOOZE:
        raise Refused(say("alerts.snooze_length", alert=alert.number, count=LONGEST_SNOOZE.days))
    return AlertEvent(alert.number, EventKind.SNOOZED, now, until=now + length, why=why)


def _still_asked(alert: Alert) -> None:
    if not alert.state.waits:
        raise Refused(say("alerts.already_answered", alert=alert.number, state=state_name(alert.state)))


def state_name(state: AlertState) -> Sentence:
    """The state in words."""
    return say(f"alerts.state.{state.value}")


def _shown(alert: Alert, shown: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(sorted(alert.keys if shown is None else alert.keys & frozenset(shown)))
