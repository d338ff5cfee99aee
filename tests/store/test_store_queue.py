"""The messenger's queue and the relay: nothing lost, nothing doubled, every doubt kept."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from kept import LATER, NOW, a_message

from watchdog_sante.model.messages import Delivery, DeliveryState, Outcome, Retry, SendResult
from watchdog_sante.store import Database, open_messenger, open_watcher, outbox
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.relay import relay

ONE = a_message("one")


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[MessageQueue]:
    with open_messenger(tmp_path) as opened:
        yield MessageQueue(opened)


def states(queue: MessageQueue) -> list[tuple[str, DeliveryState, int, bool]]:
    return [(one.message.key, one.state, one.tries, one.maybe_received) for one in queue.everything()]


def test_a_message_taken_over_is_due_at_once_and_only_once(queue: MessageQueue) -> None:
    queue.take_over([ONE])
    queue.take_over([ONE, a_message("two")])
    assert queue.waiting() == (
        Delivery(ONE, DeliveryState.PENDING, 0, NOW),
        Delivery(a_message("two"), DeliveryState.PENDING, 0, NOW),
    )


def test_what_was_being_sent_when_the_process_died_may_have_been_received(queue: MessageQueue) -> None:
    queue.take_over([ONE, a_message("two")])
    queue.begin(["one"])
    assert queue.recover(LATER) == 1
    assert states(queue) == [("one", DeliveryState.AMBIGUOUS, 0, True), ("two", DeliveryState.PENDING, 0, False)]
    assert queue.recover(LATER) == 0


def test_a_doubt_once_had_is_never_forgotten(queue: MessageQueue) -> None:
    queue.take_over([ONE])
    queue.begin(["one"])
    queue.failed([Retry("one", LATER, 1)], SendResult(Outcome.AMBIGUOUS, "timeout"))
    assert states(queue) == [("one", DeliveryState.AMBIGUOUS, 1, True)]
    queue.begin(["one"])
    queue.failed([Retry("one", LATER, 2)], SendResult(Outcome.NOT_SENT, "refused"))
    assert states(queue) == [("one", DeliveryState.AMBIGUOUS, 2, True)]
    queue.begin(["one"])
    queue.failed([Retry("one", LATER, 3)], SendResult(Outcome.TO_CORRECT, "http-401"))
    assert states(queue) == [("one", DeliveryState.TO_CORRECT, 3, True)]
    assert queue.waiting()[0].code == "http-401"
    queue.sent(["one"], LATER)
    assert (states(queue), queue.waiting()) == ([("one", DeliveryState.SENT, 4, True)], ())


def test_a_restart_makes_what_waits_due_at_once(queue: MessageQueue) -> None:
    queue.take_over([ONE])
    queue.begin(["one"])
    queue.failed([Retry("one", LATER + timedelta(days=1), 8)], SendResult(Outcome.TO_CORRECT, "http-401"))
    queue.recover(LATER)
    assert queue.waiting()[0].next_try == LATER


def test_sent_messages_are_forgotten_on_request_and_waiting_ones_never(queue: MessageQueue) -> None:
    queue.take_over([ONE, a_message("two")])
    queue.sent(["one"], NOW)
    assert (queue.forget_sent(NOW), queue.forget_sent(LATER)) == (0, 1)
    assert states(queue) == [("two", DeliveryState.PENDING, 0, False)]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    with open_watcher(tmp_path) as watcher, open_messenger(tmp_path) as messenger:
        yield watcher, messenger


def test_the_relay_may_be_cut_between_its_two_steps(
    both: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher, messenger = both
    outbox.queue(watcher, [ONE, a_message("two")])

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "mark_relayed", cut)
        with pytest.raises(KeyboardInterrupt):
            relay(watcher, messenger, NOW)
    MessageQueue(messenger).sent(["one"], NOW)
    assert relay(watcher, messenger, NOW) == 2
    assert states(MessageQueue(messenger)) == [
        ("one", DeliveryState.SENT, 1, False),
        ("two", DeliveryState.PENDING, 0, False),
    ]
    assert relay(watcher, messenger, NOW) == 0


def test_an_idle_night_writes_nothing(both: tuple[Database, Database]) -> None:
    watcher, messenger = both
    queue = MessageQueue(messenger)
    outbox.queue(watcher, [ONE])
    relay(watcher, messenger, NOW)
    queue.sent(["one"], NOW)
    before = [(db.path.read_bytes(), db.path.stat().st_mtime_ns) for db in both]
    relay(watcher, messenger, LATER)
    queue.recover(LATER)
    queue.waiting()
    assert [(db.path.read_bytes(), db.path.stat().st_mtime_ns) for db in both] == before
