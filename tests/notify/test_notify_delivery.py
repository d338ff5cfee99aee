"""Sending what waits: once each, labelled when doubtful, one message after an outage, again until it passes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters import NOW, a_delivery
from receivers import free_port, http_service

from watchdog_sante.model.messages import Delivery, DeliveryState, Outcome, Retry, SendResult
from watchdog_sante.notify.backoff import LONGEST, delay
from watchdog_sante.notify.channels import open_channel
from watchdog_sante.notify.delivery import Attempt, Sender, deliver
from watchdog_sante.notify.gsm7 import LIMIT, septets
from watchdog_sante.notify.secret import Secret
from watchdog_sante.package_data import phrasebook

WORDS = phrasebook("fr")
HOUR = timedelta(hours=1)
SENT = SendResult(Outcome.SENT)
DOWN = SendResult(Outcome.NOT_SENT, "dns")


@dataclass
class Waiting:
    """A queue in memory that keeps the order of what was asked of it."""

    deliveries: dict[str, Delivery]
    asked: list[str] = field(default_factory=list)

    def waiting(self) -> tuple[Delivery, ...]:
        found = [one for one in self.deliveries.values() if one.state is not DeliveryState.SENT]
        return tuple(sorted(found, key=lambda one: (one.message.queued_at, one.message.key)))

    def begin(self, keys: Sequence[str]) -> None:
        self.asked.append(f"begin {' '.join(keys)}")

    def sent(self, keys: Sequence[str], now: datetime) -> None:
        self.asked.append(f"sent {' '.join(keys)}")
        for key in keys:
            self.deliveries[key] = replace(self.deliveries[key], state=DeliveryState.SENT)

    def failed(self, retries: Sequence[Retry], result: SendResult) -> None:
        self.asked.append(f"failed {' '.join(one.key for one in retries)}")
        for one in retries:
            known = self.deliveries[one.key]
            maybe = known.maybe_received or result.outcome is Outcome.AMBIGUOUS
            self.deliveries[one.key] = replace(known, tries=one.tries, next_try=one.next_try, maybe_received=maybe)


@dataclass
class Telephone:
    """A channel that answers what it is told and keeps what it heard."""

    answers: Callable[[str], SendResult] = lambda _: SENT
    heard: list[str] = field(default_factory=list)

    def send(self, text: str, title: str = "") -> SendResult:
        self.heard.append(text)
        return self.answers(text)


def queue(*deliveries: Delivery) -> Waiting:
    return Waiting({one.message.key: one for one in deliveries})


def turn(waiting: Waiting, now: datetime = NOW, quiet: bool = False, **senders: Sender) -> tuple[Attempt, ...]:
    return deliver(waiting, senders, WORDS, lambda _: quiet, now)


def test_each_message_is_begun_before_it_is_sent_and_urgent_ones_first() -> None:
    waiting, telephone = queue(a_delivery("a", urgent=False), a_delivery("b")), Telephone()
    attempts = turn(waiting, telephone=telephone)
    assert waiting.asked == ["begin b", "sent b", "begin a", "sent a"]
    assert telephone.heard == ["texte b", "texte a"]
    assert attempts == (Attempt("telephone", ("b",), SENT), Attempt("telephone", ("a",), SENT))
    assert turn(waiting, telephone=telephone) == ()


def test_what_may_have_been_received_is_labelled() -> None:
    telephone = Telephone()
    turn(queue(a_delivery("a", maybe=True)), telephone=telephone)
    assert telephone.heard == ["(copie possible) texte a"]


def test_quiet_hours_hold_back_all_but_the_urgent() -> None:
    waiting, telephone = queue(a_delivery("a", urgent=False), a_delivery("b")), Telephone()
    turn(waiting, quiet=True, telephone=telephone)
    assert telephone.heard == ["texte b"]
    turn(waiting, telephone=telephone)
    assert telephone.heard == ["texte b", "texte a"]


def test_a_channel_that_fails_is_left_until_its_next_turn_and_does_not_hold_the_others() -> None:
    waiting = queue(a_delivery("a"), a_delivery("b"), a_delivery("c", channel="mail"))
    dead, mail = Telephone(lambda _: DOWN), Telephone()
    turn(waiting, telephone=dead, mail=mail)
    assert (dead.heard, mail.heard) == (["texte a"], ["texte c"])
    assert [waiting.deliveries[key].tries for key in "ab"] == [1, 0]


def test_after_days_without_network_one_message_not_forty() -> None:
    lots = [a_delivery(f"A-26-{n:04d}", waited=timedelta(days=3), tries=8, next_try=NOW + 5 * HOUR) for n in range(39)]
    waiting, telephone = queue(*lots, a_delivery("A-26-0099", waited=timedelta(days=4), tries=9)), Telephone()
    turn(waiting, telephone=telephone)
    assert telephone.heard == [
        "Watchdog Santé : 40 messages retardés depuis le 19 septembre 2026 (A-26-0000, A-26-0001 et 38 autres). "
        "Détail : watchdog-sante alerts list"
    ]
    assert waiting.waiting() == ()


def test_a_grouped_long_message_holds_every_text_with_its_own_label() -> None:
    waiting, telephone = (
        queue(
            a_delivery("a", waited=2 * HOUR, tries=3, short=False),
            a_delivery("b", waited=HOUR, tries=2, short=False, maybe=True),
        ),
        Telephone(),
    )
    turn(waiting, telephone=telephone)
    assert telephone.heard == [
        "2 messages n’avaient pas pu partir depuis le 23 septembre 2026\u00a0:\n\ntexte a\n\n(copie possible) texte b"
    ]


def test_one_doubt_labels_a_short_grouped_message() -> None:
    waiting = queue(a_delivery("a", waited=2 * HOUR, tries=3), a_delivery("b", waited=HOUR, tries=2, maybe=True))
    telephone = Telephone()
    turn(waiting, telephone=telephone)
    assert telephone.heard[0].startswith("(copie possible) Watchdog Santé : 2 messages retardés")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_short_grouped_copy_fits_one_sms(language: str) -> None:
    lots = [a_delivery(f"A-26-{n:04d}", waited=timedelta(days=300), tries=1, maybe=True) for n in range(400)]
    telephone = Telephone()
    deliver(queue(*lots), {"telephone": telephone}, phrasebook(language), lambda _: False, NOW)
    (heard,) = telephone.heard
    assert septets(heard) <= LIMIT
    assert "A-26-0000" in heard
    assert heard.startswith("(copie possible)" if language == "fr" else "(possible copy)")


def test_what_is_only_carried_along_keeps_its_own_turn() -> None:
    carried = a_delivery("carried", waited=2 * HOUR, tries=5, next_try=NOW + HOUR)
    waiting = queue(carried, a_delivery("due"))
    turn(waiting, telephone=Telephone(lambda _: DOWN))
    assert (waiting.deliveries["carried"], waiting.deliveries["due"].tries) == (carried, 1)


def test_nothing_is_tried_before_its_time_unless_the_clock_was_wrong() -> None:
    waiting, telephone = queue(a_delivery("a", tries=1, next_try=NOW + HOUR)), Telephone()
    assert turn(waiting, telephone=telephone) == ()
    assert waiting.asked == []
    assert turn(queue(a_delivery("a", tries=1, next_try=NOW + timedelta(days=400))), telephone=telephone)


def test_a_channel_that_is_no_longer_set_keeps_its_messages() -> None:
    waiting = queue(a_delivery("a"))
    (attempt,) = turn(waiting)
    assert attempt.result == SendResult(Outcome.TO_CORRECT, "no-channel")
    assert (waiting.deliveries["a"].tries, waiting.asked) == (1, ["failed a"])
    assert waiting.deliveries["a"].next_try >= NOW + timedelta(hours=19)


def test_fourteen_days_without_network_then_everything_arrives() -> None:
    """At most 30 tries for any message, none lost, one grouped message at the end."""
    waiting, now = queue(), NOW
    dead = Telephone(lambda _: DOWN)
    for minutes in range(0, 14 * 24 * 60, 15):
        now = NOW + timedelta(minutes=minutes)
        if minutes % (12 * 60) == 0:
            key = f"A-26-{minutes // 720:04d}"
            message = replace(a_delivery(key).message, queued_at=now)
            waiting.deliveries[key] = Delivery(message, DeliveryState.PENDING, 0, now)
        turn(waiting, now, telephone=dead)
    assert max(one.tries for one in waiting.deliveries.values()) <= 30
    alive = Telephone()
    while waiting.waiting():
        now += timedelta(hours=1)
        turn(waiting, now, telephone=alive)
    assert len(alive.heard) == 1


@pytest.mark.parametrize(
    ("tries", "age", "expected"),
    [
        (1, HOUR, timedelta(minutes=1)),
        (2, HOUR, timedelta(minutes=5)),
        (3, HOUR, timedelta(minutes=15)),
        (4, HOUR, HOUR),
        (5, HOUR, 3 * HOUR),
        (6, HOUR, 6 * HOUR),
        (7, HOUR, 12 * HOUR),
        (8, HOUR, 24 * HOUR),
        (25, timedelta(days=29), 24 * HOUR),
        (1, timedelta(days=30), timedelta(days=7)),
        (500, timedelta(days=3000), timedelta(days=7)),
    ],
)
def test_back_off(tries: int, age: timedelta, expected: timedelta) -> None:
    found = [delay(tries, age, f"key {n}") for n in range(40)]
    assert all(0.8 * expected <= one <= 1.2 * expected for one in found)
    assert max(found) > 1.05 * expected > 0.95 * expected > min(found)
    assert delay(tries, age, "key 0") == found[0]


def test_what_needs_a_hand_is_tried_daily() -> None:
    assert timedelta(hours=19) < delay(1, HOUR, "x", to_correct=True) < timedelta(hours=29)


@settings(deadline=None)
@given(st.integers(0, 10**6), st.timedeltas(timedelta(0), timedelta(days=9999)), st.text(), st.booleans())
def test_a_next_try_always_comes(tries: int, age: timedelta, seed: str, to_correct: bool) -> None:
    assert timedelta(0) < delay(tries, age, seed, to_correct) <= LONGEST


def test_through_a_real_service_that_comes_back() -> None:
    port = free_port()
    waiting = queue(a_delivery("a"))
    (failed,) = turn(waiting, telephone=open_channel("telephone", Secret(f"json://127.0.0.1:{port}/")))
    assert failed.result == SendResult(Outcome.NOT_SENT, "refused")
    with http_service(hangs_up=True) as service:
        (doubt,) = turn(waiting, NOW + HOUR, telephone=open_channel("telephone", Secret(f"json://{service.place}/")))
        service.hangs_up = False
        (done,) = turn(waiting, NOW + 2 * HOUR, telephone=open_channel("telephone", Secret(f"json://{service.place}/")))
    assert [doubt.result.outcome, done.result.outcome] == [Outcome.AMBIGUOUS, Outcome.SENT]
    assert [body["message"] for _, body in service.received] == ["texte a", "(copie possible) texte a"]
