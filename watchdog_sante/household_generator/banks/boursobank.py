"""BoursoBank's CSV: ISO days and a dot in the balance, or the older era with short days; labels without ICS or RUM."""

from watchdog_sante.household_generator.banks.export import AccountStatement, Export, Row, csv_bytes, money, quoted
from watchdog_sante.household_generator.values import BankEvent, EventKind

_HEADER = (
    "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance"
)
_CATEGORIES = {
    EventKind.CARD: ("Alimentation", "Vie quotidienne"),
    EventKind.DEBIT: ("Abonnements & téléphonie", "Abonnements & téléphonie"),
    EventKind.TRANSFER_IN: ("Virements reçus", "Virements reçus"),
    EventKind.TRANSFER_OUT: ("Virements émis", "Virements émis"),
    EventKind.CASH: ("Retraits cash", "Retraits cash"),
}


def label(event: BankEvent, card: str) -> str:
    """The wording of one operation."""
    done = event.done or event.day
    town = f" {event.town}" if event.town else ""
    instant = "VIR INST" if event.instant else "VIR SEPA" if event.cents > 0 else "VIR"
    motive = f" {event.motive}" if event.motive else ""
    match event.kind:
        case EventKind.CARD:
            return f"CARTE {done:%d/%m/%y} {event.payee}{town} CB*{card}"
        case EventKind.CARD_REFUND:
            return f"AVOIR {done:%d/%m/%y} {event.payee}{town} CB*{card}"
        case EventKind.DEBIT:
            return f"PRLV SEPA {event.payee}"
        case EventKind.DEBIT_RETURN:
            return f"REJET PRLV SEPA {event.payee}"
        case EventKind.CASH:
            return f"RETRAIT DAB {done:%d/%m/%y} {event.payee} CB*{card}"
        case EventKind.CHEQUE:
            return f"CHQ. {event.reference}"
        case EventKind.DEPOSIT:
            return f"REM CHQ {event.reference}"
        case EventKind.LOAN:
            return f"ECH PRET {event.reference}"
        case EventKind.FEE:
            return f"*{event.payee}"
        case _:
            return f"{instant} {event.payee}{motive}"


def _line(row: Row, statement: AccountStatement, day: str) -> str:
    event, (category, parent) = row.event, _CATEGORIES.get(row.event.kind, ("Non catégorisé", "Non catégorisé"))
    booked, done = format(event.day, day), format(event.done or event.day, day)
    cells = (
        booked, done, quoted(label(event, statement.card)), quoted(category), quoted(parent),
        quoted(event.payee.lower()), quoted(money(event.cents, thousands=" ")), '""',
        quoted(statement.account.number), quoted("BoursoBank"), money(statement.closing, "."),
    )  # fmt: skip
    return ";".join(cells)


def _write(statement: AccountStatement, day: str) -> bytes:
    rows = reversed(statement.rows)
    return csv_bytes([_HEADER, *(_line(row, statement, day) for row in rows)], "utf-8-sig", "\n")


def _iso_days(statement: AccountStatement) -> bytes:
    return _write(statement, "%Y-%m-%d")


def _short_days(statement: AccountStatement) -> bytes:
    return _write(statement, "%d/%m/%y")


EXPORTS = (
    Export("boursobank-csv", "40618", "csv", _iso_days, creditors=False, mandates=False),
    Export("boursobank-old-csv", "40618", "csv", _short_days, creditors=False, mandates=False),
)
