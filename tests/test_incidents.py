"""One incident, one alert: what belongs together is told once, and no accused row is lost."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.incidents import MOST_ROWS, group
from watchdog_sante.model.findings import Action, EvidenceRow, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import say

START = date(2024, 3, 1)
INFO, WARNING, CRITICAL = Severity.INFO, Severity.WARNING, Severity.CRITICAL


def row(number: int) -> EvidenceRow:
    return EvidenceRow(f"row{number:03d}", SourceKind.BANK, "a.ofx", number, START + timedelta(days=number), -100)


def finding(
    detector: str, rows: range | list[int], severity: Severity = WARNING, subject: str = "", day: int = 0
) -> Finding:
    name = detector.lower()
    return Finding(
        detector,
        name,
        severity,
        START + timedelta(days=day),
        say(f"{name}.title"),
        say(f"{name}.explanation"),
        say(f"{name}.silent"),
        (f"advice-{name}",),
        (Action(say("act"), START + timedelta(days=60 + day), "bank"),),
        tuple(row(number) for number in rows),
        subject=subject or f"subject:{detector}:{rows}",
    )


def summary(findings: list[Finding]) -> list[tuple[str, str, list[int]]]:
    return [(one.detector, one.severity.value, [each.row for each in one.evidence]) for one in findings]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        # the same payment: the gravest speaks
        ([finding("WS101", [1]), finding("WS115", [1], CRITICAL)], [("WS115", "critical", [1])]),
        # at equal severity, the more precise one
        ([finding("WS101", [1]), finding("WS108", [1])], [("WS108", "warning", [1])]),
        # rows are joined
        ([finding("WS111", [1, 2]), finding("WS112", [2, 3, 4])], [("WS111", "warning", [1, 2, 3, 4])]),
        # a chain
        (
            [finding("WS111", [1, 2]), finding("WS112", [2, 3]), finding("WS113", [3, 4])],
            [("WS111", "warning", [1, 2, 3, 4])],
        ),
        # one subject within days
        (
            [finding("WS102", [1], subject="creditor:X"), finding("WS103", [2], subject="creditor:X", day=10)],
            [("WS102", "warning", [1, 2])],
        ),
        # one subject, months apart: two incidents
        (
            [finding("WS105", [1], subject="creditor:X"), finding("WS105", [2], subject="creditor:X", day=11)],
            [("WS105", "warning", [1]), ("WS105", "warning", [2])],
        ),
        # nothing in common
        ([finding("WS101", [1]), finding("WS201", [2])], [("WS101", "warning", [1]), ("WS201", "warning", [2])]),
        # a sign for the digest accuses nothing beside a warning
        ([finding("WS111", [1]), finding("WS112", [1, 2, 3], INFO)], [("WS111", "warning", [1])]),
        ([finding("WS111", [1], INFO), finding("WS112", [1, 2], INFO)], [("WS111", "info", [1, 2])]),
        # what would not fit in one alert stays apart, so that no accused row is lost
        (
            [finding("WS111", range(1, 9)), finding("WS112", range(8, 15))],
            [("WS111", "warning", list(range(1, 9))), ("WS112", "warning", list(range(8, 15)))],
        ),
    ],
)
def test_what_becomes_one_alert(findings: list[Finding], expected: list[tuple[str, str, list[int]]]) -> None:
    assert summary(group(findings)) == expected
    assert summary(group(findings[::-1])) == expected


def test_a_lone_finding_comes_back_as_it_was() -> None:
    alone = finding("WS101", [1])
    assert group([alone]) == [alone]
    assert group([]) == []
    assert group([alone, alone]) == [alone]


def test_findings_about_what_is_missing_have_no_row_and_stay_apart() -> None:
    two = [finding("WS402", [], INFO, "gap:1"), finding("WS405", [], INFO, "file:a")]
    assert sorted(one.detector for one in group(two)) == ["WS402", "WS405"]


def test_the_further_signs_stand_in_the_explanation_once_a_detector() -> None:
    main = finding("WS108", [1, 2], CRITICAL)
    signs = [finding("WS101", [1], day=1), finding("WS101", [2], day=2), finding("WS105", [2], day=3)]
    (one,) = group([*signs, main])
    last = say("incidents.sign", explanation=main.explanation, count=2, title=signs[0].title, day=signs[0].day)
    assert one.explanation == say("incidents.sign", explanation=last, count=1, title=signs[2].title, day=signs[2].day)
    silent = say("incidents.silent", first=main.would_be_silent_if, second=signs[0].would_be_silent_if)
    assert one.would_be_silent_if == say("incidents.silent", first=silent, second=signs[2].would_be_silent_if)
    assert (one.title, one.subject, one.day) == (main.title, main.subject, main.day)
    assert one.advice == ("advice-ws108", "advice-ws101", "advice-ws105")


def test_the_same_thing_to_do_is_told_once_by_its_earliest_day() -> None:
    early = replace(finding("WS101", [1], day=-3), actions=(Action(say("act"), date(2024, 4, 1), "bank"),))
    more = (Action(say("act"), None, "bank"), Action(say("call"), None, "bank"))
    other = replace(finding("WS105", [1]), actions=more)
    (one,) = group([finding("WS108", [1]), early, other])
    assert one.actions == (Action(say("act"), date(2024, 4, 1), "bank"), Action(say("call"), None, "bank"))


def test_more_rows_than_a_person_can_check_go_to_the_context() -> None:
    (one,) = group([finding("WS206", range(1, 21))])
    assert [each.row for each in one.evidence] == list(range(1, 13))
    assert [each.row for each in one.context] == list(range(13, 21))


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(["WS101", "WS108", "WS111", "WS206", "WS402"]),
        st.lists(st.integers(1, 20), min_size=1, max_size=6, unique=True),
        st.sampled_from([INFO, WARNING, CRITICAL]),
        st.sampled_from(["", "creditor:X", "payee:Y"]),
        st.integers(0, 30),
    ),
    max_size=8,
)


@given(FINDINGS, st.integers(0, 1000))
def test_the_order_of_findings_changes_nothing(findings: list[Finding], seed: int) -> None:
    # Two findings of one detector on the same rows are one finding: their other words must then be the same.
    distinct = list({one.id: one for one in findings}.values())
    shuffled = distinct[:]
    random.Random(seed).shuffle(shuffled)
    assert group(shuffled) == group(distinct)


@given(FINDINGS)
def test_every_row_accused_by_a_warning_stays_accused_by_one(findings: list[Finding]) -> None:
    grouped = group(findings)
    loud = {each.key for one in findings if one.severity is not INFO for each in one.evidence}
    still = {each.key for one in grouped if one.severity is not INFO for each in one.evidence}
    assert loud == still
    assert all(len(one.evidence) <= MOST_ROWS for one in grouped)
    assert len(grouped) <= len(findings)
