"""The history replayed: each alert counts once, in its first month; above one a month something is proposed."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.backtest import Backtest, Change, Proposal, proposals, replay, until
from watchdog_sante.model.findings import EvidenceRow, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import Collected, RefusedFile, Source
from watchdog_sante.model.statements import BankRow, RejectedRow, StatedBalance, StatedPeriod, Statement

ACCOUNT = "30003000000000001"


def collected(*days: date, per_file: int = 1000) -> Collected:
    """Rows of ten euros on these days, in files of so many rows, each with its period, balance and one bad row."""
    sources = []
    for start in range(0, len(days), per_file):
        part = sorted(days)[start : start + per_file]
        rows = tuple(BankRow(number, ACCOUNT, day, -1000, "CARTE") for number, day in enumerate(part, start=1))
        name = f"{start}.ofx"
        statement = Statement(
            SourceKind.BANK,
            "ofx",
            rows,
            (RejectedRow(99, say("csv.day")),),
            (StatedPeriod(ACCOUNT, part[0], part[-1]),),
            (StatedBalance(ACCOUNT, part[-1], 5000),),
        )
        sources.append(Source(name, "", name, statement))
    return Collected(tuple(sources), (RefusedFile("x.ofx", say("refused.empty")),), ("notes.txt",))


def finding(day: date, severity: Severity = Severity.WARNING, subject: str = "payee:X", slug: str = "a") -> Finding:
    row = EvidenceRow(f"{slug}{day}", SourceKind.BANK, "a.ofx", 1, day, -100)
    text = say("t", day=day)
    return Finding(slug.upper(), slug, severity, day, text, text, say("silent"), (), (), (row,), subject=subject)


def each_row(told: Collected, as_of: date) -> tuple[Finding, ...]:
    """A look that raises every row it sees: a warning on the first of a month, else a note."""
    rows = [row for source in told.sources for row in source.statement.rows if isinstance(row, BankRow)]
    assert all(row.booked <= as_of for row in rows)
    return tuple(finding(row.booked, Severity.WARNING if row.booked.day == 1 else Severity.INFO) for row in rows)


DAYS = [date(2024, month, day) for month in (1, 2, 3, 4) for day in (1, 15)]


def test_what_was_told_up_to_a_day() -> None:
    told = until(collected(*DAYS, per_file=4), date(2024, 2, 1))
    (source,) = told.sources
    statement = source.statement
    assert [row.booked for row in statement.rows if isinstance(row, BankRow)] == DAYS[:3]
    assert (statement.periods, statement.balances) == ((StatedPeriod(ACCOUNT, DAYS[0], date(2024, 2, 1)),), ())
    assert (statement.rejected, told.refused, told.skipped) == ((), (), ("notes.txt",))
    assert until(collected(*DAYS), date(2023, 12, 31)).sources == ()
    whole = until(collected(*DAYS), date(2024, 12, 31))
    assert whole.sources == collected(*DAYS).sources


def test_each_month_has_what_it_first_raised() -> None:
    result = replay(collected(*DAYS), 3, each_row)
    assert [(m.last, [a.day for a in m.alerts], [n.day for n in m.notes]) for m in result.months] == [
        (date(2024, 2, 29), [date(2024, 2, 1)], [date(2024, 2, 15)]),
        (date(2024, 3, 31), [date(2024, 3, 1)], [date(2024, 3, 15)]),
        (date(2024, 4, 15), [date(2024, 4, 1)], [date(2024, 4, 15)]),
    ]
    assert (result.alerts, result.proposals) == (3, ())


def test_more_months_than_there_are_count_each_alert_once() -> None:
    result = replay(collected(*DAYS), 60, each_row)
    assert [len(month.alerts) for month in result.months] == [1, 1, 1, 1]
    assert replay(Collected(()), 12, each_row).months == ()


def test_an_alert_that_grows_is_no_new_one() -> None:
    def growing(told: Collected, as_of: date) -> tuple[Finding, ...]:
        rows = [row for source in told.sources for row in source.statement.rows if isinstance(row, BankRow)]
        evidence = tuple(
            EvidenceRow(str(row.booked), SourceKind.BANK, "a.ofx", row.row, row.booked, row.cents) for row in rows
        )
        one = finding(as_of)
        return (Finding(**{**{f: getattr(one, f) for f in one.__slots__}, "evidence": evidence}),) if rows else ()

    assert [len(month.alerts) for month in replay(collected(*DAYS), 60, growing).months] == [1, 0, 0, 0]


def _noisy(told: Collected, as_of: date) -> tuple[Finding, ...]:
    """Each month two warnings about a gym and a critical one about a stranger."""
    month = as_of.replace(day=1)
    twice = (finding(month.replace(day=day), subject="payee:GYM") for day in (2, 3))
    return (*twice, finding(month, Severity.CRITICAL, f"payee:{month}", slug="b"))


GYM, LOUD = Change("accepted", "payee:GYM"), Change("detectors.b.days", "3")


def _without(changes: tuple[Change, ...]) -> Backtest:
    """The noisy months replayed with changes: the gym accepted, the other detector deaf in March."""

    def look(told: Collected, as_of: date) -> tuple[Finding, ...]:
        return tuple(
            one
            for one in _noisy(told, as_of)
            if not (GYM in changes and one.subject == "payee:GYM")
            and not (LOUD in changes and one.slug == "b" and as_of.month == 3)
        )

    return replay(collected(*DAYS), 2, look)


def test_above_one_a_month_each_change_is_replayed_and_says_what_it_would_lose() -> None:
    lived = _without(())
    silencers = {one.id: GYM if one.slug == "a" else LOUD for one in lived.raised}
    found = proposals(replace(lived, silencers=silencers), _without)
    (march,) = (one for one in lived.raised if one.slug == "b" and one.day.month == 3)
    assert found == (
        Proposal((GYM,), 2, ()),
        Proposal((LOUD,), 5, (march,)),
        Proposal((GYM, LOUD), 1, (march,)),
    )


def test_within_one_a_month_nothing_is_proposed() -> None:
    lived = replay(collected(*DAYS), 3, each_row)
    silencers = {one.id: GYM for one in lived.raised}
    assert proposals(replace(lived, silencers=silencers), lambda _: lived) == ()


SOME_DAYS = st.lists(st.dates(date(2023, 1, 1), date(2024, 6, 30)), min_size=1, max_size=20, unique=True)


@given(SOME_DAYS, st.integers(1, 30))
def test_no_alert_is_lost_or_counted_twice(days: list[date], per_file: int) -> None:
    result = replay(collected(*days, per_file=per_file), 60, each_row)
    counted = [one.day for month in result.months for one in (*month.alerts, *month.notes)]
    assert sorted(counted) == sorted(days)
