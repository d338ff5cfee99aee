"""When a message is due, on which channel and why: digest, urgency, quiet hours, cap, reminders, deadlines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from life import PARIS, PHONE, POLICY, Life, at, finding, said

from watchdog_sante.alerts import accept, bulletin_due, digest_after, is_quiet, report, see, snooze
from watchdog_sante.model.alerts import AlertEvent, ChannelWish, NoticePolicy
from watchdog_sante.model.findings import Finding, Severity


def critical(*keys: str, subject: str = "payee:X") -> Finding:
    return finding(*keys, subject=subject, severity=Severity.CRITICAL)


def test_a_critical_alert_is_told_at_once_even_at_night_and_the_rest_in_the_morning() -> None:
    life = Life()
    found = critical("a"), finding("b"), finding("c", subject="payee:C", severity=Severity.INFO)
    assert life.hourly("2026-03-02 23:30", "2026-03-04 12:30", *found) == [
        "03-02 23:30 telephone alert! A-26-0001:first",
        "03-03 08:30 telephone digest A-26-0002:first A-26-0003:first",
    ]


def test_what_opens_after_the_digest_waits_for_the_next_one() -> None:
    life = Life()
    assert life.hourly("2026-03-02 08:30", "2026-03-03 10:30", finding("a")) == [
        "03-03 08:30 telephone digest A-26-0001:first"
    ]


def test_a_machine_asleep_at_digest_time_tells_when_it_wakes() -> None:
    life = Life()
    life.cycle("2026-03-02 14:00", finding("a"))
    assert life.said("2026-03-05 11:00", finding("a")) == ["telephone digest A-26-0001:first"]


def test_quiet_hours_delay_the_digest_and_never_drop_it() -> None:
    life = Life(replace(POLICY, digest_at=time(6, 0), quiet_until=time(7, 30)))
    assert life.hourly("2026-03-02 14:00", "2026-03-03 12:00", finding("a")) == [
        "03-03 08:00 telephone digest A-26-0001:first"
    ]


def test_reminders_after_three_and_ten_days_then_silence() -> None:
    life = Life()
    assert life.hourly("2026-03-02 07:30", "2026-05-01 12:30", finding("a")) == [
        "03-02 08:30 telephone digest A-26-0001:first",
        "03-06 08:30 telephone digest A-26-0001:reminder",
        "03-13 08:30 telephone digest A-26-0001:reminder",
    ]


def test_after_a_long_sleep_one_reminder_not_two() -> None:
    life = Life()
    life.cycle("2026-03-02 07:00", finding("a"))
    assert life.said("2026-03-02 08:00", finding("a")) == ["telephone digest A-26-0001:first"]
    assert life.hourly("2026-03-20 09:00", "2026-04-20 09:00", finding("a")) == [
        "03-20 09:00 telephone digest A-26-0001:reminder"
    ]


@pytest.mark.parametrize("answer", [see, accept, report])
def test_who_has_looked_is_not_reminded(answer: Callable[..., AlertEvent]) -> None:
    life = Life()
    life.cycle("2026-03-02 07:00", finding("a"))
    life.cycle("2026-03-02 08:00", finding("a"))
    life.answer(answer, "2026-03-02 18:00")
    assert life.hourly("2026-03-02 19:00", "2026-04-20 09:00", finding("a")) == []


def test_nothing_is_reminded_for_information() -> None:
    life = Life()
    info = finding("a", severity=Severity.INFO)
    assert life.hourly("2026-03-02 07:30", "2026-04-20 09:30", info) == ["03-02 08:30 telephone digest A-26-0001:first"]


def test_a_legal_deadline_is_told_a_week_before_to_who_has_looked_or_snoozed_not_to_who_has_answered() -> None:
    by = [date(2026, 4, 27), date(2027, 4, 2)]
    cases: list[tuple[Callable[..., AlertEvent], list[str]]] = [
        (see, ["04-20 08:30 telephone digest A-26-0001:deadline"]),
        (accept, []),
        (report, []),
    ]
    for answer, expected in cases:
        life = Life()
        life.cycle("2026-03-02 07:00", finding("a", by=by))
        life.cycle("2026-03-02 08:00", finding("a", by=by))
        life.answer(answer, "2026-03-02 18:00")
        assert life.hourly("2026-03-02 19:30", "2026-06-20 09:30", finding("a", by=by)) == expected


def test_a_deadline_is_told_once_even_when_the_notice_is_shortened_in_the_settings() -> None:
    by = [date(2026, 4, 27)]
    life = Life(replace(POLICY, deadline_notice=timedelta(days=14)))
    life.cycle("2026-03-02 07:00", finding("a", by=by))
    life.cycle("2026-03-02 08:00", finding("a", by=by))
    life.answer(see, "2026-03-02 18:00")
    assert life.said("2026-04-13 09:00", finding("a", by=by)) == ["telephone digest A-26-0001:deadline"]
    life.policy = POLICY
    assert life.said("2026-04-21 09:00", finding("a", by=by)) == []


def test_a_snooze_is_silent_but_for_the_deadline_and_the_next_message_says_it_ended() -> None:
    life = Life()
    by = [date(2026, 3, 20)]
    life.cycle("2026-03-02 07:00", finding("a", by=by))
    life.cycle("2026-03-02 08:00", finding("a", by=by))
    life.answer(snooze, "2026-03-02 18:00", timedelta(days=30), "holiday")
    assert life.hourly("2026-03-02 19:30", "2026-05-20 09:30", finding("a", by=by)) == [
        "03-13 08:30 telephone digest A-26-0001:deadline",
        "04-02 08:30 telephone digest A-26-0001:reminder(woken)",
        "04-05 08:30 telephone digest A-26-0001:reminder",
        "04-12 08:30 telephone digest A-26-0001:reminder",
    ]


def test_evidence_that_came_during_a_snooze_is_told_with_its_end() -> None:
    life = Life()
    life.cycle("2026-03-02 07:00", finding("a"))
    life.cycle("2026-03-02 08:00", finding("a"))
    life.answer(snooze, "2026-03-02 18:00", timedelta(days=5), "holiday")
    assert life.hourly("2026-03-03 19:30", "2026-03-09 09:30", finding("a", "b")) == [
        "03-08 08:30 telephone digest A-26-0001:grew(woken)"
    ]


def test_new_critical_evidence_ends_a_snooze_at_once() -> None:
    life = Life()
    assert life.said("2026-03-02 14:00", critical("a")) == ["telephone alert! A-26-0001:first"]
    life.answer(snooze, "2026-03-02 18:00", timedelta(days=30), "holiday")
    assert life.said("2026-03-03 23:00", critical("a", "b")) == ["telephone alert! A-26-0001:grew(woken)"]


def test_new_evidence_after_an_acceptance_says_so_and_what_merely_shows_again_waits_for_the_morning() -> None:
    life = Life()
    life.cycle("2026-03-02 14:00", critical("a"))
    life.answer(accept, "2026-03-02 18:00")
    assert life.said("2026-03-03 14:00", critical("a", "b")) == ["telephone alert! A-26-0001:reopened"]
    life.cycle("2026-03-04 14:00")
    assert life.hourly("2026-03-05 14:00", "2026-03-06 12:00", critical("a", "b")) == [
        "03-06 08:00 telephone digest A-26-0001:reopened"
    ]


def test_the_daily_cap_puts_the_rest_into_the_digest() -> None:
    life = Life(replace(POLICY, daily_cap=2))
    found = [critical(key, subject=f"payee:{key}") for key in "abcd"]
    lines = life.hourly("2026-03-02 14:30", "2026-03-04 12:30", *found)
    assert [line.split(" ", 2)[:2] for line in lines] == [["03-02", "14:30"], ["03-02", "14:30"], ["03-03", "08:30"]]
    assert lines[2] == "03-03 08:30 telephone digest A-26-0003:first A-26-0004:first"


def test_each_channel_has_its_own_minimum() -> None:
    life = Life(replace(POLICY, channels=(PHONE, ChannelWish("sms", minimum=Severity.CRITICAL))))
    assert life.said("2026-03-02 14:00", critical("a"), finding("b")) == [
        "telephone alert! A-26-0001:first",
        "sms alert! A-26-0001:first",
    ]
    assert life.said("2026-03-03 09:00", critical("a"), finding("b")) == ["telephone digest A-26-0002:first"]


def test_a_relative_is_told_of_a_critical_alert_unseen_for_two_days() -> None:
    policy = replace(POLICY, channels=(PHONE, ChannelWish("claire", relative=True)))
    life = Life(policy)
    lines = life.hourly("2026-03-02 14:30", "2026-03-05 20:30", critical("a"), finding("b"))
    assert [line for line in lines if "claire" in line] == ["03-04 14:30 claire digest A-26-0001:first"]

    seen = Life(policy)
    seen.cycle("2026-03-02 14:00", critical("a"))
    seen.answer(see, "2026-03-03 14:00")
    assert [
        line for line in seen.hourly("2026-03-03 15:00", "2026-03-30 15:00", critical("a")) if "claire" in line
    ] == []


def test_no_reminder_piles_up_behind_a_message_that_could_not_leave() -> None:
    life = Life()
    life.cycle("2026-03-02 07:00", finding("a"))
    (first,) = life.cycle("2026-03-02 08:00", finding("a"))
    assert life.cycle("2026-03-06 09:00", finding("a"), undelivered=frozenset({first.key})) == ()
    assert [said(one) for one in life.cycle("2026-03-06 10:00", finding("a"))] == [
        "telephone digest A-26-0001:reminder"
    ]


def test_a_first_import_is_one_message_with_the_few_things_that_deserve_a_look() -> None:
    old = [finding(f"o{n}", subject=f"payee:O{n}", day=date(2024, 5, 1 + n)) for n in range(20)]
    recent = [finding(f"r{n}", subject=f"payee:R{n}", day=date(2026, 2, 1 + n)) for n in range(9)]
    open_right = finding("right", subject="payee:RIGHT", day=date(2025, 9, 1), by=[date(2026, 10, 1)])
    worst = [critical(f"c{n}", subject=f"payee:C{n}") for n in range(2)]
    found = [*old, *recent, open_right, *worst]
    life = Life()
    (letter,) = life.cycle("2026-03-02 14:00", *found, learning=True)
    assert letter.urgent
    shown = {one.number: one.question.subject for one in life.alerts if not one.quiet}
    assert sorted(shown.values()) == ["payee:C0", "payee:C1", "payee:R6", "payee:R7", "payee:R8"]
    assert [one.alert for one in letter.notices] == sorted(shown)
    assert len(life.alerts) == len(found)
    after = life.hourly("2026-03-02 15:00", "2026-03-20 15:00", *found)
    assert {word.split(":")[0] for line in after for word in line.split()[4:]} <= set(shown)
    assert all("reminder" in line or "deadline" in line for line in after)


def test_what_the_first_import_kept_quiet_speaks_when_it_grows() -> None:
    life = Life()
    old = date(2024, 5, 1)
    life.cycle("2026-03-02 14:00", finding("a", day=old), learning=True)
    assert life.alert().quiet
    assert life.hourly("2026-03-02 15:00", "2026-03-20 15:00", finding("a", day=old)) == []
    assert life.hourly("2026-03-20 16:00", "2026-03-21 09:00", finding("a", "b", day=old)) == [
        "03-21 08:00 telephone digest A-26-0001:first"
    ]


def test_a_first_import_with_nothing_to_see_still_says_what_it_learned() -> None:
    life = Life()
    (letter,) = life.cycle("2026-03-02 14:00", learning=True)
    assert (letter.kind.value, letter.urgent, letter.notices) == ("first_import", False, ())


def test_the_bulletin_is_due_once_a_month_in_the_morning() -> None:
    policy = POLICY
    assert bulletin_due(None, policy, at("2026-03-01 07:59")) is None
    assert bulletin_due(None, policy, at("2026-03-01 08:00")) == date(2026, 3, 1)
    assert bulletin_due(date(2026, 3, 1), policy, at("2026-03-31 23:00")) is None
    assert bulletin_due(date(2026, 3, 1), policy, at("2026-04-01 00:30")) is None
    assert bulletin_due(date(2026, 3, 1), policy, at("2026-06-12 23:00")) is None  # quiet
    assert bulletin_due(date(2026, 3, 1), policy, at("2026-06-13 09:00")) == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("start", "end", "hour", "quiet"),
    [
        (time(22), time(7), "21:59", False),
        (time(22), time(7), "22:00", True),
        (time(22), time(7), "03:00", True),
        (time(22), time(7), "07:00", False),
        (time(1), time(6), "00:59", False),
        (time(1), time(6), "01:00", True),
        (time(1), time(6), "06:00", False),
        (time(0), time(0), "00:00", False),
    ],
)
def test_quiet_hours(start: time, end: time, hour: str, quiet: bool) -> None:
    policy = NoticePolicy(PARIS, quiet_from=start, quiet_until=end)
    assert is_quiet(policy, at(f"2026-03-02 {hour}")) is quiet


def test_the_digest_is_at_eight_on_both_days_when_the_clocks_change() -> None:
    for before in ("2026-03-28 20:00", "2026-10-24 20:00"):
        following = digest_after(POLICY, at(before)).astimezone(PARIS)
        assert (following.hour, following.date() - at(before).date()) == (8, timedelta(days=1))
    skipped = replace(POLICY, digest_at=time(2, 30))
    assert digest_after(skipped, at("2026-03-29 00:00")).astimezone(PARIS).hour in (1, 3)


_INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda one: one.replace(tzinfo=UTC))


@settings(deadline=None)
@given(_INSTANTS, st.times(), st.times(), st.times())
def test_a_digest_always_comes_within_two_days(start: datetime, digest: time, quiet: time, loud: time) -> None:
    policy = replace(POLICY, digest_at=digest, quiet_from=quiet, quiet_until=loud)
    following = digest_after(policy, start)
    assert start <= following <= start + timedelta(hours=25)
    assert digest_after(policy, following) == following


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_INSTANTS, min_size=2, max_size=12, unique=True),
    st.lists(st.sampled_from("abcdef"), min_size=12, max_size=12),
    st.sampled_from(list(Severity)),
    st.integers(0, 3),
)
def test_whatever_the_clock_nothing_is_told_twice_and_everything_is_told(
    instants: list[datetime], keys: list[str], severity: Severity, cap: int
) -> None:
    life = Life(replace(POLICY, daily_cap=cap))
    present: set[str] = set()
    for now, key in zip(instants, keys, strict=False):  # in any order: a clock may step back
        present.add(key)
        life.cycle(now, *(finding(one, subject=f"payee:{one}", severity=severity) for one in sorted(present)))
    calm = max(instants) + timedelta(days=2)
    for hours in range(0, 72, 5):
        now = calm + timedelta(hours=hours)
        life.cycle(now, *(finding(one, subject=f"payee:{one}", severity=severity) for one in sorted(present)))
    told = [one.notice for alert in life.alerts for one in alert.told]
    identities = [(one.alert, one.reason, one.occurrence, one.channel) for one in told]
    assert len(identities) == len(set(identities))
    assert {one.alert for one in told} == {alert.number for alert in life.alerts}
    assert all(earlier.number != later.number for earlier, later in pairwise(life.alerts))
