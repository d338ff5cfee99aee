"""What happens to alerts when findings come, grow, go and come back; and that order changes nothing."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from life import Life, at, finding

from watchdog_sante.alerts import Refused, accept, accepted_subjects, fold, pair, reconcile, report, see, snooze
from watchdog_sante.model.alerts import AlertEvent, AlertState, EventKind
from watchdog_sante.model.findings import Finding, Severity

DAY = "2026-03-02 14:00"


def kinds(life: Life, number: str = "A-26-0001") -> list[str]:
    return [event.kind.value for event in life.events if event.alert == number and event.kind != EventKind.NOTIFIED]


def test_a_new_finding_opens_an_alert_numbered_for_people_worst_first() -> None:
    life = Life()
    life.cycle(
        DAY,
        finding("b", subject="payee:B"),
        finding("a", subject="payee:A", severity=Severity.CRITICAL),
    )
    assert [(one.number, one.question.subject, one.state) for one in life.alerts] == [
        ("A-26-0001", "payee:A", AlertState.OPEN),
        ("A-26-0002", "payee:B", AlertState.OPEN),
    ]
    life.cycle("2027-01-01 00:30", finding("c", subject="payee:C"))
    assert life.alerts[-1].number == "A-27-0001"


def test_the_same_finding_again_says_nothing_new() -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    before = list(life.events)
    assert reconcile(life.alerts, [finding("a")], at("2026-03-02 15:00")) == ()
    assert life.events == before


def test_new_evidence_makes_an_open_alert_grow_and_undoes_a_look() -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    life.answer(see, "2026-03-02 15:00")
    life.cycle("2026-03-03 14:00", finding("a", "b"))
    assert kinds(life) == ["opened", "seen", "grew"]
    assert (life.alert().state, life.alert().asked, life.alert().keys) == (
        AlertState.OPEN,
        2,
        frozenset("ab"),
    )


@pytest.mark.parametrize("answer", [accept, report])
def test_an_answer_covers_the_evidence_seen_and_new_evidence_is_a_new_question(
    answer: Callable[..., AlertEvent],
) -> None:
    life = Life()
    life.cycle(DAY, finding("a", "b"))
    life.answer(answer, "2026-03-02 15:00")
    life.cycle("2026-03-03 14:00", finding("a", "b"))
    life.cycle("2026-03-03 15:00", finding("b"))
    assert life.alert().state in (AlertState.ACCEPTED, AlertState.REPORTED)
    life.cycle("2026-03-04 14:00", finding("a", "b", "c"))
    assert kinds(life)[2:] == ["reopened"]
    assert life.alert().state is AlertState.OPEN


def test_an_acceptance_covers_only_what_was_on_the_screen() -> None:
    life = Life()
    life.cycle(DAY, finding("a", "b"))
    life.answer(accept, "2026-03-02 15:00", "mine", ["a"])
    life.cycle("2026-03-03 14:00", finding("a", "b"))
    assert kinds(life) == ["opened", "accepted", "reopened"]


def test_new_evidence_on_an_accepted_subject_reopens_the_same_alert_even_without_the_old_evidence() -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    life.answer(accept, "2026-03-02 15:00")
    assert accepted_subjects(life.alerts) == ("creditor:FR003402",)
    life.cycle("2026-06-03 14:00", finding("z"))
    assert kinds(life) == ["opened", "accepted", "reopened"]


def test_what_no_longer_shows_is_resolved_and_comes_back_under_its_number() -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    life.cycle("2026-03-03 14:00")
    assert life.alert().state is AlertState.RESOLVED
    life.cycle("2026-03-04 14:00", finding("a"))
    assert kinds(life) == ["opened", "resolved", "reopened"]
    assert (life.alert().state, life.alert().renewed) == (AlertState.OPEN, False)


def test_an_old_resolved_alert_does_not_swallow_a_new_incident_of_the_same_subject() -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    life.cycle("2026-03-03 14:00")
    life.cycle("2026-09-03 14:00", finding("z"))
    assert [(one.number, one.state) for one in life.alerts] == [
        ("A-26-0001", AlertState.RESOLVED),
        ("A-26-0002", AlertState.OPEN),
    ]


def test_a_gap_accuses_no_row_and_is_known_by_its_subject() -> None:
    life = Life()
    gap = finding(detector="WS402", subject="gap:8941:2026-02")
    life.cycle(DAY, gap)
    life.cycle("2026-03-03 14:00", gap)
    life.cycle("2026-03-04 14:00")
    life.cycle("2026-03-05 14:00", gap)
    assert kinds(life) == ["opened", "resolved", "reopened"]


def test_two_incidents_of_one_subject_keep_their_alerts() -> None:
    life = Life()
    march, june = finding("m", detector="WS201"), finding("j", detector="WS201", day=date(2026, 6, 1))
    life.cycle(DAY, march)
    life.cycle("2026-06-02 14:00", march, june)
    assert [one.keys for one in life.alerts] == [{"m"}, {"j"}]
    assert reconcile(life.alerts, [june, march], at("2026-06-03 14:00")) == ()


def test_alerts_that_share_rows_do_not_exchange_their_findings_for_ever() -> None:
    life = Life()
    life.cycle(DAY, finding("a", "b", subject="payee:A"), finding("a", "b", "d", "f", subject="payee:B"))
    today = (
        finding("a", subject="payee:A"),
        finding("a", "b", detector="WS105", subject="payee:A"),
        finding("a", "c", detector="WS105", subject="payee:B"),
    )
    life.cycle("2026-03-03 14:00", *today)
    for order in permutations(today):
        assert reconcile(life.alerts, order, at("2026-03-04 14:00")) == ()


def test_a_rise_in_severity_is_a_new_question() -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    life.cycle("2026-03-03 14:00", finding("a", severity=Severity.CRITICAL))
    assert kinds(life) == ["opened", "grew"]
    assert life.alert().renewed
    life.cycle("2026-03-04 14:00", finding("a", severity=Severity.WARNING))
    assert kinds(life) == ["opened", "grew"]


def test_a_snooze_ends_and_holds_until_then_unless_it_turns_critical() -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    life.answer(snooze, "2026-03-02 15:00", timedelta(days=14), "on holiday")
    life.cycle("2026-03-10 14:00", finding("a", "b"))
    assert life.alert().state is AlertState.SNOOZED
    life.cycle("2026-03-16 14:59", finding("a", "b"))
    assert life.alert().state is AlertState.SNOOZED
    life.cycle("2026-03-16 15:00", finding("a", "b"))
    assert kinds(life) == ["opened", "snoozed", "grew", "woken"]
    assert life.alert().state is AlertState.OPEN

    life.answer(snooze, "2026-03-17 15:00", timedelta(days=14), "again")
    life.cycle("2026-03-18 15:00", finding("a", "b", "c", severity=Severity.CRITICAL))
    assert kinds(life)[4:] == ["snoozed", "woken", "grew"]
    assert life.alert().state is AlertState.OPEN


@pytest.mark.parametrize(
    ("length", "why", "key"),
    [
        (timedelta(days=14), " ", "alerts.snooze_needs_why"),
        (timedelta(0), "x", "alerts.snooze_length"),
        (timedelta(days=-1), "x", "alerts.snooze_length"),
        (timedelta(days=90, seconds=1), "x", "alerts.snooze_length"),
    ],
)
def test_a_snooze_needs_an_end_and_a_reason(length: timedelta, why: str, key: str) -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    with pytest.raises(Refused) as refused:
        snooze(life.alert(), at(DAY), length, why)
    assert refused.value.sentence.key == key


def test_what_was_answered_is_neither_snoozed_nor_seen_again() -> None:
    life = Life()
    life.cycle(DAY, finding("a"))
    life.answer(accept, "2026-03-02 15:00")
    with pytest.raises(Refused) as refused:
        see(life.alert(), at(DAY))
    assert refused.value.sentence.key == "alerts.already_answered"
    with pytest.raises(Refused) as refused:
        snooze(life.alert(), at(DAY), timedelta(1), "x")
    assert refused.value.sentence.key == "alerts.already_answered"


_KEYS = st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=4)
_FINDINGS = st.lists(
    st.builds(
        lambda keys, detector, subject, severity: finding(
            *sorted(keys), detector=detector, subject=subject, severity=severity
        ),
        _KEYS,
        st.sampled_from(["WS101", "WS105"]),
        st.sampled_from(["payee:A", "payee:B", ""]),
        st.sampled_from(list(Severity)),
    ),
    max_size=5,
)


@settings(deadline=None)
@given(st.lists(_FINDINGS, max_size=4), _FINDINGS, st.randoms(use_true_random=False))
def test_order_changes_nothing_and_a_second_look_finds_nothing(
    past: list[list[Finding]], today: list[Finding], mixer: random.Random
) -> None:
    life = Life()
    for days, findings in enumerate(past):
        life.cycle(at(DAY) + timedelta(days=days), *findings)
    now = at(DAY) + timedelta(days=30)
    alerts, shuffled, shuffled_alerts = life.alerts, list(today), list(life.alerts)
    mixer.shuffle(shuffled)
    mixer.shuffle(shuffled_alerts)
    events = reconcile(alerts, today, now)
    assert set(reconcile(shuffled_alerts, shuffled, now)) == set(events)
    after = fold([*life.events, *events])
    assert reconcile(after, shuffled, now) == ()
    unique = {one.id: one for one in today}
    assert {found.id for _, found in pair(after, list(unique.values()))} == set(unique)
    numbers = [one.number for one in after]
    assert len(numbers) == len(set(numbers))
