"""Values to keep, of every shape the store knows, and strategies that make more."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from watchdog_sante.model.alerts import AlertEvent, EventKind, Notice, Question, Reason
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.findings import Action, EvidenceRow, Finding, Severity
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.messages import OutgoingMessage
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import (
    BankRow,
    BenefitRow,
    DetailRow,
    RejectedRow,
    StatedBalance,
    StatedPeriod,
    Statement,
)

NOW = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
DAY = date(2026, 3, 1)
LATER = NOW + timedelta(days=1)
LINES = (
    CoverageLine(say("coverage.subject.account", number="…8941"), date(2024, 1, 1), None, CoverageState.VERIFIED),
    CoverageLine(
        say("coverage.subject.basic_insurer"),
        None,
        date(2024, 3, 1),
        CoverageState.GAP,
        say("coverage.x", by=Money(-120), day=date(2024, 2, 1), what=say("coverage.y", count=3)),
    ),
)


def source(name: str = "banque.ofx", sha: str = "a", label: str = "PRLV SEPA MUTUELLE DU LAC") -> Source:
    """A bank file with a row, a rejected row, a period and a balance."""
    row = BankRow(1, "11112222333344445555", DAY, -3999, label, DAY, 120000, "9f3c", "DEBIT")
    rejected = RejectedRow(2, say("reader.bad_amount", amount="12,3,4", row=2))
    period = StatedPeriod("11112222333344445555", date(2026, 2, 1), DAY)
    balance = StatedBalance("11112222333344445555", DAY, 120000)
    return Source(
        name, "banque", sha * 64, Statement(SourceKind.BANK, "ofx", (row,), (rejected,), (period,), (balance,))
    )


def insurer_source() -> Source:
    """An insurer's file, some of its columns empty."""
    line = BenefitRow(
        2, SourceKind.TOP_UP_INSURER, DAY, None, "LÉA", "Consultation", "DR LUNE", 3000, None, "70 %", 1750, 950,
        PaidTo.INSURED, "D42",
    )  # fmt: skip
    return Source("mutuelle.csv", "sante", "b" * 64, Statement(SourceKind.TOP_UP_INSURER, "canonical-top-up", (line,)))


def details_source() -> Source:
    """A snapshot of an insurer's card."""
    row = DetailRow(2, DAY, "Organisme", "Mutuelle du Lac")
    return Source("carte.csv", "sante", "c" * 64, Statement(SourceKind.INSURER_DETAILS, "canonical-details", (row,)))


def a_finding(key: str = "row-1") -> Finding:
    """A finding with money, a day and a nested sentence in its words."""
    row = EvidenceRow(key, SourceKind.BANK, "banque.ofx", 1, DAY, -3999, "PRLV SEPA MUTUELLE DU LAC")
    changed = EvidenceRow(
        "field-1", SourceKind.INSURER_DETAILS, "carte.csv", 2, DAY, field="IBAN", before="FR…1", after="LT…9"
    )
    return Finding(
        "WS101", "new-mandate", Severity.WARNING, DAY,
        say("x.title", payee="MUTUELLE DU LAC", amount=Money(-3999)),
        say("x.explanation", day=DAY, count=3, because=say("x.because", since=DAY)),
        say("x.silent"),
        ("watch-accounts",),
        (Action(say("x.call"), date(2026, 4, 26), "bank"), Action(say("x.look"))),
        (row,), (changed,), "creditor:FR003402",
    )  # fmt: skip


def some_events() -> tuple[AlertEvent, ...]:
    """One event of each kind."""
    question = Question(
        "WS101", "creditor:FR003402", Severity.WARNING, "WS101:0", DAY, ("row-1",), (date(2026, 4, 26),)
    )
    notice = Notice("A-26-0001", Reason.DEADLINE, 739000, "telephone", "digest:telephone:1", True, date(2026, 4, 26))
    return (
        AlertEvent("A-26-0001", EventKind.OPENED, NOW, question=question, quiet=True),
        AlertEvent("A-26-0001", EventKind.NOTIFIED, NOW, notice=notice),
        AlertEvent("A-26-0001", EventKind.SEEN, NOW, keys=("row-1",)),
        AlertEvent("A-26-0001", EventKind.SNOOZED, NOW, until=LATER, why="en vacances"),
        AlertEvent("A-26-0001", EventKind.WOKEN, LATER),
        AlertEvent("A-26-0001", EventKind.GREW, LATER, question=question),
        AlertEvent("A-26-0001", EventKind.ACCEPTED, LATER, keys=("row-1",), why="c’est moi"),
        AlertEvent("A-26-0001", EventKind.REOPENED, LATER, question=question),
        AlertEvent("A-26-0001", EventKind.REPORTED, LATER, keys=("row-1",)),
        AlertEvent("A-26-0001", EventKind.RESOLVED, LATER),
    )


def a_message(key: str = "alert:telephone:1", channel: str = "telephone", urgent: bool = False) -> OutgoingMessage:
    """A short message."""
    return OutgoingMessage(key, channel, f"Watchdog Santé : {key}", urgent, NOW, ("A-26-0001",))


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
_DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
_CENTS = st.integers(-(10**10), 10**10)
_LEAF = st.one_of(_TEXT, st.integers(-(2**53), 2**53), _DAYS, st.builds(Money, _CENTS))


def _sentences(values: st.SearchStrategy[object]) -> st.SearchStrategy[Sentence]:
    names = st.dictionaries(st.sampled_from(["a", "b", "count", "day", "cents"]), values, max_size=3)
    return st.builds(lambda key, found: Sentence(key, tuple(sorted(found.items()))), _TEXT, names)


SENTENCES = st.recursive(_sentences(_LEAF), lambda inner: _sentences(st.one_of(_LEAF, inner)), max_leaves=6)

_BANK_ROWS = st.builds(
    BankRow,
    st.integers(1, 10**6),
    _TEXT,
    _DAYS,
    _CENTS,
    _TEXT,
    st.none() | _DAYS,
    st.none() | _CENTS,
    _TEXT,
    _TEXT,
    _TEXT,
)
_BENEFIT_ROWS = st.builds(
    BenefitRow,
    st.integers(1, 10**6),
    st.sampled_from([SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER]),
    _DAYS, st.none() | _DAYS, _TEXT, _TEXT, _TEXT, st.none() | _CENTS, st.none() | _CENTS, _TEXT,
    st.none() | _CENTS, _CENTS, st.sampled_from(list(PaidTo)), _TEXT,
)  # fmt: skip
_DETAIL_ROWS = st.builds(DetailRow, st.integers(1, 10**6), _DAYS, _TEXT, _TEXT)

STATEMENTS = st.builds(
    Statement,
    st.sampled_from(list(SourceKind)),
    _TEXT,
    st.lists(st.one_of(_BANK_ROWS, _BENEFIT_ROWS, _DETAIL_ROWS), max_size=6).map(tuple),
    st.lists(st.builds(RejectedRow, st.integers(1, 10**6), SENTENCES), max_size=3).map(tuple),
    st.lists(st.builds(StatedPeriod, _TEXT, _DAYS, _DAYS), max_size=2).map(tuple),
    st.lists(st.builds(StatedBalance, _TEXT, _DAYS, _CENTS), max_size=2).map(tuple),
    st.none() | SENTENCES,
)

_ROWS = st.builds(
    EvidenceRow, _TEXT, st.sampled_from(list(SourceKind)), _TEXT, st.integers(0, 10**6), _DAYS, st.none() | _CENTS,
    st.none() | _TEXT, st.none() | _TEXT, st.none() | _TEXT, st.none() | _TEXT,
)  # fmt: skip
FINDINGS = st.builds(
    Finding, _TEXT, _TEXT, st.sampled_from(list(Severity)), _DAYS, SENTENCES, SENTENCES, SENTENCES,
    st.lists(_TEXT, max_size=2).map(tuple),
    st.lists(st.builds(Action, SENTENCES, st.none() | _DAYS, _TEXT), max_size=2).map(tuple),
    st.lists(_ROWS, max_size=3).map(tuple),
    st.lists(_ROWS, max_size=2).map(tuple),
    _TEXT,
)  # fmt: skip
