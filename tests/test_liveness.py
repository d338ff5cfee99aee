"""The hourly look's decision: every way of being dead is seen, a sleeping or quiet watchdog is not accused."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.liveness import Fault, Pulse, faults, told_lately
from watchdog_sante.model.messages import Delivery, DeliveryState, OutgoingMessage

NOW = datetime(2024, 10, 27, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def _waiting(late: timedelta, *, urgent: bool, state: DeliveryState = DeliveryState.PENDING) -> Delivery:
    message = OutgoingMessage("k", "telephone", "texte", urgent, NOW - late)
    return Delivery(message, state, 0, NOW - late, sent_at=NOW if state is DeliveryState.SENT else None)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, (Fault.NEVER_RAN,)),
        (NOW - 25 * HOUR, ()),  # the day on which clocks go back
        (NOW - 26 * HOUR - MINUTE, (Fault.STALE,)),
        (NOW + 30 * MINUTE, ()),
        (NOW + 2 * HOUR, (Fault.CLOCK,)),
    ],
)
def test_the_age_of_the_last_cycle(last: datetime | None, expected: tuple[Fault, ...]) -> None:
    assert faults(Pulse(last), NOW) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (_waiting(59 * MINUTE, urgent=True), ()),
        (_waiting(61 * MINUTE, urgent=True), (Fault.UNSENT,)),
        (_waiting(9 * HOUR, urgent=False), ()),  # quiet hours
        (_waiting(25 * HOUR, urgent=False), (Fault.UNSENT,)),
        (_waiting(25 * HOUR, urgent=True, state=DeliveryState.SENT), ()),
        (_waiting(2 * HOUR, urgent=True, state=DeliveryState.SENDING), (Fault.UNSENT,)),
    ],
)
def test_messages_that_nobody_tries(one: Delivery, expected: tuple[Fault, ...]) -> None:
    assert faults(Pulse(NOW, (one,)), NOW) == expected


def test_a_wrong_clock_or_a_broken_file_is_not_cured_by_a_start() -> None:
    assert {one for one in Fault if one.calls_for_a_start} == {Fault.NEVER_RAN, Fault.STALE, Fault.UNSENT}


@given(st.lists(st.integers(0, 200), max_size=40))
def test_one_cause_is_told_at_most_once_in_six_hours(pauses: list[int]) -> None:
    """Whatever the moments of the failures, two messages are six hours apart, and none is held longer."""
    now, told = NOW, list[datetime]()
    for pause in pauses:
        now += pause * MINUTE
        silent = told_lately(told, now)
        assert silent == bool(told and now - told[-1] < 6 * HOUR)
        if not silent:
            told.append(now)
    assert all(later - earlier >= 6 * HOUR for earlier, later in itertools.pairwise(told))


def test_a_clock_set_back_does_not_silence_an_alarm() -> None:
    assert not told_lately([NOW + 24 * HOUR], NOW)
