"""A random statement, written to PDF and read back, is the same statement, in every layout."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from printed_pages import BANKS, HEALTH, Booked, PaidAct, Payment, ameli_older, bank_glued, top_up, unknown_insurer

from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, BenefitRow, Statement
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement

_DAYS = st.dates(date(2013, 1, 1), date(2026, 6, 30))
_CENTS = st.integers(1, 300_000)
_PEOPLE = st.sampled_from(["CLAIRE", "PAUL", "JEAN MARIE"])
_ACTS = st.sampled_from(["CONSULTATION", "PHARMACIE (PH7)", "ANALYSES", "SOINS DENTAIRES", "RADIOLOGIE (ADI)"])
_LABELS = st.sampled_from(
    ["VIR SEPA CPAM DE PARIS", "PRLV SEPA MUTUELLE DU LAC", "CB BOULANGERIE DU PONT", "RETRAIT DAB", "CHEQUE 1234567"]
)
# Without shrinking: a page that is written and read is slow, and one statement is as good as another.
_SLOW = settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@st.composite
def payments(draw: st.DrawFn) -> tuple[Payment, ...]:
    """Some payments of some lines, now and then a deduction."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        care = draw(_DAYS)
        acts = [
            PaidAct(
                care + timedelta(days=draw(st.integers(0, 20))),
                draw(_PEOPLE),
                draw(_ACTS),
                *(draw(_CENTS), draw(_CENTS), draw(st.sampled_from([15, 30, 65, 70, 100])), draw(_CENTS), draw(_CENTS)),
            )
            for _ in range(draw(st.integers(1, 12)))
        ]
        if draw(st.booleans()):
            act = acts[-1]
            acts.append(PaidAct(act.care_date, act.beneficiary, "PARTICIPATION FORFAITAIRE", 0, 0, 0, -200))
        made.append(Payment(care + timedelta(days=30), tuple(acts), draw(st.booleans())))
    return tuple(made)


def _read(data: bytes) -> Statement:
    answer = read_statement(StatementFile("releve.pdf", "releves", data), forms())
    assert isinstance(answer, Statement), answer
    assert answer.unverified is None
    assert answer.rejected == ()
    return answer


def _expected(payment: Payment, act: PaidAct, layout: Callable[..., bytes]) -> tuple[object, ...]:
    by_basic = layout in (top_up, unknown_insurer)
    return (
        payment.paid_on,
        None if act.deduction and layout is ameli_older else act.care_date,
        act.beneficiary,
        act.label,
        None if act.deduction else act.expense,
        None if act.deduction or by_basic else act.base,
        act.basic if by_basic and not act.deduction else None,
        act.reimbursed,
        PaidTo.CARE_PROVIDER if payment.third_party else PaidTo.INSURED,
    )


@pytest.mark.parametrize("layout", HEALTH, ids=lambda layout: layout.__name__)
@given(paid=payments())
@_SLOW
def test_an_insurers_statement_is_read_back(
    layout: Callable[[Sequence[Payment]], bytes], paid: tuple[Payment, ...]
) -> None:
    statement = _read(layout(paid))
    found = [
        (
            *(row.paid_on, row.care_date, row.beneficiary, row.act, row.expense_cents, row.base_cents),
            *(row.basic_cents, row.reimbursed_cents, row.paid_to),
        )
        for row in statement.rows
        if isinstance(row, BenefitRow)
    ]
    assert found == [_expected(payment, act, layout) for payment in paid for act in payment.acts]


@st.composite
def accounts(draw: st.DrawFn) -> tuple[tuple[Booked, ...], int, date, date]:
    """A month of operations, the balance before, and the days of both balances."""
    start = draw(_DAYS)
    end = start + timedelta(days=31)
    days = sorted(draw(st.lists(st.integers(1, 31), min_size=1, max_size=70)))
    signed = _CENTS | _CENTS.map(lambda cents: -cents)
    # Each reference is another one: the same words at the foot of two pages are what the bank prints on each.
    rows = tuple(
        Booked(
            start + timedelta(days=day), draw(_LABELS), draw(signed), draw(st.sampled_from(["", f"REF DOSSIER {n}"]))
        )
        for n, day in enumerate(days, 1)
    )
    return rows, draw(st.integers(-90_000, 500_000)), start, end


@pytest.mark.parametrize("layout", BANKS, ids=lambda layout: layout.__name__)
@given(account=accounts())
@_SLOW
def test_a_banks_statement_is_read_back(
    layout: Callable[[Sequence[Booked], int, date, date], bytes],
    account: tuple[tuple[Booked, ...], int, date, date],
) -> None:
    rows, opening, start, end = account
    statement = _read(layout(rows, opening, start, end))
    found = [(row.booked, row.label, row.cents) for row in statement.rows if isinstance(row, BankRow)]
    assert found == [(row.day, _label(row, layout), row.cents) for row in rows]
    assert [balance.cents for balance in statement.balances][-1] == opening + sum(row.cents for row in rows)


def _label(row: Booked, layout: Callable[..., bytes]) -> str:
    if layout is not bank_glued:
        return f"{row.label} {row.more}".strip()
    solid = "".join(row.label.split())
    for words in ("VIR SEPA", "PRLV SEPA"):
        if row.label.startswith(words):
            return f"{words} {solid[len(words) - 1 :]}"
    return solid
