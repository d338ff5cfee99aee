"""From what was understood of a printed statement to the rows of the model: days of payment, years, accounts.

A line belongs to the payment whose sum it is under; without one, to the payment that was told last above it, else to
the only payment day of the whole statement.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.row_places import place_of
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.statements import (
    BankRow,
    BenefitRow,
    RejectedRow,
    Rejection,
    StatedBalance,
    StatedPeriod,
    Statement,
)
from watchdog_sante.readers.printed_account import BankPages, PrintedAccount, PrintedBalance, PrintedOperation
from watchdog_sante.readers.printed_entries import Act, Entries, Entry, Part, Sum
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_sums import Proof
from watchdog_sante.readers.printed_years import Bounds, bounds_at
from watchdog_sante.readers.profile import Role

_FAR = timedelta(days=183)  # a payment is never that far from the days that its statement covers


def health_statement(found: Entries, layout: PrintedLayout, proof: Proof) -> Statement | Rejection:
    """The statement; a rejection when nothing says when a line was paid."""
    sums = dict(proof.sums)
    rows: list[BenefitRow] = []
    told: Part | Sum | None = None
    for at, entry in enumerate(found.entries):
        if isinstance(entry, Part | Sum) and entry.payment and entry.day:
            told = entry
        if not isinstance(entry, Act):
            continue
        under = sums.get(at)
        payment = under if under and under.day else told
        day = entry.paid_on or (payment.day if payment else None) or _only_day(found.entries)
        if day is None:
            return Rejection(say("refused.printed_no_payment_day"))
        if found.start and found.end and not found.start - _FAR < day < found.end + _FAR:
            return Rejection(say("refused.printed_outside", place=place(entry.row), day=day))
        reference = (payment.reference if payment else "") or entry.reference
        provider = entry.provider or (payment.provider if isinstance(payment, Sum) else "")
        row = _row(entry, layout.speaker, day, reference)
        rows.append(replace(row, paid_to=_paid_to(entry, payment), care_provider=provider))
    kept = tuple(RejectedRow(act.row, say("printed.deferred.pending")) for act in found.deferred)
    periods = (
        (StatedPeriod("", found.start, found.end),) if found.start and found.end and found.start <= found.end else ()
    )
    return Statement(layout.speaker, layout.name, tuple(rows), kept, periods)


def _paid_to(act: Act, payment: Part | Sum | None) -> PaidTo:
    """What the payment's own line says, else the headings above; a payment that names nobody went to the insured.

    Where a cell names somebody in words that are not known, nobody can tell: a credit must not be missed for it.
    """
    if isinstance(payment, Sum) and payment.paid_to:
        return payment.paid_to
    if act.unread_payee:
        return PaidTo.UNKNOWN
    return PaidTo.INSURED if payment and act.paid_to is PaidTo.UNKNOWN else act.paid_to


def _only_day(entries: Sequence[Entry]) -> date | None:
    days = {entry.day for entry in entries if isinstance(entry, Part | Sum) and entry.day}
    return days.pop() if len(days) == 1 else None


def _row(act: Act, insurer: SourceKind, paid_on: date, reference: str) -> BenefitRow:
    return BenefitRow(
        row=act.row,
        insurer=insurer,
        paid_on=paid_on,
        care_date=act.care_date,
        beneficiary=act.beneficiary,
        act=act.label,
        care_provider=act.provider,
        expense_cents=act.cents(Role.EXPENSE),
        base_cents=act.cents(Role.BASE),
        rate=act.rate,
        basic_cents=act.cents(Role.BASIC),
        reimbursed_cents=act.cents(Role.REIMBURSED) or 0,
        paid_to=act.paid_to,
        reference=reference,
    )


def bank_statement(pages: BankPages, layout: PrintedLayout) -> Statement | Rejection:
    """The statement; a rejection when nothing says the year of its days."""
    rows: list[BankRow] = []
    periods: list[StatedPeriod] = []
    balances: list[StatedBalance] = []
    for account in pages.accounts:
        for at, entry in enumerate(account.entries):
            if isinstance(entry, PrintedOperation):
                bounds = bounds_at(account, at, pages.latest)
                row = _bank_row(entry, account.account, bounds)
                if row is None:
                    return Rejection(say("refused.printed_no_year"))
                if not bounds.hold(row.booked):
                    return Rejection(say("refused.printed_outside", place=place(row.row), day=row.booked))
                rows.append(row)
        if account.start and account.end and account.start <= account.end:
            periods.append(StatedPeriod(account.account, account.start, account.end))
        balances += _balances(account)
    if not rows:
        return Rejection(say("refused.printed_no_rows"))
    return Statement(SourceKind.BANK, layout.name, tuple(rows), (), tuple(periods), tuple(balances))


def _bank_row(entry: PrintedOperation, account: str, bounds: Bounds) -> BankRow | None:
    booked = bounds.day(entry.booked)
    if booked is None:
        return None
    return BankRow(
        row=entry.row,
        account=account,
        booked=booked,
        cents=entry.cents,
        label=entry.label,
        value_day=bounds.day(entry.value_day) if entry.value_day else None,
        balance_cents=entry.balance_cents,
    )


def _balances(account: PrintedAccount) -> list[StatedBalance]:
    """The balances that have their day; a first one without a day is that of the eve of the period."""
    found: list[StatedBalance] = []
    told = [entry for entry in account.entries if isinstance(entry, PrintedBalance)]
    for at, balance in enumerate(told):
        day = balance.day
        if day is None and at == 0 and account.start:
            day = account.start - timedelta(days=1)
        if day is None and at == len(told) - 1 and at and account.end:
            day = account.end
        if day and (at == 0 or at == len(told) - 1):
            found.append(StatedBalance(account.account, day, balance.cents))
    return found


def place(row: int) -> Sentence:
    """Where a row stands, for people: page and line, or the line alone."""
    page, line = place_of(row)
    return say("place.page_line", page=page, line=line) if page else say("place.line", line=line)
