"""N26's CSV: the partner, the kind and the reference in columns of their own; no balance, no town, no ICS."""

from watchdog_sante.household_generator.banks.export import AccountStatement, Export, csv_bytes, money, quoted
from watchdog_sante.household_generator.values import BankEvent, EventKind

_HEADER = (
    "Booking Date", "Value Date", "Partner Name", "Partner Iban", "Type", "Payment Reference", "Account Name",
    "Amount (EUR)", "Original Amount", "Original Currency", "Exchange Rate",
)  # fmt: skip
_KINDS = {
    EventKind.CARD: "Presentment",
    EventKind.CARD_REFUND: "Presentment Refund",
    EventKind.CASH: "Presentment",
    EventKind.DEBIT: "Direct Debit",
    EventKind.DEBIT_RETURN: "Direct Debit Reversal",
}


def _line(event: BankEvent) -> str:
    kind = _KINDS.get(event.kind, "Credit Transfer" if event.cents > 0 else "Debit Transfer")
    partner = event.payee or event.reference or "N26"
    day, done = f"{event.day}", f"{event.done or event.day}"
    cells = (day, done, partner, "", kind, event.motive, "Main Account", money(event.cents, "."), "", "", "")
    return ",".join(map(quoted, cells))


def _write(statement: AccountStatement) -> bytes:
    return csv_bytes([",".join(map(quoted, _HEADER)), *(_line(row.event) for row in statement.rows)], end="\n")


EXPORTS = (Export("n26-csv", "20433", "csv", _write, numbered=False, creditors=False, mandates=False),)
