"""WS401 to WS406 beyond their examples: one finding a file or an account, nothing accused for what is missing."""

from dataclasses import replace
from datetime import date

import pytest

from watchdog_sante.detectors import (
    balance_broken,
    file_refused,
    garbled_text,
    rows_rejected,
    stale_account,
    statement_gap,
)
from watchdog_sante.evidence import Evidence, assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import Collected
from watchdog_sante.model.statements import BankRow

ONE_FILE = """
bank       | amount | label                   | unread        | expect
2023-03-06 | -24.00 | CARTE 04/03/23 ÉPICERIE |               |
2023-03-07 | -9.00  | CARTE 05/03/23 ÉPICERIE | csv.no_amount |
2023-03-08 | -9.00  | CARTE 05/03/23 ÉPICERIE | csv.pending   |
2023-03-09 | -9.00  | CARTE 05/03/23 ÉPICERIE | csv.day       |
"""


def evidence_of(told: Collected, as_of: date | None = None) -> Evidence:
    return assemble(told, Household(), Knowledge(), as_of)


def test_rows_lost_are_counted_by_file_and_pending_ones_are_no_loss() -> None:
    told = collected(Example("", ONE_FILE))
    (finding,) = rows_rejected.detect(evidence_of(told), rows_rejected.Params())
    values = dict(finding.explanation.values)
    assert (values["count"], values["read"], values["row"]) == (2, 1, say("report.row_number", row=2))
    assert (finding.severity, finding.evidence) == (Severity.INFO, ())
    assert rows_rejected.detect(evidence_of(told), rows_rejected.Params(at_least=3)) == []


def test_the_same_file_under_two_names_is_told_once() -> None:
    (source,) = collected(Example("", ONE_FILE)).sources
    twice = Collected((source, replace(source, file="copie.csv")))
    assert len(rows_rejected.detect(evidence_of(twice), rows_rejected.Params())) == 1


def test_each_refused_file_has_its_own_name() -> None:
    told = collected(Example("", ONE_FILE, refused=("b.ofx", "a.ofx", "a.ofx")))
    findings = file_refused.detect(evidence_of(told), file_refused.Params())
    assert [dict(one.title.values)["file"] for one in findings] == ["a.ofx", "b.ofx"]
    assert len({one.id for one in findings}) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ÉPICERIE DU MARCHÉ".encode().decode("cp1252", "replace"), True),
        ("café crème".encode().decode("latin-1"), True),
        ("10 € l’heure".encode().decode("cp1252", "replace"), True),
        ("MARCH\ufffd", True),
        ("ÉPICERIE DU MARCHÉ", False),
        ("São João, Þór, Łódź, Škoda, ÂGE D’OR, 10 €", False),
        ("plain ascii", False),
    ],
)
def test_garbled_letters(text: str, expected: bool) -> None:
    assert garbled_text.garbled(text) is expected


def test_more_garbled_rows_than_can_be_checked_go_to_the_context() -> None:
    tables = "bank | amount | label\n2023-01-05 x20 | -24.00 | CARTE Ã‰PICERIE"
    (finding,) = garbled_text.detect(evidence_of(collected(Example("", tables))), garbled_text.Params())
    assert (len(finding.evidence), len(finding.context)) == (12, 8)


def gap(account: str, start: date, end: date, reason: str = "coverage.days_missing") -> CoverageLine:
    subject = say("coverage.subject.account", number=account)
    return CoverageLine(subject, start, end, CoverageState.GAP, say(reason))


def test_gaps_of_one_account_are_one_finding_and_short_ones_none() -> None:
    lines = (
        gap("…1", date(2023, 5, 1), date(2023, 5, 31)),
        gap("…1", date(2023, 2, 1), date(2023, 2, 28)),
        gap("…1", date(2023, 8, 1), date(2023, 8, 3)),
        gap("…2", date(2023, 2, 1), date(2023, 2, 8)),
        gap("…3", date(2023, 2, 1), date(2023, 2, 28), "coverage.rows_rejected"),
    )
    evidence = replace(evidence_of(collected(Example("", ONE_FILE))), coverage=lines)
    findings = statement_gap.detect(evidence, statement_gap.Params())
    assert [(one.day, dict(one.explanation.values)["count"]) for one in findings] == [
        (date(2023, 5, 31), 2),
        (date(2023, 2, 8), 1),
    ]
    assert len({one.id for one in findings}) == 2
    shuffled = replace(evidence, coverage=lines[::-1])
    assert statement_gap.detect(shuffled, statement_gap.Params()) == findings
    assert len(statement_gap.detect(evidence, statement_gap.Params(days=9))) == 1


def test_a_long_list_of_gaps_is_shortened_and_none_forgotten() -> None:
    lines = tuple(gap("…1", date(2023, month, 1), date(2023, month, 20)) for month in range(1, 10))
    evidence = replace(evidence_of(collected(Example("", ONE_FILE))), coverage=lines)
    (finding,) = statement_gap.detect(evidence, statement_gap.Params())
    rest = dict(finding.explanation.values)["gaps"]
    assert (rest.key, dict(rest.values)["count"]) == ("statement-gap.more", 3)  # type: ignore[union-attr]


def test_stale_again_later_is_another_finding() -> None:
    tables = "bank | amount | label\n2023-01-05 x12 | -24.00 | CARTE ÉPICERIE"
    told = collected(Example("", tables))
    first, later = (
        stale_account.detect(evidence_of(told, day), stale_account.Params())
        for day in (date(2024, 6, 1), date(2024, 7, 1))
    )
    assert [one.id for one in first] == [one.id for one in later]
    assert [one.day for one in first] == [date(2023, 12, 5)]
    (source,) = told.sources
    row = BankRow(99, source.statement.rows[0].account, date(2024, 3, 1), -100, "CARTE ÉPICERIE")  # type: ignore[union-attr]
    news = replace(source, file="news", sha256="news", statement=replace(source.statement, rows=(row,)))
    again = stale_account.detect(evidence_of(Collected((source, news)), date(2024, 12, 1)), stale_account.Params())
    assert len(again) == 1
    assert again[0].id != first[0].id


def balances(*amounts: str, unread: str = "") -> str:
    """Two files whose running balances follow; the second begins at the last amount."""
    return f"""
bank       | amount | label                   | balance | unread
2023-03-01 | -24.00 | CARTE 28/02/23 ÉPICERIE | 976.00  |
2023-03-10 | -26.00 | CARTE 09/03/23 ÉPICERIE | 950.00  |
2023-03-31 | -20.00 | CARTE 30/03/23 ÉPICERIE | 930.00  |

bank       | amount | label                   | balance | unread
2023-04-02 | -10.00 | CARTE 31/03/23 ÉPICERIE | {amounts[0]} |
2023-04-10 | -20.00 | CARTE 09/04/23 ÉPICERIE | {amounts[1]} |
2023-04-12 | -20.00 | CARTE 09/04/23 ÉPICERIE |         | {unread}
"""


@pytest.mark.parametrize(
    ("first", "second", "unread", "expected"),
    [
        ("920.00", "900.00", "csv.pending", []),
        ("850.00", "830.00", "csv.pending", [("balance-broken.explanation.out", Severity.WARNING)]),
        ("950.00", "930.00", "csv.pending", [("balance-broken.explanation.in", Severity.WARNING)]),
        ("850.00", "830.00", "csv.day", [("balance-broken.explanation.out", Severity.INFO)]),
    ],
)
def test_balances(first: str, second: str, unread: str, expected: list[tuple[str, Severity]]) -> None:
    evidence = evidence_of(collected(Example("", balances(first, second, unread=unread))))
    findings = balance_broken.detect(evidence, balance_broken.Params())
    assert [(one.explanation.key, one.severity) for one in findings] == expected


def weekly(month: int, first_cents: int) -> str:
    """A file of four weeks of purchases of ten euros whose running balances follow, down from `first_cents`."""
    rows = [
        f"2023-{month:02d}-{day:02d} | -10.00 | CARTE ÉPICERIE | {(first_cents - 1000 * n) / 100:.2f}"
        for n, day in enumerate(range(1, 29, 3))
    ]
    return "\n".join(["bank | amount | label | balance", *rows])


@pytest.mark.parametrize(("second_month", "broken", "gaps"), [(3, 1, 0), (6, 0, 1)])
def test_days_that_no_statement_tells_of_break_no_balance(second_month: int, broken: int, gaps: int) -> None:
    tables = f"{weekly(2, 100_000)}\n\n{weekly(second_month, 80_000)}"
    evidence = evidence_of(collected(Example("", tables)))
    assert len(balance_broken.detect(evidence, balance_broken.Params())) == broken
    assert len(statement_gap.detect(evidence, statement_gap.Params())) == gaps


def test_balances_that_break_again_and_again_are_left_to_the_ledger() -> None:
    """Two accounts kept in one folder: their balances alternate, and one alert a row would help nobody."""
    tables = "\n\n".join(weekly(month, 100_000 - 7_000 * (month % 2)) for month in range(1, 12))
    evidence = evidence_of(collected(Example("", tables)))
    assert balance_broken.detect(evidence, balance_broken.Params()) == []
    assert [line for line in evidence.coverage if line.state is CoverageState.GAP]
