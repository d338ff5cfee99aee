"""Revolut's CSV: English kinds, a fee beside the amount, "To" and "Payment from" before names; no town, no ICS."""

from watchdog_sante.household_generator.banks.export import AccountStatement, Export, Row, csv_bytes, money
from watchdog_sante.household_generator.values import EventKind

_HEADER = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance"
_KINDS = {
    EventKind.CARD: "CARD_PAYMENT",
    EventKind.CARD_REFUND: "CARD_REFUND",
    EventKind.CASH: "ATM",
    EventKind.FEE: "FEE",
    EventKind.TRANSFER_IN: "TOPUP",
}
_BEFORE = {
    EventKind.CASH: "Cash withdrawal at ",
    EventKind.TRANSFER_IN: "Payment from ",
    EventKind.TRANSFER_OUT: "To ",
}


def _line(row: Row) -> str:
    event = row.event
    named = event.payee or event.reference or "Revolut"
    told = _BEFORE.get(event.kind, "") + (named.title() if event.kind == EventKind.CARD else named)
    cells = (
        _KINDS.get(event.kind, "TRANSFER"), "Current", f"{event.done or event.day} 08:14:22", f"{event.day} 12:03:09",
        told.replace(",", " "), money(event.cents, "."), "0.00", "EUR", "COMPLETED", money(row.balance, "."),
    )  # fmt: skip
    return ",".join(cells)


def _write(statement: AccountStatement) -> bytes:
    return csv_bytes([_HEADER, *map(_line, statement.rows)], end="\n")


EXPORTS = (Export("revolut-csv", "28233", "csv", _write, numbered=False, creditors=False, mandates=False),)
