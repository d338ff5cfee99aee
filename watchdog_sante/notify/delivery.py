"""Sending what waits: at least once, `sending` committed before each try, copies labelled, one message after an outage.

The queue and the channels are given; this room decides what is tried now, in how many messages, and when again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from watchdog_sante.model.messages import Delivery, LetterKind, Outcome, Retry, SendResult
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.backoff import LONGEST, delay
from watchdog_sante.notify.grouping import parcel_text
from watchdog_sante.phrasing import Phrasebook

_LATE = timedelta(hours=1)  # a message that failed and waited longer goes with the others in one


class Queue(Protocol):
    """What a queue must be able to do; each method that writes has committed when it returns."""

    def waiting(self) -> tuple[Delivery, ...]:
        """Everything not sent yet, oldest first."""

    def begin(self, keys: Sequence[str]) -> None:
        """These are being sent."""

    def sent(self, keys: Sequence[str], now: datetime) -> None:
        """These were taken."""

    def failed(self, retries: Sequence[Retry], result: SendResult) -> None:
        """These were not, or perhaps."""


class Sender(Protocol):
    """What a channel must be able to do."""

    def send(self, text: str, title: str = "") -> SendResult:
        """Try once."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try on one channel: which messages it carried and how it ended."""

    channel: str
    keys: tuple[str, ...]
    result: SendResult


def deliver(
    queue: Queue, senders: Mapping[str, Sender], words: Phrasebook, is_quiet: Callable[[datetime], bool], now: datetime
) -> tuple[Attempt, ...]:
    """Try what is due on each channel; a channel that fails is left until its next turn. Writes nothing when idle."""
    quiet = is_quiet(now)
    allowed = [one for one in queue.waiting() if one.message.urgent or not quiet]
    attempts: list[Attempt] = []
    for name in sorted({one.message.channel for one in allowed}):
        waiting = [one for one in allowed if one.message.channel == name]
        for parcel in _parcels(waiting, now):
            attempt = _try(queue, senders.get(name), name, parcel, words, now)
            attempts.append(attempt)
            if attempt.result.outcome is not Outcome.SENT:
                break
    return tuple(attempts)


def _is_due(one: Delivery, now: datetime) -> bool:
    """Due, or set so far ahead that the clock must have been wrong then."""
    return one.next_try <= now or one.next_try - now > LONGEST


def _parcels(waiting: Sequence[Delivery], now: datetime) -> list[list[Delivery]]:
    """One message each, urgent ones first; all in one when they pile up behind a channel that has been failing.

    A bulletin goes alone even then: its number is what it is for, and a text that holds several has no room for it.
    """
    due = [one for one in waiting if _is_due(one, now)]
    if not due:
        return []
    late = any(one.tries and now - one.message.queued_at >= _LATE for one in waiting)
    bulletins = [one for one in due if one.message.key.startswith(f"{LetterKind.BULLETIN}:")]
    grouped = [one for one in waiting if one not in bulletins]
    if late and len(grouped) > 1:
        return [grouped, *([one] for one in bulletins)]
    return [[one] for one in sorted(due, key=lambda one: (not one.message.urgent, one.next_try, one.message.key))]


def _try(
    queue: Queue, sender: Sender | None, name: str, parcel: Sequence[Delivery], words: Phrasebook, now: datetime
) -> Attempt:
    keys = tuple(one.message.key for one in parcel)
    if sender is None:  # not in the settings any more, or its address is unreadable
        result = SendResult(Outcome.TO_CORRECT, "no-channel")
    else:
        text = parcel_text(parcel, words)
        queue.begin(keys)
        result = sender.send(text, words.text(say("notify.name")))
    if result.outcome is Outcome.SENT:
        queue.sent(keys, now)
    else:
        queue.failed(tuple(_retry(one, result, now) for one in parcel), result)
    return Attempt(name, keys, result)


def _retry(one: Delivery, result: SendResult, now: datetime) -> Retry:
    """A message that was only carried along keeps its own turn."""
    if not _is_due(one, now):
        return Retry(one.message.key, one.next_try, one.tries)
    tries = one.tries + 1
    age = max(timedelta(0), now - one.message.queued_at)
    wait = delay(tries, age, one.message.key, to_correct=result.outcome is Outcome.TO_CORRECT)
    return Retry(one.message.key, now + wait, tries)
