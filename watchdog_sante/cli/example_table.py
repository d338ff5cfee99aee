"""The small tables of a detector's card on a terminal: a day, what the row says, its amounts, whether it is told."""

from rich.table import Table
from rich.text import Text

from watchdog_sante import examples
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.model.statements import BankRow, BenefitRow, Row
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing

_AMOUNTS = {
    SourceKind.BANK: ("amount",),
    SourceKind.BASIC_INSURER: ("cost", "reimbursed"),
    SourceKind.TOP_UP_INSURER: ("cost", "basic", "reimbursed"),
    SourceKind.INSURER_DETAILS: (),
}


def _what(row: Row, book: Phrasebook) -> str:
    if isinstance(row, BankRow):
        balance = row.balance_cents
        return (
            row.label if balance is None else f"{row.label} ({book.text(say('explain.balance', sum=Money(balance)))})"
        )
    if isinstance(row, BenefitRow):
        parts = [row.act, row.care_provider, row.beneficiary]
        if row.paid_to is PaidTo.CARE_PROVIDER:
            parts.append(book.text(say("explain.third_party")))
        return " · ".join(part for part in parts if part)
    return book.text(say("explain.field", field=row.field, value=row.value))


def _amounts(row: Row, book: Phrasebook) -> list[str]:
    if isinstance(row, BankRow):
        return [book.money(row.cents)]
    if isinstance(row, BenefitRow):
        known = [row.expense_cents, row.reimbursed_cents]
        if row.insurer is SourceKind.TOP_UP_INSURER:
            known.insert(1, row.basic_cents)
        return ["" if cents is None else book.money(cents) for cents in known]
    return []


def _day(line: examples.Line, book: Phrasebook) -> str:
    row = line.row
    day = book.numeric_day(
        row.booked if isinstance(row, BankRow) else row.paid_on if isinstance(row, BenefitRow) else row.day
    )
    return f"{day} ×\u202f{line.months}" if line.months > 1 else day


def example_table(table: examples.Table, book: Phrasebook) -> Table:
    """One table of an example; a row that is told stands out in words, not by its colour alone."""
    amounts = _AMOUNTS[table.kind]
    view = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    view.add_column(book.text(say("explain.head.day")), no_wrap=True)
    view.add_column(book.text(say(f"explain.head.{table.kind.value}")), overflow="fold")
    for name in amounts:
        view.add_column(book.text(say(f"explain.head.{name}")), justify="right", no_wrap=True)
    view.add_column("", no_wrap=True)
    for line in table.lines:
        mark = "explain.told" if line.told else "" if line.read else "explain.unread"
        said = Text(book.text(say(mark)) if mark else "", "bold")
        what = Text(mask_for_showing(_what(line.row, book)))
        view.add_row(_day(line, book), what, *_amounts(line.row, book), said)
    return view
