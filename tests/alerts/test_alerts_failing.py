"""A channel that fails is told on the others, once an outage, with what it should have told."""

from dataclasses import replace
from datetime import timedelta

from life import POLICY, Life, at, finding, said

from watchdog_sante.alerts import failing_letters, notified
from watchdog_sante.model.alerts import ChannelWish
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.messages import Delivery, DeliveryState, Letter, OutgoingMessage

BOTH = replace(POLICY, channels=(ChannelWish("telephone"), ChannelWish("mail", minimum=Severity.CRITICAL)))


def waiting(letter: Letter, queued: str, tries: int = 1, state: DeliveryState = DeliveryState.PENDING) -> Delivery:
    message = OutgoingMessage(letter.key, letter.channel, "text", letter.urgent, at(queued))
    return Delivery(message, state, tries, at(queued))


def test_after_six_hours_the_other_channel_says_so_with_the_alert_it_would_not_have_told() -> None:
    life = Life(BOTH)
    life.cycle("2026-03-01 14:00", finding("a"))
    (digest,) = life.cycle("2026-03-02 08:00", finding("a"))
    stuck = [waiting(digest, "2026-03-02 08:00")]
    assert failing_letters(life.alerts, BOTH, stuck, at("2026-03-02 13:59")) == ()
    now = at("2026-03-02 14:00")
    (letter,) = failing_letters(life.alerts, BOTH, stuck, now)
    assert (said(letter), letter.failing) == ("mail channel_failing A-26-0001:not_delivered", "telephone")
    life.events += notified(letter, now)
    assert failing_letters(life.alerts, BOTH, stuck, now + timedelta(days=3)) == ()


def test_an_urgent_message_is_given_half_an_hour() -> None:
    life = Life(BOTH)
    phone, mail = life.cycle("2026-03-01 14:00", finding("a", severity=Severity.CRITICAL))
    sent = replace(waiting(mail, "2026-03-01 14:00"), state=DeliveryState.SENT)
    both = [waiting(phone, "2026-03-01 14:00"), sent]
    assert failing_letters(life.alerts, BOTH, both, at("2026-03-01 14:29")) == ()
    (letter,) = failing_letters(life.alerts, BOTH, both, at("2026-03-01 14:30"))
    assert said(letter) == "mail channel_failing!"  # the alert itself was told there
    delivered = [*both, waiting(letter, "2026-03-01 14:30", state=DeliveryState.SENT)]
    assert failing_letters(life.alerts, BOTH, delivered, at("2026-03-02 14:30")) == ()


def test_what_gets_stuck_later_in_the_same_outage_is_told_too() -> None:
    life = Life(BOTH)
    life.cycle("2026-03-01 14:00", finding("a"))
    (first,) = life.cycle("2026-03-02 08:00", finding("a"))
    stuck = [waiting(first, "2026-03-02 08:00")]
    (letter,) = failing_letters(life.alerts, BOTH, stuck, at("2026-03-02 14:00"))
    life.events += notified(letter, at("2026-03-02 14:00"))
    more = finding("a"), finding("b", subject="payee:B")
    life.cycle("2026-03-02 15:00", *more)
    (second,) = life.cycle("2026-03-03 08:00", *more)
    stuck.append(waiting(second, "2026-03-03 08:00"))
    (later,) = failing_letters(life.alerts, BOTH, stuck, at("2026-03-03 14:00"))
    assert said(later) == "mail channel_failing A-26-0002:not_delivered"
    assert later.key != letter.key


def test_what_merely_waits_for_the_morning_is_no_failure_and_two_dead_channels_tell_nobody() -> None:
    life = Life(BOTH)
    phone, mail = life.cycle("2026-03-01 14:00", finding("a", severity=Severity.CRITICAL))
    untried = [waiting(phone, "2026-03-01 14:00", tries=0)]
    assert failing_letters(life.alerts, BOTH, untried, at("2026-03-05 14:00")) == ()
    dead = [waiting(phone, "2026-03-01 14:00"), waiting(mail, "2026-03-01 14:00")]
    assert failing_letters(life.alerts, BOTH, dead, at("2026-03-05 14:00")) == ()
